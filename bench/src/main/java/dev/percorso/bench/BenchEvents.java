package dev.percorso.bench;

import java.util.SplittableRandom;

/**
 * A made-up web shop of 90 days, the same for the same seed: visits in order of time, each of a random person (the
 * lower numbers come more often), each a short walk through 20 kinds of events. Held in columns; row {@code i} is the
 * event with sequence {@code i + 1}.
 */
final class BenchEvents {
    static final String[] NAMES = {
        "view_home", "view_product", "add_to_cart", "begin_checkout", "purchase",
        "search", "scroll", "click", "view_list", "view_promotion",
        "sign_up", "log_in", "share", "add_to_wishlist", "view_cart",
        "remove_from_cart", "open_email", "click_email", "start_chat", "answer_survey"
    };

    static final String[] CHANNELS = {"direct", "organic search", "paid search", "e-mail", "social", "referral"};

    static final long START = 1_767_225_600_000L;
    static final long LENGTH = 90L * 24 * 60 * 60 * 1000;

    final int[] persons;
    final long[] times;
    final byte[] names;
    /** Number of the channel through which a visit came, at its first event; -1 at the others. */
    final byte[] channels;

    BenchEvents(int events, int people, long seed) {
        persons = new int[events];
        times = new long[events];
        names = new byte[events];
        channels = new byte[events];
        SplittableRandom random = new SplittableRandom(seed);
        int at = 0;
        while (at < events) {
            long time = START + (long) ((double) at / events * LENGTH);
            double skew = random.nextDouble();
            int person = (int) (skew * Math.sqrt(skew) * people);
            int length = Math.min(events - at, 1 + random.nextInt(9));
            int stage = 0;
            for (int step = 0; step < length; step++) {
                boolean onward = random.nextInt(100) < 45;
                channels[at] = (byte) (step == 0 ? (person + time % 7) % CHANNELS.length : -1);
                names[at] = (byte) (onward ? stage : 5 + random.nextInt(15));
                stage = onward ? Math.min(4, stage + random.nextInt(2)) : stage;
                persons[at] = person;
                times[at] = time;
                time += 1_000 + random.nextInt(120_000);
                at++;
            }
        }
    }

    int size() {
        return persons.length;
    }

    String name(int row) {
        return NAMES[names[row]];
    }
}
