package dev.percorso.server.analyze;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** How a shop sells, and what its customers are and will be worth. */
public record CommerceResult(
        Events events,
        Totals totals,
        Optional<Totals> comparison,
        List<Point> series,
        Optional<List<Point>> comparisonSeries,
        List<Group> channels,
        List<Group> devices,
        RfmGrid rfm,
        Value value)
        implements Tabular {

    @Override
    public List<ReportTable> tables() {
        return CommerceTables.of(this);
    }

    /** The names of the events that were counted. */
    public record Events(String order, String cart, String checkout, String refund) {}

    /**
     * Figures of the whole period.
     *
     * @param buyers persons with an order in the period
     * @param revenue value of orders less refunds
     * @param averageOrderValue before refunds; absent without orders
     * @param visitorConversion visitors with an order in a session, of all visitors
     * @param sessionConversion sessions with an order, of all sessions
     * @param cartAbandonment sessions with a cart and no order, of all with a cart
     * @param checkoutAbandonment sessions with a checkout and no order, of all with a checkout
     * @param repeatRate buyers with at least two orders by the end of the period, of all buyers of the period
     * @param daysBetweenOrders median; absent when nobody ordered again
     * @param daysBetweenOrdersInterval absent for too few, as that of the average order value
     */
    public record Totals(
            long visitors,
            long sessions,
            long orders,
            long buyers,
            double revenue,
            double refunded,
            Optional<Double> averageOrderValue,
            Optional<Bounds> averageOrderValueInterval,
            Rate visitorConversion,
            Rate sessionConversion,
            long cartSessions,
            Rate cartAbandonment,
            long checkoutSessions,
            Rate checkoutAbandonment,
            Rate repeatRate,
            Optional<Double> daysBetweenOrders,
            Optional<Bounds> daysBetweenOrdersInterval) {}

    /**
     * Figures of one bucket of time.
     *
     * @param from first day, or local date-time of the first hour
     * @param complete whether the bucket lies wholly in the past
     */
    public record Point(
            String from,
            long visitors,
            long sessions,
            long orders,
            long buyers,
            double revenue,
            Optional<Double> averageOrderValue,
            Rate sessionConversion,
            long cartSessions,
            Rate cartAbandonment,
            long checkoutSessions,
            Rate checkoutAbandonment,
            boolean complete) {}

    /** Abandonment of the sessions of one channel or device. */
    public record Group(
            String name, long cartSessions, Rate cartAbandonment, long checkoutSessions, Rate checkoutAbandonment) {}

    /**
     * Customers by recency and frequency, everything up to the end of the period counted.
     *
     * @param cells 25, by falling recency, then rising frequency
     * @param segments named groups of cells that have somebody, most people first
     */
    public record RfmGrid(
            long customers,
            List<Cell> cells,
            List<Segment> segments,
            List<RecencyRange> recencies,
            List<FrequencyRange> frequencies) {}

    /** A cell; scores from 1 to 5, 5 the best. */
    public record Cell(int recency, int frequency, RfmSegment segment, long persons, double value) {}

    /** A named group of cells. */
    public record Segment(RfmSegment segment, long persons, double value) {}

    /** Days of the last order of those with a score. */
    public record RecencyRange(int score, LocalDate from, LocalDate to) {}

    /** Numbers of orders of those with a score. */
    public record FrequencyRange(int score, long low, long high) {}

    /**
     * What customers are worth, everything up to the end of the period counted.
     *
     * @param observed value of all orders less refunds of all customers
     * @param repeatCustomers customers with orders on at least two days
     * @param fits of every model that could be fitted, the best first
     */
    public record Value(
            long customers,
            long repeatCustomers,
            double observed,
            List<Cohort> cohorts,
            List<ModelFit> fits,
            Optional<Prediction> prediction,
            Optional<NoPrediction> noPrediction) {}

    /**
     * How well a model fits the orders.
     *
     * @param logLikelihood natural logarithm; higher is better
     * @param akaike Akaike's information criterion, 2 · parameters − 2 · log-likelihood; lower is better
     */
    public record ModelFit(CommerceRequest.Model model, double logLikelihood, double akaike) {}

    /** Customers whose first order lies in one month. */
    public record Cohort(LocalDate from, long customers, List<CohortCell> cells) {}

    /**
     * What a cohort brought by the end of a month.
     *
     * @param period months after the cohort's own
     * @param buyers persons with an order in the month
     * @param perCustomer value from the first order to the end of the month, by customer of the cohort
     * @param complete whether the month is over
     */
    public record CohortCell(int period, long buyers, double perCustomer, boolean complete) {}

    /**
     * What a model expects.
     *
     * @param parameters of the model of buying, times in weeks
     * @param spending of the model of spending; absent when it could not be found, in which case every order counts
     *     the mean of all orders
     * @param expectedOrders purchase days within the horizon
     * @param expectedValue of these, discounted
     * @param risk customers by the probability to be still there
     * @param tenths of customers by predicted value, the most valuable first
     */
    public record Prediction(
            CommerceRequest.Model model,
            List<Parameter> parameters,
            double logLikelihood,
            Optional<Spending> spending,
            int horizonDays,
            double discountRate,
            double expectedOrders,
            double expectedValue,
            double averageValue,
            List<Risk> risk,
            List<Tenth> tenths) {}

    /**
     * @param relativeError standard error as a share of the value; absent where the data want it as large as can be, so that
     *     people do not differ in it
     */
    public record Parameter(String name, double value, Optional<Double> relativeError) {}

    /** @param customers whose repeat purchases the model was fitted to */
    public record Spending(List<Parameter> parameters, double logLikelihood, long customers) {}

    /**
     * A band of the probability to be still there.
     *
     * @param from smallest probability
     * @param to end of the band
     */
    public record Risk(
            RiskBand band, double from, double to, long persons, double observedValue, double expectedValue) {}

    /** @param number from 1, the most valuable */
    public record Tenth(int number, long persons, double low, double high, double expectedValue) {}

    /** Why nothing is predicted. */
    public record NoPrediction(Reason reason, long repeatCustomers, int leastRepeatCustomers) {}

    /** Why a model could not be fitted. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Reason {
        TOO_FEW_REPEATS,
        NOT_IDENTIFIED
    }
}
