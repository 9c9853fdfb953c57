package dev.percorso.server.loyalty;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The tiers of a workspace, from the lowest to the highest. */
record Tiers(List<Tier> tiers) {
    static final Tiers NONE = new Tiers(List.of());

    private static final int MOST = 20;

    /**
     * One tier.
     *
     * @param points from how many points ever earned
     */
    record Tier(String name, long points) {
        private static final int LONGEST_NAME = 60;
        private static final long MOST_POINTS = 1_000_000_000;

        Tier {
            if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME) {
                throw new IllegalArgumentException("a tier needs a 'name' of at most 60 characters");
            }
            name = name.strip();
            if (points < 0 || points > MOST_POINTS) {
                throw new IllegalArgumentException("a tier begins at 0 to 1,000,000,000 points");
            }
        }
    }

    Tiers {
        tiers = tiers == null
                ? List.of()
                : tiers.stream().sorted(Comparator.comparingLong(Tier::points)).toList();
        if (tiers.size() > MOST) {
            throw new IllegalArgumentException("there are at most 20 tiers");
        }
        Set<String> names = new HashSet<>();
        Set<Long> starts = new HashSet<>();
        for (Tier tier : tiers) {
            if (!names.add(tier.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("there are two tiers named '" + tier.name() + "'");
            }
            if (!starts.add(tier.points())) {
                throw new IllegalArgumentException("two tiers begin at " + tier.points() + " points");
            }
        }
    }

    /** The highest that so many points ever earned reach. */
    Optional<Tier> of(long earned) {
        return tiers.reversed().stream().filter(tier -> tier.points() <= earned).findFirst();
    }

    /** The one after that. */
    Optional<Tier> after(long earned) {
        return tiers.stream().filter(tier -> tier.points() > earned).findFirst();
    }

    /** Where a tier stands, from 1; 0 for none. */
    int rank(String name) {
        for (int place = 0; place < tiers.size(); place++) {
            if (tiers.get(place).name().equals(name)) {
                return place + 1;
            }
        }
        return 0;
    }
}
