package dev.percorso.server.analyze;

import dev.percorso.engine.attribute.AttributionModel;
import dev.percorso.server.analyze.ReportTable.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Conversions shared out among channels.
 *
 * @param channels most conversions first; the rest and channels with spend only last
 * @param grouped labels that stand together as the rest
 */
public record AttributionResult(Totals totals, List<Channel> channels, int grouped) implements Tabular {
    /** What stands for all labels without a row of their own. */
    public static final String REST = "…";

    /**
     * What is shared out.
     *
     * @param conversions of the period
     * @param retained conversions of people who came back
     * @param undecided conversions whose people have not come back and still may
     * @param shared conversions with a touchpoint; each model's credits add up to this and the two that follow
     * @param pathsWithout people with touchpoints and without a conversion
     * @param spend on all labels of the property in the period
     */
    public record Totals(
            long conversions,
            double value,
            long retained,
            long undecided,
            long shared,
            double sharedValue,
            long sharedRetained,
            long pathsWithout,
            double spend) {}

    /**
     * One channel.
     *
     * @param conversions with a touchpoint of it
     * @param persons who had such a conversion
     * @param spend in the period; absent where none is known
     */
    public record Channel(String label, long conversions, long persons, Optional<Double> spend, List<Credit> credits) {}

    /**
     * What one model gives a channel.
     *
     * @param costPerConversion spend divided by conversions
     * @param costPerRetained spend divided by conversions of people who came back
     * @param returnOnSpend value divided by spend
     */
    public record Credit(
            AttributionModel model,
            double conversions,
            double value,
            double retained,
            Optional<Double> costPerConversion,
            Optional<Double> costPerRetained,
            Optional<Double> returnOnSpend) {}

    @Override
    public List<ReportTable> tables() {
        return List.of(
                table("credits", Format.DECIMAL, credit -> Optional.of(credit.conversions())),
                table("creditsOfValue", Format.MONEY, credit -> Optional.of(credit.value())),
                table("creditsOfStayed", Format.DECIMAL, credit -> Optional.of(credit.retained())),
                table("costPerConversion", Format.MONEY, Credit::costPerConversion),
                table("returnOnSpend", Format.DECIMAL, Credit::returnOnSpend));
    }

    private ReportTable table(String name, Format format, Function<Credit, Optional<Double>> figure) {
        ReportTable.Filling table = ReportTable.named(name)
                .columns(Format.TEXT, "channel")
                .columns(Format.NUMBER, "persons")
                .columns(Format.MONEY, "spend");
        for (AttributionModel model : AttributionModel.values()) {
            table.columns(format, "model." + model.name());
        }
        for (Channel channel : channels) {
            List<Object> row = new ArrayList<>(List.of(channel.label(), channel.persons(), channel.spend()));
            channel.credits().forEach(credit -> row.add(figure.apply(credit)));
            table.row(row);
        }
        return table.done();
    }
}
