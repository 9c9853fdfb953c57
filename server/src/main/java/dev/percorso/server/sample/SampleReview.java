package dev.percorso.server.sample;

import java.util.List;
import java.util.SplittableRandom;

/** What simulated customers write beside their stars: two sentences, in Italian or English. */
final class SampleReview {
    private static final List<List<String>> ITALIAN = List.of(
            List.of(
                    "Delusione totale, si spegne da solo dopo pochi minuti.",
                    "Pessimo acquisto, schermo difettoso.",
                    "Consegna in ritardo e scatola rovinata."),
            List.of(
                    "La batteria dura poco e la ventola è rumorosa.",
                    "Lento rispetto a quanto promesso.",
                    "L'assistenza mi ha fatto aspettare troppo."),
            List.of(
                    "Fa quello che deve, niente di più.",
                    "Bello lo schermo, scomoda la tastiera.",
                    "Nella media per questo prezzo."),
            List.of(
                    "Buon portatile, leggero e silenzioso.",
                    "Consegna veloce, sono contento.",
                    "Ottimo schermo, tastiera comoda."),
            List.of(
                    "Perfetto, lo consiglio a tutti!",
                    "Eccellente: veloce, bello e la batteria dura tutto il giorno.",
                    "Il miglior acquisto dell'anno."));
    private static final List<List<String>> ENGLISH = List.of(
            List.of("Terrible, it switches itself off.", "A waste of money, the screen is faulty.", "Arrived broken."),
            List.of("The battery is poor and the fan is noisy.", "Slower than promised.", "Support kept me waiting."),
            List.of("It does its job, nothing more.", "Nice screen, awkward keyboard.", "Average for the price."),
            List.of("A good laptop, light and quiet.", "Fast delivery, I am happy.", "Great screen, fine keyboard."),
            List.of("Perfect, I recommend it to everybody!", "Excellent: fast and beautiful.", "I love it."));
    private static final List<String> ITALIAN_ENDS = List.of(
            "Per ora è tutto.", "Lo uso per lo studio.", "Lo uso ogni giorno per lavoro.", "Comprato per la famiglia.");
    private static final List<String> ENGLISH_ENDS = List.of(
            "That is all for now.",
            "I use it for my studies.",
            "I use it at work every day.",
            "Bought for the family.");
    private static final double WRITES_ITALIAN = 0.8;

    private SampleReview() {}

    /**
     * The same seed gives the same words.
     *
     * @param rating 1 to 5
     */
    static String text(int rating, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean isItalian = random.nextDouble() < WRITES_ITALIAN;
        List<String> opinions = (isItalian ? ITALIAN : ENGLISH).get(rating - 1);
        List<String> ends = isItalian ? ITALIAN_ENDS : ENGLISH_ENDS;
        return opinions.get(random.nextInt(opinions.size())) + " " + ends.get(random.nextInt(ends.size()));
    }
}
