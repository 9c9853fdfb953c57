package dev.percorso.server.analyze;

import dev.percorso.engine.value.BuyingModel;
import dev.percorso.engine.value.BuyingPatterns;
import dev.percorso.engine.value.Customers;
import dev.percorso.engine.value.GammaGamma;
import dev.percorso.server.analyze.CommerceResult.Risk;
import dev.percorso.server.analyze.CommerceResult.Tenth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What models expect of each customer, addressed as in {@link Customers}. */
final class Forecast {
    static final int TENTHS = 10;

    private final Customers customers;
    private final double[] alive;
    private final double[] orders;
    private final double[] value;

    private Forecast(Customers customers, double[] alive, double[] orders, double[] value) {
        this.customers = customers;
        this.alive = alive;
        this.orders = orders;
        this.value = value;
    }

    /** All that the outlook of somebody who has not left depends on. */
    private record Since(int repeats, double age) {}

    /**
     * @param spending without it, every purchase is taken to be worth the mean of all purchase days
     * @param horizon in the unit of the patterns
     * @param rate continuous discount rate per such unit
     */
    static Forecast of(
            Customers customers,
            BuyingPatterns patterns,
            BuyingModel model,
            Optional<GammaGamma> spending,
            double horizon,
            double rate) {
        double[] aliveByPattern = new double[patterns.size()];
        double[] ordersByPattern = new double[patterns.size()];
        double[] discountedByPattern = new double[patterns.size()];
        Map<Since, BuyingModel.Outlook> outlooks = new HashMap<>();
        for (int number = 0; number < patterns.size(); number++) {
            BuyingPatterns.Pattern pattern = patterns.pattern(number);
            BuyingModel.Outlook outlook = outlooks.computeIfAbsent(
                    new Since(pattern.repeats(), pattern.age()),
                    since -> model.ifAlive(since.repeats(), since.age(), horizon, rate));
            aliveByPattern[number] = model.alive(pattern);
            ordersByPattern[number] = aliveByPattern[number] * outlook.purchases();
            discountedByPattern[number] = aliveByPattern[number] * outlook.discounted();
        }
        double mean = meanValue(customers);
        double[] alive = new double[customers.size()];
        double[] orders = new double[customers.size()];
        double[] value = new double[customers.size()];
        for (int place = 0; place < customers.size(); place++) {
            int pattern = patterns.patternOf(place);
            double repeat = customers.meanRepeatValue(place);
            int seen = repeat > 0 ? customers.purchaseDays(place) - 1 : 0;
            alive[place] = aliveByPattern[pattern];
            orders[place] = ordersByPattern[pattern];
            value[place] = discountedByPattern[pattern]
                    * spending.map(money -> money.expectedValue(seen, repeat)).orElse(mean);
        }
        return new Forecast(customers, alive, orders, value);
    }

    private static double meanValue(Customers customers) {
        double value = 0;
        long days = 0;
        for (int place = 0; place < customers.size(); place++) {
            value += customers.orderValue(place);
            days += customers.purchaseDays(place);
        }
        return days == 0 ? 0 : value / days;
    }

    double alive(int place) {
        return alive[place];
    }

    double expectedOrders() {
        return Arrays.stream(orders).sum();
    }

    double expectedValue() {
        return Arrays.stream(value).sum();
    }

    List<Risk> risk() {
        return Arrays.stream(RiskBand.values()).map(this::risk).toList();
    }

    private Risk risk(RiskBand band) {
        int[] members = IntStream.range(0, alive.length)
                .filter(place -> RiskBand.of(alive[place]) == band)
                .toArray();
        return new Risk(
                band,
                band.least(),
                band.most(),
                members.length,
                Arrays.stream(members).mapToDouble(customers::value).sum(),
                Arrays.stream(members).mapToDouble(place -> value[place]).sum());
    }

    /** Tenths of customers by falling value, equals in order of person; with fewer than ten customers, fewer. */
    List<Tenth> tenths() {
        int[] order = byValue();
        List<Tenth> tenths = new ArrayList<>();
        for (int number = 1; number <= TENTHS; number++) {
            int from = start(number);
            int to = start(number + 1);
            if (from < to) {
                tenths.add(new Tenth(
                        number,
                        to - (long) from,
                        value[order[to - 1]],
                        value[order[from]],
                        IntStream.range(from, to)
                                .mapToDouble(at -> value[order[at]])
                                .sum()));
            }
        }
        return tenths;
    }

    /** Places of the customers of a tenth. */
    int[] tenth(int number) {
        return Arrays.copyOfRange(byValue(), start(number), start(number + 1));
    }

    private int start(int tenth) {
        return Math.toIntExact((long) value.length * (tenth - 1) / TENTHS);
    }

    private int[] byValue() {
        return IntStream.range(0, value.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(place -> -value[place])
                        .thenComparingInt(place -> place))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
