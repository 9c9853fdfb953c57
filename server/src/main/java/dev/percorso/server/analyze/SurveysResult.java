package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import dev.percorso.server.sentiment.Sentiment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people say of themselves.
 *
 * @param kinds figures of every kind that was asked, most answers first
 * @param before the same of the comparison's period
 * @param kind whom the rest is about; empty without any answer
 * @param surveys by name; answers without one under the empty text
 * @param sounds of all texts: positive, neutral and negative
 * @param comments newest texts
 */
public record SurveysResult(
        List<SurveyScore> kinds,
        Optional<List<SurveyScore>> before,
        Optional<SurveyKind> kind,
        List<Point> trend,
        List<Group> stages,
        List<Group> touchpoints,
        List<Group> surveys,
        SurveyScore sounds,
        List<Comment> comments)
        implements Tabular {

    /**
     * One period.
     *
     * @param score empty without an answer
     * @param complete whether the period is over
     */
    public record Point(String from, Optional<SurveyScore> score, boolean complete) {}

    /** Answers about one thing. */
    public record Group(String value, SurveyScore score) {}

    /**
     * A text.
     *
     * @param id arrival number of its event
     * @param edited whether somebody decided on the sentiment
     */
    public record Comment(
            String id,
            String person,
            Instant time,
            SurveyKind kind,
            Optional<Double> score,
            String survey,
            String touchpoint,
            String stage,
            String text,
            Sentiment sentiment,
            boolean edited) {}

    @Override
    public List<ReportTable> tables() {
        ReportTable.Filling time = ReportTable.named("overTime")
                .columns(Format.DAY, "from")
                .columns(format(), "figure", "low", "high")
                .columns(Format.NUMBER, "answers");
        for (Point point : trend) {
            point.score()
                    .ifPresentOrElse(
                            score -> time.row(point.from(), score.value(), score.low(), score.high(), score.answers()),
                            () -> time.row(point.from()));
        }
        return List.of(time.done(), table("places", "touchpoint", touchpoints), table("stages", "stage", stages));
    }

    private ReportTable table(String name, String header, List<Group> groups) {
        ReportTable.Filling table = ReportTable.named(name)
                .columns(Format.TEXT, header)
                .columns(format(), "figure", "low", "high")
                .columns(Format.NUMBER, "answers", "persons");
        groups.forEach(group -> table.row(
                group.value(),
                group.score().value(),
                group.score().low(),
                group.score().high(),
                group.score().answers(),
                group.score().persons()));
        return table.done();
    }

    private Format format() {
        return kind.map(SurveysResult::format).orElse(Format.DECIMAL);
    }

    static Format format(SurveyKind kind) {
        return switch (kind) {
            case CSAT, RATING, TEXT -> Format.SHARE;
            case NPS, CES, REVIEW -> Format.DECIMAL;
        };
    }
}
