package dev.percorso.server.event;

/** Contrast of two colours like #rrggbb, as WCAG 2.2 defines it. */
public final class Contrast {
    /** What WCAG 2.2 asks of texts, success criterion 1.4.3. */
    public static final double LEAST = 4.5;

    private Contrast() {}

    /** From 1 to 21, whichever of the two is lighter. */
    public static double of(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int part = 0; part < 3; part++) {
            double level = Integer.parseInt(colour.substring(1 + 2 * part, 3 + 2 * part), 16) / 255.0;
            sum += weights[part] * (level <= 0.04045 ? level / 12.92 : Math.pow((level + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
