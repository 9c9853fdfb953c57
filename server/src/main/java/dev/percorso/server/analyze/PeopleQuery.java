package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import dev.percorso.server.http.ProblemException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Asks for the people behind a figure; {@code kind} tells which of the other fields are used.
 *
 * @param step from 1
 * @param sequence labels of a variant of a process map
 * @param cohort first day of a period of retention, lifecycle or a funnel's trend
 * @param period number of the period after the cohort's, of active periods (without it: in any), or of a tenth of customers
 * @param orMore whether people active in more periods than that are among them
 * @param value of the breakdown or the dimension
 * @param simulation of a flow, for people whom it left at a step
 * @param recency score from 1 to 5, as frequency
 */
public record PeopleQuery(
        Kind kind,
        Optional<FunnelRequest> funnel,
        Optional<RetentionRequest> retention,
        Optional<PathsRequest> paths,
        Optional<OverviewRequest> overview,
        Optional<PagesRequest> pages,
        Optional<AcquisitionRequest> acquisition,
        Optional<StagesRequest> stages,
        Optional<ActivityRequest> activity,
        Optional<Phase> phase,
        Optional<CommerceRequest> commerce,
        Optional<CommerceFigure> figure,
        Optional<Integer> recency,
        Optional<Integer> frequency,
        Optional<RfmSegment> rfmSegment,
        Optional<RiskBand> risk,
        Optional<AttributionRequest> attribution,
        Optional<ProcessRequest> process,
        List<String> sequence,
        Optional<TogetherRequest> together,
        Optional<SurveysRequest> surveys,
        Optional<Dimension> dimension,
        Optional<JsonNode> condition,
        Optional<Scope> scope,
        Optional<Integer> step,
        Optional<Outcome> outcome,
        Optional<Part> part,
        Optional<String> value,
        Optional<String> label,
        Optional<String> toLabel,
        Optional<LocalDate> cohort,
        Optional<Integer> period,
        Optional<Boolean> orMore,
        Optional<String> stage,
        Optional<String> toStage,
        Optional<String> map,
        Optional<String> card,
        Optional<String> deviation,
        Optional<String> persona,
        Optional<String> flow,
        Optional<String> stepId,
        Optional<String> simulation,
        Optional<Integer> offset,
        Optional<Integer> limit) {
    private static final int MOST = 500;

    /** Which figure. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Kind {
        FUNNEL,
        RETENTION,
        PATHS,
        OVERVIEW,
        PAGES,
        ACQUISITION,
        STAGES,
        COHORTS,
        LIFECYCLE,
        STICKINESS,
        COMMERCE,
        ATTRIBUTION,
        PROCESS,
        TOGETHER,
        SURVEYS,
        CONDITION,
        STAGE,
        CARD,
        DEVIATION,
        MAP_STAGE,
        CASES,
        TOUCHPOINT,
        SURVEY,
        FLOW_STEP,
        CAMPAIGN,
        COUPON,
        TIER;

        String json() {
            return switch (this) {
                case FLOW_STEP -> "flowStep";
                case MAP_STAGE -> "mapStage";
                default -> name().toLowerCase(Locale.ROOT);
            };
        }
    }

    /** What of the overview. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Dimension {
        ALL,
        /** Visitors with a conversion. */
        CONVERTING,
        CHANNEL,
        DEVICE,
        PAGE
    }

    /** Which part of a period's people. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Phase {
        /** All but the dormant ones. */
        ACTIVE,
        NEWCOMERS,
        RETURNING,
        RESURRECTING,
        DORMANT
    }

    /** Which side of the figure. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Outcome {
        CONVERTED,
        LOST,
        WAITING,
        PASSED,
        /** Whose message went out. */
        SENT,
        /** Whose message did not, or may not have. */
        FAILED,
        /** Whose message was held back by consent, caps or other rules. */
        SKIPPED,
        /** To whom the site showed a message. */
        SHOWN,
        /** Who followed a link of a message. */
        CLICKED,
        /** Whose message came back. */
        BOUNCED,
        /** Who called a message unwanted. */
        COMPLAINED,
        /** Who wanted no more, by a link of a message. */
        UNSUBSCRIBED;

        /** For figures that know only those who converted and those who were lost: whether it is the former. */
        public boolean isConverted() {
            return switch (this) {
                case CONVERTED -> true;
                case LOST -> false;
                default -> throw ProblemException.invalid("/outcome", "here 'outcome' is either converted or lost");
            };
        }
    }

    /** Which of the people of a map's or touchpoint's figure. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Part {
        /** With a case that fits the map. */
        FITTING,
        /** With a case that does not. */
        DEVIATING,
        /** With an event that no card or touchpoint knows. */
        BEYOND,
        /** Who did not meet the touchpoint. */
        OTHERS,
        FAILED,
        /** Who reached a later stage. */
        ON,
        /** Of these, who never were in the very next one. */
        SKIPPED,
        /** Of these, who came back. */
        RETURNED,
        /** Who reached no later stage. */
        LEFT
    }

    public PeopleQuery {
        requirePresent(kind, "kind");
        sequence = sequence == null ? List.of() : List.copyOf(sequence);
        int first = offset.orElse(0);
        int most = limit.orElse(50);
        require(first >= 0, "'offset' must not be negative");
        require(most >= 1 && most <= MOST, "'limit' must be from 1 to %d".formatted(MOST));
    }

    int firstRow() {
        return offset.orElse(0);
    }

    int mostRows() {
        return limit.orElse(50);
    }

    /** The scope of a report that can count companies; empty for others. */
    Optional<Scope> counted() {
        return switch (kind) {
            case FUNNEL -> funnel.map(FunnelRequest::scope);
            case RETENTION -> retention.map(RetentionRequest::scope);
            case PATHS -> paths.map(PathsRequest::scope);
            case OVERVIEW -> overview.map(OverviewRequest::scope);
            case LIFECYCLE, STICKINESS -> activity.map(ActivityRequest::scope);
            default -> Optional.empty();
        };
    }
}
