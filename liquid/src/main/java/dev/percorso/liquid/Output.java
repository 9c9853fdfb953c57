package dev.percorso.liquid;

/** Text being written: the result itself, or the body of a capture, which counts as memory. */
final class Output {
    private final StringBuilder text = new StringBuilder();
    private final Meter meter;
    private final int limitChars;
    private final boolean captured;

    private Output(Meter meter, int limitChars, boolean captured) {
        this.meter = meter;
        this.limitChars = limitChars;
        this.captured = captured;
    }

    static Output result(Meter meter) {
        return new Output(meter, meter.budgets().outputChars(), false);
    }

    static Output captured(Meter meter) {
        return new Output(meter, Integer.MAX_VALUE, true);
    }

    void write(CharSequence piece) {
        if (captured) {
            meter.allocate(2L * piece.length());
        }
        if ((long) text.length() + piece.length() > limitChars) {
            throw Problem.budget(
                    "the result is longer than " + limitChars + " characters", "write less, or loop over less");
        }
        meter.scan(piece.length());
        text.append(piece);
    }

    String text() {
        return text.toString();
    }
}
