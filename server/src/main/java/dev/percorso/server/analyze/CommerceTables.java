package dev.percorso.server.analyze;

import dev.percorso.server.analyze.CommerceResult.Point;
import dev.percorso.server.analyze.CommerceResult.Totals;
import dev.percorso.server.analyze.ReportTable.Format;
import dev.percorso.server.http.Json;
import java.util.List;

/** The commerce report as tables. */
final class CommerceTables {
    private CommerceTables() {}

    static List<ReportTable> of(CommerceResult result) {
        return List.of(
                overTime(result.series()),
                totals(result.totals()),
                groups("channels", "channel", result.channels()),
                groups("devices", "device", result.devices()),
                rfm(result.rfm()),
                cohorts(result.value()),
                risk(result.value()));
    }

    private static ReportTable overTime(List<Point> series) {
        ReportTable.Filling table = ReportTable.named("overTime")
                .columns(Format.DAY, "from")
                .columns(Format.NUMBER, "visitors", "sessions", "orders", "buyers")
                .columns(Format.MONEY, "revenue", "averageOrderValue")
                .columns(Format.SHARE, "sessionConversion")
                .columns(Format.NUMBER, "cartSessions")
                .columns(Format.SHARE, "cartAbandonment")
                .columns(Format.NUMBER, "checkoutSessions")
                .columns(Format.SHARE, "checkoutAbandonment")
                .columns(Format.TEXT, "complete");
        for (Point point : series) {
            table.row(
                    point.from(),
                    point.visitors(),
                    point.sessions(),
                    point.orders(),
                    point.buyers(),
                    point.revenue(),
                    point.averageOrderValue(),
                    point.sessionConversion().value(),
                    point.cartSessions(),
                    point.cartAbandonment().value(),
                    point.checkoutSessions(),
                    point.checkoutAbandonment().value(),
                    point.complete());
        }
        return table.done();
    }

    private static ReportTable totals(Totals totals) {
        return ReportTable.named("rates")
                .columns(Format.NUMBER, "orders", "buyers")
                .columns(Format.MONEY, "revenue", "refunded", "averageOrderValue", "low", "high")
                .columns(
                        Format.SHARE,
                        "conversionRate",
                        "sessionConversion",
                        "cartAbandonment",
                        "checkoutAbandonment",
                        "repeatRate")
                .columns(Format.DECIMAL, "daysBetweenOrders", "medianLow", "medianHigh")
                .row(
                        totals.orders(),
                        totals.buyers(),
                        totals.revenue(),
                        totals.refunded(),
                        totals.averageOrderValue(),
                        totals.averageOrderValueInterval().map(Bounds::low),
                        totals.averageOrderValueInterval().map(Bounds::high),
                        totals.visitorConversion().value(),
                        totals.sessionConversion().value(),
                        totals.cartAbandonment().value(),
                        totals.checkoutAbandonment().value(),
                        totals.repeatRate().value(),
                        totals.daysBetweenOrders(),
                        totals.daysBetweenOrdersInterval().map(Bounds::low),
                        totals.daysBetweenOrdersInterval().map(Bounds::high))
                .done();
    }

    private static ReportTable groups(String name, String column, List<CommerceResult.Group> groups) {
        ReportTable.Filling table = ReportTable.named(name)
                .columns(Format.TEXT, column)
                .columns(Format.NUMBER, "cartSessions")
                .columns(Format.SHARE, "cartAbandonment")
                .columns(Format.NUMBER, "checkoutSessions")
                .columns(Format.SHARE, "checkoutAbandonment");
        groups.forEach(group -> table.row(
                group.name(),
                group.cartSessions(),
                group.cartAbandonment().value(),
                group.checkoutSessions(),
                group.checkoutAbandonment().value()));
        return table.done();
    }

    private static ReportTable rfm(CommerceResult.RfmGrid rfm) {
        ReportTable.Filling table = ReportTable.named("rfm")
                .columns(Format.NUMBER, "recency", "frequency")
                .columns(Format.TEXT, "group")
                .columns(Format.NUMBER, "persons")
                .columns(Format.MONEY, "value");
        rfm.cells()
                .forEach(cell -> table.row(
                        cell.recency(),
                        cell.frequency(),
                        Json.MAPPER.valueToTree(cell.segment()).asString(),
                        cell.persons(),
                        cell.value()));
        return table.done();
    }

    private static ReportTable cohorts(CommerceResult.Value value) {
        ReportTable.Filling table = ReportTable.named("cohorts")
                .columns(Format.DAY, "firstOrder")
                .columns(Format.NUMBER, "customers", "monthsLater", "buyers")
                .columns(Format.MONEY, "valuePerCustomer")
                .columns(Format.TEXT, "complete");
        for (CommerceResult.Cohort cohort : value.cohorts()) {
            cohort.cells()
                    .forEach(cell -> table.row(
                            cohort.from().toString(),
                            cohort.customers(),
                            cell.period(),
                            cell.buyers(),
                            cell.perCustomer(),
                            cell.complete()));
        }
        return table.done();
    }

    private static ReportTable risk(CommerceResult.Value value) {
        ReportTable.Filling table = ReportTable.named("risk")
                .columns(Format.SHARE, "stillThereFrom", "stillThereTo")
                .columns(Format.NUMBER, "persons")
                .columns(Format.MONEY, "value", "expectedValue");
        value.prediction()
                .ifPresent(prediction -> prediction
                        .risk()
                        .forEach(band -> table.row(
                                band.from(), band.to(), band.persons(), band.observedValue(), band.expectedValue())));
        return table.done();
    }
}
