package dev.percorso.liquid;

/** A mistake whose place is not known yet; the interpreter turns it into a {@link TemplateException}. */
final class Problem extends RuntimeException {
    private final TemplateException.Kind kind;
    private final String what;
    private final String remedy;

    private Problem(TemplateException.Kind kind, String what, String remedy) {
        // Thrown on paths that templates can reach at will, hence without a stack trace.
        super(what, null, false, false);
        this.kind = kind;
        this.what = what;
        this.remedy = remedy;
    }

    static Problem value(String what, String remedy) {
        return new Problem(TemplateException.Kind.VALUE, what, remedy);
    }

    static Problem budget(String what, String remedy) {
        return new Problem(TemplateException.Kind.BUDGET, what, remedy);
    }

    TemplateException at(String templateName, Position position) {
        return new TemplateException(kind, templateName, position, what, remedy);
    }
}
