package dev.percorso.server.segment;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a group of people and segments share people.
 *
 * @param size of the group
 * @param total all persons
 * @param others every other segment, those that share most people with the group first
 * @param regions of the group and the chosen segments: each part that some of them share and the others do not, those of
 *     most people first, without empty ones
 */
public record SegmentOverlap(long size, long total, List<Other> others, List<Region> regions) {
    /**
     * Another segment.
     *
     * @param both people in the group and the segment
     * @param jaccard people in both ÷ people in either; 0 when both are empty
     */
    public record Other(String id, String name, long size, long both, double jaccard) {}

    /**
     * People who are in exactly some of the sets.
     *
     * @param group whether in the group
     * @param segments in which of the chosen segments, by their ids
     */
    public record Region(boolean group, List<String> segments, long persons) {}

    public SegmentOverlap {
        others = List.copyOf(others);
        regions = List.copyOf(regions);
    }

    static Other other(Segments.Named segment, BitSet members, BitSet group) {
        BitSet shared = (BitSet) members.clone();
        shared.and(group);
        long both = shared.cardinality();
        long size = members.cardinality();
        long either = size + group.cardinality() - both;
        return new Other(segment.id(), segment.name(), size, both, either == 0 ? 0 : (double) both / either);
    }

    /**
     * The regions of sets.
     *
     * @param ids of the sets after the first, which is the group
     */
    static List<Region> regions(List<String> ids, List<BitSet> sets) {
        return IntStream.range(1, 1 << sets.size())
                .mapToObj(mask -> region(ids, sets, mask))
                .filter(region -> region.persons() > 0)
                .sorted((one, other) -> Long.compare(other.persons(), one.persons()))
                .toList();
    }

    private static Region region(List<String> ids, List<BitSet> sets, int mask) {
        BitSet persons = new BitSet();
        sets.forEach(persons::or);
        for (int set = 0; set < sets.size(); set++) {
            if ((mask & (1 << set)) != 0) {
                persons.and(sets.get(set));
            } else {
                persons.andNot(sets.get(set));
            }
        }
        return new Region(
                (mask & 1) != 0,
                IntStream.range(0, ids.size())
                        .filter(place -> (mask & (2 << place)) != 0)
                        .mapToObj(ids::get)
                        .toList(),
                persons.cardinality());
    }
}
