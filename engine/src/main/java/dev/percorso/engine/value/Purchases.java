package dev.percorso.engine.value;

import dev.percorso.engine.fold.PeriodUnit;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventClassifier;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.stat.Bootstrap;
import dev.percorso.engine.stat.Interval;
import dev.percorso.engine.stat.Quantiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who bought, how often, when and for how much: orders by period and every customer's past up to the end of the range.
 *
 * <ul>
 *   <li>An order whose value is absent or no number counts with the value 0.
 *   <li>An order with a negative value is a refund, as are the query's refunds with their value whatever its sign. A
 *       refund lowers revenue and the customer's value; it is no order, takes none back, and leaves the value of orders
 *       as it was. Only who has an order is a customer.
 *   <li>Orders of one calendar day are one purchase for {@link BuyingPatterns}, as in the literature.
 * </ul>
 */
public final class Purchases implements Fold<Purchases.Tally> {

    private static final int ORDER = 1;

    /**
     * What to count.
     *
     * @param orders any of these is an order
     * @param refunds any of these is a refund
     * @param value property of both: the value
     * @param periods range and periods of the figures; a customer's past begins before and ends with the range
     */
    public record Query(List<EventMatch> orders, List<EventMatch> refunds, Optional<String> value, Periods periods) {
        public Query {
            orders = List.copyOf(orders);
            refunds = List.copyOf(refunds);
        }
    }

    /**
     * Sales of a period or of the range.
     *
     * @param orders number of orders
     * @param buyers persons with an order, each once
     * @param repeatBuyers of these, those who had at least two orders by the end of the period, the earlier ones whenever
     * @param orderValue sum of the orders' values
     * @param refunded sum of the refunds, not negative
     */
    public record Sales(long orders, long buyers, long repeatBuyers, double orderValue, double refunded) {

        /** Value of orders less refunds. */
        public double revenue() {
            return orderValue - refunded;
        }

        /** Mean value of an order before refunds; {@code NaN} without orders. */
        public double averageOrderValue() {
            return orderValue / orders;
        }
    }

    private final Query query;
    private final EventClassifier classes;
    private final @Nullable Property value;
    private final Periods days;

    public Purchases(Snapshot snapshot, Query query) {
        this.query = query;
        this.classes = new EventClassifier(List.of(query.orders(), query.refunds()), snapshot);
        this.value = query.value().map(snapshot::property).orElse(null);
        Instant from = Instant.ofEpochMilli(query.periods().fromMillis());
        this.days = Periods.of(
                from,
                Instant.ofEpochMilli(query.periods().toMillis()),
                PeriodUnit.DAY,
                query.periods().zone());
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(query.periods().count());
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        Periods periods = query.periods();
        Customer customer = tally.customer;
        customer.start(journey.person());
        int lastPeriod = Periods.NONE;
        for (int event = 0; event < journey.size(); event++) {
            int kinds = classes.mask(journey, event);
            if (kinds == 0) {
                continue;
            }
            long time = journey.time(event);
            if (time >= periods.toMillis()) {
                break;
            }
            double worth = value == null ? Double.NaN : journey.number(event, value);
            worth = Double.isNaN(worth) ? 0 : worth;
            int period = periods.indexOf(time);
            if ((kinds & ORDER) == 0 || worth < 0) {
                customer.refund(Math.abs(worth));
                tally.refund(period, Math.abs(worth));
                continue;
            }
            if (customer.orders > 0 && period >= 0) {
                tally.gaps.add(time - customer.lastTime);
            }
            customer.order(time, dayOf(time), worth);
            tally.order(period, worth);
            if (period >= 0) {
                customer.ordersInRange++;
                customer.valueInRange += worth;
                if (period != lastPeriod) {
                    tally.buyer(lastPeriod, customer.orders - 1);
                    tally.buyers[period]++;
                    lastPeriod = period;
                }
            }
        }
        tally.buyer(lastPeriod, customer.orders);
        tally.keep(customer);
    }

    /** Day of the zone's calendar since 1970. */
    private int dayOf(long time) {
        int day = days.indexOf(time);
        return Math.toIntExact(
                day >= 0
                        ? days.localStart(day).toLocalDate().toEpochDay()
                        : Instant.ofEpochMilli(time)
                                .atZone(days.zone())
                                .toLocalDate()
                                .toEpochDay());
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        left.merge(right);
        return left;
    }

    /** Sales over the range. */
    public Sales total(Tally tally) {
        long orders = 0;
        double orderValue = 0;
        double refunded = 0;
        for (int period = 0; period < query.periods().count(); period++) {
            orders += tally.orders[period];
            orderValue += tally.orderValue[period];
            refunded += tally.refunded[period];
        }
        return new Sales(orders, tally.buyersInRange, tally.repeatBuyersInRange, orderValue, refunded);
    }

    /** Sales by period. */
    public List<Sales> series(Tally tally) {
        List<Sales> series = new ArrayList<>(query.periods().count());
        for (int period = 0; period < query.periods().count(); period++) {
            series.add(new Sales(
                    tally.orders[period],
                    tally.buyers[period],
                    tally.repeatBuyers[period],
                    tally.orderValue[period],
                    tally.refunded[period]));
        }
        return series;
    }

    /**
     * Time between an order in the range and the same person's order before it, in milliseconds.
     *
     * @param share 0.5 for the median
     * @return {@code NaN} when nobody ordered again
     */
    public double timeBetweenOrders(Tally tally, double share) {
        return tally.gaps.quantile(share);
    }

    /** The bootstrap interval of the median of these times; empty for too few. */
    public Optional<Interval> medianBetweenOrders(Tally tally, double confidence) {
        return tally.gaps.medianInterval(confidence);
    }

    /** Everybody who had an order by the end of the range. */
    public Customers customers(Tally tally) {
        return tally.customers.sorted();
    }

    /** What is gathered of one person; reused from journey to journey. */
    static final class Customer {
        int person;
        int orders;
        int ordersInRange;
        int days;
        long firstTime;
        long lastTime;
        int firstDay;
        int lastDay;
        double orderValue;
        double firstDayValue;
        double refunded;
        double valueInRange;

        private void start(int who) {
            person = who;
            orders = 0;
            ordersInRange = 0;
            days = 0;
            orderValue = 0;
            firstDayValue = 0;
            refunded = 0;
            valueInRange = 0;
        }

        private void order(long time, int day, double worth) {
            if (orders == 0) {
                firstTime = time;
                firstDay = day;
            }
            days += orders == 0 || day != lastDay ? 1 : 0;
            orders++;
            lastTime = time;
            lastDay = day;
            orderValue += worth;
            firstDayValue += day == firstDay ? worth : 0;
        }

        private void refund(double worth) {
            refunded += worth;
        }
    }

    /** Times in milliseconds, growing. */
    private static final class Gaps {
        private long[] millis = new long[64];
        private int size;

        private void add(long gap) {
            if (size == millis.length) {
                millis = Arrays.copyOf(millis, size * 2);
            }
            millis[size++] = gap;
        }

        private void addAll(Gaps other) {
            long[] both = Arrays.copyOf(millis, Math.max(64, size + other.size));
            System.arraycopy(other.millis, 0, both, size, other.size);
            millis = both;
            size += other.size;
        }

        private Optional<Interval> medianInterval(double confidence) {
            return Bootstrap.quantile(millis.clone(), size, 0.5, confidence);
        }

        private double quantile(double share) {
            return Quantiles.quantile(millis.clone(), size, share);
        }
    }

    /** Sales by period and the customers. */
    public static final class Tally {
        private final Customer customer = new Customer();
        private final Customers.Columns customers = new Customers.Columns();
        private final Gaps gaps = new Gaps();
        private final long[] orders;
        private final long[] buyers;
        private final long[] repeatBuyers;
        private final double[] orderValue;
        private final double[] refunded;
        private long buyersInRange;
        private long repeatBuyersInRange;

        private Tally(int periods) {
            orders = new long[periods];
            buyers = new long[periods];
            repeatBuyers = new long[periods];
            orderValue = new double[periods];
            refunded = new double[periods];
        }

        private void order(int period, double worth) {
            if (period >= 0) {
                orders[period]++;
                orderValue[period] += worth;
            }
        }

        private void refund(int period, double worth) {
            if (period >= 0) {
                refunded[period] += worth;
            }
        }

        /** Closes a period in which somebody bought. */
        private void buyer(int period, int ordersByItsEnd) {
            if (period >= 0) {
                repeatBuyers[period] += ordersByItsEnd > 1 ? 1 : 0;
            }
        }

        private void keep(Customer complete) {
            if (complete.orders > 0) {
                customers.add(complete);
            }
            if (complete.ordersInRange > 0) {
                buyersInRange++;
                repeatBuyersInRange += complete.orders > 1 ? 1 : 0;
            }
        }

        private void merge(Tally other) {
            for (int period = 0; period < orders.length; period++) {
                orders[period] += other.orders[period];
                buyers[period] += other.buyers[period];
                repeatBuyers[period] += other.repeatBuyers[period];
                orderValue[period] += other.orderValue[period];
                refunded[period] += other.refunded[period];
            }
            buyersInRange += other.buyersInRange;
            repeatBuyersInRange += other.repeatBuyersInRange;
            gaps.addAll(other.gaps);
            customers.addAll(other.customers);
        }
    }
}
