package dev.percorso.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

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

    /** Numbers of the names that analyses ask for. */
    static final int VIEW = 1;

    static final int CART = 2;
    static final int PURCHASE = 4;

    /** Property at the first event of a visit. */
    static final String CHANNEL = "channel";
    /** Property of a view of a product, one of {@link #PATHS} texts. */
    static final String PATH = "path";
    /** Property of a purchase, a whole number. */
    static final String VALUE = "value";

    static final int PATHS = 40;

    private static final String[] PATH_TEXTS =
            IntStream.range(0, PATHS).mapToObj(path -> "/p/" + path).toArray(String[]::new);

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

    /** Number of the page that was viewed; -1 for other events. Everybody prefers some pages. */
    int path(int row) {
        int choice = mix(row) % 8 + persons[row] % 5 * 8;
        return names[row] == VIEW ? Math.min(choice, PATHS - 1) : -1;
    }

    /** What was paid; 0 for other events. */
    int value(int row) {
        return names[row] == PURCHASE ? 5 + mix(row) % 200 : 0;
    }

    private static int mix(int row) {
        return (int) ((row * 0x9E3779B97F4A7C15L) >>> 40);
    }

    Map<String, Object> properties(int row) {
        Map<String, Object> properties = new HashMap<>(4);
        if (channels[row] >= 0) {
            properties.put(CHANNEL, CHANNELS[channels[row]]);
        }
        if (names[row] == VIEW) {
            properties.put(PATH, PATH_TEXTS[path(row)]);
        }
        if (names[row] == PURCHASE) {
            properties.put(VALUE, value(row));
        }
        return properties;
    }
}
