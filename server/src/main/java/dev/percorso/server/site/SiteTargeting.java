package dev.percorso.server.site;

import java.util.List;
import java.util.Optional;

/**
 * Who sees something on the site, and when.
 *
 * @param paths of pages, with {@code *} for anything; none: every page
 * @param event only after this event of the visit; empty: when the page is there
 * @param segment only its members
 * @param stages only people in one of these; none: everybody
 * @param delaySeconds after that
 * @param share of those, in percent
 * @param everyDays not again to the same browser for so long
 * @param gapDays not when something else of its kind was shown so lately
 */
public record SiteTargeting(
        boolean shown,
        List<String> paths,
        Optional<String> event,
        Optional<String> segment,
        List<String> stages,
        int delaySeconds,
        int share,
        int everyDays,
        int gapDays) {
    private static final int MOST_DELAY = 600;
    private static final int MOST_DAYS = 730;
    private static final int MOST_ENTRIES = 50;
    private static final int LONGEST_PATH = 500;

    public static final SiteTargeting NOWHERE =
            new SiteTargeting(false, List.of(), Optional.empty(), Optional.empty(), List.of(), 5, 100, 90, 7);

    public SiteTargeting {
        paths = paths == null ? List.of() : List.copyOf(paths);
        stages = stages == null ? List.of() : List.copyOf(stages);
        event = event == null ? Optional.empty() : event.filter(name -> !name.isBlank());
        segment = segment == null ? Optional.empty() : segment;
        require(
                paths.size() <= MOST_ENTRIES
                        && paths.stream().allMatch(path -> path.startsWith("/") && path.length() <= LONGEST_PATH),
                "a page is named by its path, such as /checkout or /products/*");
        require(stages.size() <= MOST_ENTRIES, "at most %d stages can be named".formatted(MOST_ENTRIES));
        require(
                delaySeconds >= 0 && delaySeconds <= MOST_DELAY,
                "'delaySeconds' must be from 0 to %d".formatted(MOST_DELAY));
        require(share >= 1 && share <= 100, "'share' must be from 1 to 100 percent");
        require(
                everyDays >= 0 && everyDays <= MOST_DAYS && gapDays >= 0 && gapDays <= MOST_DAYS,
                "'everyDays' and 'gapDays' must be from 0 to %d".formatted(MOST_DAYS));
    }

    /** Whether it depends on who the visitor is. */
    public boolean looksAtPerson() {
        return segment.isPresent() || !stages.isEmpty();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
