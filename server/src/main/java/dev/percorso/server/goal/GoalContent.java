package dev.percorso.server.goal;

import dev.percorso.server.analyze.AskedReport;
import dev.percorso.server.event.DisplayName;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * A goal as it is set.
 *
 * @param owner who answers for it, by name
 * @param figure one of the report's figures
 * @param measure how the figure is taken
 * @param direction whether more or less is better
 * @param from first day; the goal's way begins there
 * @param until last day
 * @param segment only its members are counted
 * @param maps ids of linked maps
 * @param flows ids of linked flows
 */
public record GoalContent(
        String name,
        String description,
        String owner,
        AskedReport report,
        String figure,
        Measure measure,
        Direction direction,
        double target,
        LocalDate from,
        LocalDate until,
        Optional<String> segment,
        List<String> maps,
        List<String> flows) {
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_DAYS = 1_100;
    private static final int LEAST_DAYS = 7;
    private static final int MOST_LINKS = 50;

    /** How the figure is taken. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Measure {
        /** Summed up from the goal's first day, such as orders or revenue. */
        TOTAL,
        /** Of the last 28 days, such as a rate or a score. */
        LEVEL
    }

    /** Which way is better. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Direction {
        AT_LEAST,
        AT_MOST
    }

    public GoalContent {
        require(DisplayName.isValid(name), "a goal needs a name " + DisplayName.RULE);
        description = description == null ? "" : description;
        owner = owner == null ? "" : owner;
        require(
                description.length() <= LONGEST_TEXT && owner.length() <= LONGEST_NAME,
                "the description of a goal has at most %d characters, its owner %d"
                        .formatted(LONGEST_TEXT, LONGEST_NAME));
        require(
                report != null && figure != null && !figure.isBlank(),
                "a goal needs a 'report' and one of its figures");
        measure = measure == null ? Measure.LEVEL : measure;
        direction = direction == null ? Direction.AT_LEAST : direction;
        require(Double.isFinite(target), "a goal's 'target' is a number");
        require(from != null && until != null, "a goal has a first day, 'from', and a last one, 'until'");
        long days = ChronoUnit.DAYS.between(from, until) + 1;
        require(
                days >= LEAST_DAYS && days <= MOST_DAYS,
                "a goal takes from %d to %d days".formatted(LEAST_DAYS, MOST_DAYS));
        segment = segment == null ? Optional.empty() : segment;
        maps = maps == null ? List.of() : List.copyOf(maps);
        flows = flows == null ? List.of() : List.copyOf(flows);
        require(
                maps.size() <= MOST_LINKS && flows.size() <= MOST_LINKS,
                "a goal is linked with at most %d maps and %d flows".formatted(MOST_LINKS, MOST_LINKS));
    }

    boolean isReached(double value) {
        return direction == Direction.AT_LEAST ? value >= target : value <= target;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
