package dev.percorso.engine.value;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.percorso.engine.value.BuyingPatterns.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The CDNOW sample that the papers use: 2,357 people who first bought in early 1997; skipped where it is absent. */
final class Cdnow {

    static final LocalDate END_OF_CALIBRATION = LocalDate.of(1997, 9, 30);
    private static final Path FILE = Path.of("../../shared/data/cdnow/CDNOW_sample.txt");

    private Cdnow() {}

    record Order(int person, LocalDate day, double value) {}

    static List<Order> orders() throws IOException {
        assumeTrue(
                Files.isRegularFile(FILE),
                "the data set cdnow is not at ../shared/data, so the published figures are not checked");
        List<Order> orders = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            String[] fields = line.strip().split("\\s+", -1);
            orders.add(new Order(
                    Integer.parseInt(fields[1]),
                    LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE),
                    Double.parseDouble(fields[4])));
        }
        return orders;
    }

    /** Value by day of each person, up to the end of calibration. */
    static Map<Integer, NavigableMap<LocalDate, Double>> calibration() throws IOException {
        Map<Integer, NavigableMap<LocalDate, Double>> people = new TreeMap<>();
        for (Order order : orders()) {
            if (!order.day().isAfter(END_OF_CALIBRATION)) {
                people.computeIfAbsent(order.person(), person -> new TreeMap<>())
                        .merge(order.day(), order.value(), Double::sum);
            }
        }
        return people;
    }

    static List<Pattern> patterns() throws IOException {
        return calibration().values().stream()
                .map(days -> new Pattern(
                        days.size() - 1,
                        ChronoUnit.DAYS.between(days.firstKey(), days.lastKey()) / 7.0,
                        ChronoUnit.DAYS.between(days.firstKey(), END_OF_CALIBRATION) / 7.0))
                .toList();
    }
}
