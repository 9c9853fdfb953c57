package dev.percorso.server.analyze;

import dev.percorso.engine.fold.Abandonment;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.fold.SessionFigures;
import dev.percorso.engine.fold.SessionMetrics;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.value.Purchases;
import dev.percorso.server.analyze.CommerceResult.Events;
import dev.percorso.server.analyze.CommerceResult.Group;
import dev.percorso.server.analyze.CommerceResult.Point;
import dev.percorso.server.analyze.CommerceResult.Totals;
import dev.percorso.server.analyze.PeopleQuery.Dimension;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.segment.Matches;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a shop sells. Sessions count where they start, as in the overview; orders, revenue and buyers at the time of the
 * order. The scope's filter chooses sessions by their first event, and orders by their own properties.
 */
final class CommerceReport {
    private static final String DEVICE = "device";
    private static final int MOST_ROWS = 50;
    private static final double MILLIS_PER_DAY = 86_400_000;

    private final View view;

    CommerceReport(View view) {
        this.view = view;
    }

    /** One period, folded. */
    private record Measured(
            Periods periods,
            List<SessionFigures> sessions,
            SessionFigures allSessions,
            Purchases purchases,
            Purchases.Tally sales,
            Abandonment carts,
            Abandonment.Tally cartTally,
            Abandonment checkouts,
            Abandonment.Tally checkoutTally) {}

    CommerceResult run(CommerceRequest request) {
        Scope scope = request.scope();
        Measured now = measure(request, scope);
        Optional<Measured> before = scope.compared().map(compared -> measure(request, compared));
        CustomerValue value = new CustomerValue(view, request, now.purchases().customers(now.sales()));
        return new CommerceResult(
                new Events(
                        order(request).event(),
                        request.cart().event(),
                        request.checkout().event(),
                        request.refund().event()),
                totals(now),
                before.map(CommerceReport::totals),
                series(now),
                before.map(this::series),
                groups(now, Event.CHANNEL),
                groups(now, DEVICE),
                value.rfm(),
                value.value());
    }

    /** The people behind a figure. */
    BitSet persons(CommerceRequest request, CommerceFigure figure, PeopleQuery query) {
        return switch (figure) {
            case CONVERTED -> converted(request);
            case CART_ABANDONED -> abandoned(request, request.cart(), query);
            case CHECKOUT_ABANDONED -> abandoned(request, request.checkout(), query);
            case BUYERS, REPEAT_BUYERS, CUSTOMERS, RFM, RFM_SEGMENT, RISK, TENTH, COHORT ->
                customers(request).persons(figure, query);
        };
    }

    private BitSet abandoned(
            CommerceRequest request, dev.percorso.server.segment.EventMatch started, PeopleQuery query) {
        Optional<Abandonment.Part> part = part(query.dimension(), query.value());
        return view.snapshot()
                .fold(
                        abandonment(request, request.scope(), started).persons(part, true),
                        view.persons(request.scope()));
    }

    private CustomerValue customers(CommerceRequest request) {
        Purchases purchases = new Purchases(view.snapshot(), purchaseQuery(view, request, periods(request)));
        return new CustomerValue(
                view, request, purchases.customers(view.snapshot().fold(purchases, view.persons(request.scope()))));
    }

    /** The group of sessions that is asked for; none for all. */
    private static Optional<Abandonment.Part> part(Optional<Dimension> dimension, Optional<String> value) {
        String property = switch (dimension.orElse(Dimension.ALL)) {
            case ALL -> "";
            case CHANNEL -> Event.CHANNEL;
            case DEVICE -> DEVICE;
            case CONVERTING, PAGE ->
                throw ProblemException.invalid("/dimension", "here 'dimension' is all, channel or device");
        };
        return property.isEmpty()
                ? Optional.empty()
                : Optional.of(new Abandonment.Part(
                        property,
                        value.orElseThrow(() -> ProblemException.invalid(
                                "/value", "the people of one %s need its 'value'".formatted(property)))));
    }

    static Purchases.Query purchaseQuery(View view, CommerceRequest request, Periods periods) {
        return new Purchases.Query(
                List.of(view.match(order(view, request), request.scope())),
                List.of(view.match(request.refund(), request.scope())),
                Optional.of(Event.VALUE),
                periods);
    }

    private Periods periods(CommerceRequest request) {
        return view.periods(request.scope(), request.interval());
    }

    private static dev.percorso.server.segment.EventMatch order(View view, CommerceRequest request) {
        return request.order()
                .orElseGet(() -> dev.percorso.server.segment.EventMatch.of(
                        view.workspace().conversionEvent()));
    }

    private dev.percorso.server.segment.EventMatch order(CommerceRequest request) {
        return order(view, request);
    }

    private BitSet converted(CommerceRequest request) {
        SessionMetrics metrics = sessions(request, periods(request));
        return view.snapshot()
                .fold(metrics.persons(new SessionMetrics.Part.Converting()), view.persons(request.scope()));
    }

    private Measured measure(CommerceRequest request, Scope scope) {
        Periods periods = view.periods(scope, request.interval());
        SessionMetrics sessions = sessions(request, periods);
        SessionMetrics.Tally visits = view.snapshot().fold(sessions, view.persons(scope));
        Purchases purchases = new Purchases(view.snapshot(), purchaseQuery(view, request, periods));
        Abandonment carts = abandonment(request, scope, request.cart());
        Abandonment checkouts = abandonment(request, scope, request.checkout());
        return new Measured(
                periods,
                sessions.series(visits),
                sessions.total(visits),
                purchases,
                view.snapshot().fold(purchases, view.persons(scope)),
                carts,
                view.snapshot().fold(carts, view.persons(scope)),
                checkouts,
                view.snapshot().fold(checkouts, view.persons(scope)));
    }

    private SessionMetrics sessions(CommerceRequest request, Periods periods) {
        return new SessionMetrics(
                view.snapshot(),
                WebSessions.query(view, request.scope(), periods, List.of())
                        .converting(List.of(Matches.of(order(request))), Optional.empty()));
    }

    private Abandonment abandonment(
            CommerceRequest request, Scope scope, dev.percorso.server.segment.EventMatch started) {
        return new Abandonment(
                view.snapshot(),
                new Abandonment.Query(
                        List.of(Matches.of(started)),
                        List.of(Matches.of(order(request))),
                        view.periods(scope, request.interval()),
                        request.within(),
                        List.of(Event.CHANNEL, DEVICE),
                        filter(scope)));
    }

    private static List<EventMatch> filter(Scope scope) {
        return scope.where().isEmpty() ? List.of() : List.of(Matches.anyEvent(scope.where()));
    }

    private static Totals totals(Measured measured) {
        SessionFigures visits = measured.allSessions();
        Purchases.Sales sales = measured.purchases().total(measured.sales());
        Abandonment.Figures carts = measured.carts().total(measured.cartTally());
        Abandonment.Figures checkouts = measured.checkouts().total(measured.checkoutTally());
        double between = measured.purchases().timeBetweenOrders(measured.sales(), 0.5);
        return new Totals(
                visits.visitors(),
                visits.sessions(),
                sales.orders(),
                sales.buyers(),
                sales.revenue(),
                sales.refunded(),
                averageOrderValue(sales),
                measured.purchases()
                        .customers(measured.sales())
                        .averageOrderValue(Bounds.CONFIDENCE)
                        .map(interval -> Bounds.of(interval, 1)),
                Rate.of(visits.convertingVisitors(), visits.visitors()),
                Rate.of(visits.convertingSessions(), visits.sessions()),
                carts.sessions(),
                Rate.of(carts.abandoned(), carts.sessions()),
                checkouts.sessions(),
                Rate.of(checkouts.abandoned(), checkouts.sessions()),
                Rate.of(sales.repeatBuyers(), sales.buyers()),
                Double.isNaN(between) ? Optional.empty() : Optional.of(between / MILLIS_PER_DAY),
                measured.purchases()
                        .medianBetweenOrders(measured.sales(), Bounds.CONFIDENCE)
                        .map(interval -> Bounds.of(interval, MILLIS_PER_DAY)));
    }

    private static Optional<Double> averageOrderValue(Purchases.Sales sales) {
        return sales.orders() == 0 ? Optional.empty() : Optional.of(sales.averageOrderValue());
    }

    private List<Point> series(Measured measured) {
        List<Purchases.Sales> sales = measured.purchases().series(measured.sales());
        List<Abandonment.Figures> carts = measured.carts().series(measured.cartTally());
        List<Abandonment.Figures> checkouts = measured.checkouts().series(measured.checkoutTally());
        List<Point> points = new ArrayList<>(sales.size());
        for (int period = 0; period < sales.size(); period++) {
            SessionFigures visits = measured.sessions().get(period);
            Purchases.Sales sold = sales.get(period);
            Abandonment.Figures cart = carts.get(period);
            Abandonment.Figures checkout = checkouts.get(period);
            points.add(new Point(
                    View.label(measured.periods(), period),
                    visits.visitors(),
                    visits.sessions(),
                    sold.orders(),
                    sold.buyers(),
                    sold.revenue(),
                    averageOrderValue(sold),
                    Rate.of(visits.convertingSessions(), visits.sessions()),
                    cart.sessions(),
                    Rate.of(cart.abandoned(), cart.sessions()),
                    checkout.sessions(),
                    Rate.of(checkout.abandoned(), checkout.sessions()),
                    measured.periods().isComplete(period, view.now())));
        }
        return points;
    }

    private static List<Group> groups(Measured measured, String property) {
        Map<String, Abandonment.Figures> checkouts = new LinkedHashMap<>();
        for (Abandonment.Group group : measured.checkouts().groups(measured.checkoutTally(), property)) {
            checkouts.put(group.value(), group.figures());
        }
        List<Group> groups = new ArrayList<>();
        for (Abandonment.Group group : measured.carts().groups(measured.cartTally(), property)) {
            Abandonment.Figures checkout =
                    Optional.ofNullable(checkouts.remove(group.value())).orElse(new Abandonment.Figures(0, 0));
            groups.add(group(group.value(), group.figures(), checkout));
        }
        checkouts.forEach((value, checkout) -> groups.add(group(value, new Abandonment.Figures(0, 0), checkout)));
        return groups.stream().limit(MOST_ROWS).toList();
    }

    private static Group group(String value, Abandonment.Figures cart, Abandonment.Figures checkout) {
        return new Group(
                value,
                cart.sessions(),
                Rate.of(cart.abandoned(), cart.sessions()),
                checkout.sessions(),
                Rate.of(checkout.abandoned(), checkout.sessions()));
    }
}
