package dev.percorso.server.exchange.sheet;

import dev.percorso.server.map.StageHue;

/** The colours of paper: those of the interface's light theme. */
record Ink(int rgb) {
    static final Ink WORDS = new Ink(0x27231e);
    static final Ink SOFT = new Ink(0x6a6258);
    static final Ink LINE = new Ink(0xe4dfd8);
    static final Ink STRONG_LINE = new Ink(0xcdc6bc);
    static final Ink PAPER = new Ink(0xffffff);
    static final Ink SUNKEN = new Ink(0xf3f0ec);
    static final Ink ACCENT = new Ink(0x0f6b67);
    static final Ink GOOD = new Ink(0x22733a);
    static final Ink BAD = new Ink(0xb3261e);

    static Ink of(StageHue hue) {
        return switch (hue) {
            case AWARENESS -> new Ink(0x7a55c7);
            case CONSIDERATION -> new Ink(0x2f6fc4);
            case PURCHASE -> new Ink(0x13807a);
            case RETENTION -> new Ink(0xc27803);
            case ADVOCACY -> new Ink(0xcc3f6c);
            case NEUTRAL -> SOFT;
        };
    }

    /** The ground of a stage's name. */
    static Ink ground(StageHue hue) {
        return switch (hue) {
            case AWARENESS -> new Ink(0xefe9fb);
            case CONSIDERATION -> new Ink(0xe4eefb);
            case PURCHASE -> new Ink(0xdcf1ef);
            case RETENTION -> new Ink(0xfdf0d9);
            case ADVOCACY -> new Ink(0xfce6ed);
            case NEUTRAL -> SUNKEN;
        };
    }

    /** Words on that ground. */
    static Ink words(StageHue hue) {
        return switch (hue) {
            case AWARENESS -> new Ink(0x56379b);
            case CONSIDERATION -> new Ink(0x1f5197);
            case PURCHASE -> new Ink(0x0d5c58);
            case RETENTION -> new Ink(0x835007);
            case ADVOCACY -> new Ink(0x9c2850);
            case NEUTRAL -> WORDS;
        };
    }

    String hex() {
        return "#%06x".formatted(rgb);
    }
}
