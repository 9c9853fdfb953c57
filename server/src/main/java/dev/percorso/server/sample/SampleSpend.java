package dev.percorso.server.sample;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Simulated spend of the shop's paid channels, month by month, as the CSV file that a marketer would upload. */
final class SampleSpend {
    private static final int MONTHS = 13;
    private static final double SPREAD = 0.3;

    /** What a usual month costs in euro with the shop's full number of visitors. */
    private static final Map<String, Double> MONTHLY = new LinkedHashMap<>();

    static {
        MONTHLY.put("paid search", 2_900.0);
        MONTHLY.put("paid social", 1_450.0);
        MONTHLY.put("affiliate", 620.0);
        MONTHLY.put("email", 180.0);
    }

    private SampleSpend() {}

    /** @param end the last month is that of this day */
    static String csv(long seed, int persons, LocalDate end) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>(List.of("label,from,to,amount"));
        for (int back = MONTHS - 1; back >= 0; back--) {
            YearMonth month = YearMonth.from(end).minusMonths(back);
            MONTHLY.forEach((channel, usual) -> lines.add("%s,%s,%s,%s"
                    .formatted(
                            channel,
                            month.atDay(1),
                            month.atEndOfMonth(),
                            amount(usual * persons / SampleShop.PERSONS, random))));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String amount(double usual, SplittableRandom random) {
        return String.format(Locale.ROOT, "%.2f", usual * (1 - SPREAD / 2 + SPREAD * random.nextDouble()));
    }
}
