package dev.percorso.server.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.http.Json;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.MapChange.Operation;
import dev.percorso.server.map.MapChange.Part;
import dev.percorso.server.map.MapEdits.Logged;
import dev.percorso.server.map.MapEdits.Notice;
import dev.percorso.server.map.MapEdits.Outcome;
import dev.percorso.server.map.MapEdits.Told;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several editors at one map, each of them with an older look at it: nothing may get lost without a word. */
class MapEditsTest {
    private static final String MAP = """
            {"name": "Map",
             "stages": [{"id": "s0", "name": "One", "hue": "awareness"}, {"id": "s1", "name": "Two", "hue": "purchase"}],
             "lanes": [{"id": "l0", "kind": "actions"}, {"id": "l1", "kind": "pains"}],
             "cards": [{"id": "c0", "stage": "s0", "lane": "l0", "title": "0"},
                       {"id": "c1", "stage": "s0", "lane": "l1", "title": "1"},
                       {"id": "c2", "stage": "s1", "lane": "l0", "title": "2"}],
             "emotions": []}
            """;
    private static final int EDITORS = 3;

    enum Deed {
        LOOK,
        TITLE,
        NOTE,
        REMOVE_CARD,
        REMOVE_STAGE,
        ADD
    }

    record Step(int editor, Deed deed, int target) {}

    /** What somebody wrote, knowing the map up to {@code base}; the oracle keeps all of it. */
    private record Written(long revision, int editor, long base, String card, String field, String value) {}

    private record Removed(long revision, int editor, long base, String card) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, EDITORS - 1),
                        Arbitraries.of(Deed.class),
                        Arbitraries.integers().between(0, 4))
                .as(Step::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(25);
    }

    private JourneyMapContent map = map();
    private long revision = 1;
    private final List<Logged> log = new ArrayList<>();
    private final List<Notice> told = new ArrayList<>();

    private static JourneyMapContent map() {
        return Json.read(MAP.getBytes(StandardCharsets.UTF_8), JourneyMapContent.class);
    }

    private Outcome save(int editor, long base, MapChange... changes) {
        String client = "e" + editor;
        Outcome outcome = MapEdits.apply(map, log, base, client, List.of(changes));
        told.addAll(outcome.notices());
        if (!outcome.effects().isEmpty()) {
            revision++;
            map = outcome.content();
            log.add(new Logged(revision, client, client, outcome.effects()));
        }
        return outcome;
    }

    private static MapChange set(String card, String field, String value) {
        return new MapChange(
                Operation.SET,
                Part.CARDS,
                card,
                Optional.of(field),
                Optional.of(Json.MAPPER.valueToTree(value)),
                Optional.empty());
    }

    private static MapChange remove(Part part, String id) {
        return new MapChange(Operation.REMOVE, part, id, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static MapChange add(String id, String stage, String lane) {
        JsonNode card =
                Json.MAPPER.valueToTree(java.util.Map.of("id", id, "stage", stage, "lane", lane, "title", "new " + id));
        return new MapChange(Operation.ADD, Part.CARDS, id, Optional.empty(), Optional.of(card), Optional.empty());
    }

    /** The oracle goes by who knew what, never by how the server puts it together. */
    @Property(tries = 200)
    void shouldLoseNothingSilently(@ForAll("steps") List<Step> steps) {
        map = map();
        revision = 1;
        log.clear();
        told.clear();
        long[] base = new long[EDITORS];
        Arrays.fill(base, 1);
        List<Written> written = new ArrayList<>();
        List<Removed> removed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (int order = 0; order < steps.size(); order++) {
            Step step = steps.get(order);
            int editor = step.editor();
            String card = "c" + step.target() % 3;
            switch (step.deed()) {
                case LOOK -> base[editor] = revision;
                case TITLE, NOTE -> {
                    String field = step.deed() == Deed.TITLE ? "title" : "text";
                    save(editor, base[editor], set(card, field, "v" + order));
                    written.add(new Written(revision, editor, base[editor], card, field, "v" + order));
                }
                case REMOVE_CARD -> {
                    save(editor, base[editor], remove(Part.CARDS, card));
                    removed.add(new Removed(revision, editor, base[editor], card));
                }
                case REMOVE_STAGE -> save(editor, base[editor], remove(Part.STAGES, "s" + step.target() % 2));
                case ADD -> {
                    save(editor, base[editor], add("n" + order, "s" + step.target() % 2, "l0"));
                    added.add("n" + order);
                }
            }
        }
        for (int place = 0; place < written.size(); place++) {
            check(written.get(place), written.subList(place + 1, written.size()), removed);
        }
        for (String card : added) {
            assertTrue(map.cards().stream().anyMatch(there -> there.id().equals(card)), card + " is lost");
        }
    }

    private void check(Written one, List<Written> afterwards, List<Removed> removed) {
        Optional<Written> later = afterwards.stream()
                .filter(other ->
                        other.card().equals(one.card()) && other.field().equals(one.field()))
                .findFirst();
        if (later.isPresent()) {
            boolean knew = later.get().editor() == one.editor() || later.get().base() >= one.revision();
            assertTrue(knew || wasTold(one.value()), one + " was replaced without a word: " + told);
            return;
        }
        Optional<MapCard> card = map.cards().stream()
                .filter(there -> there.id().equals(one.card()))
                .findFirst();
        if (card.isPresent()) {
            String now = one.field().equals("title")
                    ? card.get().title()
                    : card.get().text().orElse("");
            assertEquals(one.value(), now);
            return;
        }
        assertTrue(
                removed.stream()
                        .anyMatch(removal -> removal.card().equals(one.card())
                                && removal.revision() > one.revision()
                                && (removal.base() >= one.revision() || removal.editor() == one.editor())),
                one + " is gone though nobody who knew of it removed it");
    }

    private boolean wasTold(String value) {
        return told.stream()
                .filter(notice -> notice.told() == Told.OVERWRITTEN)
                .anyMatch(notice -> notice.value()
                        .map(JsonNode::asString)
                        .filter(value::equals)
                        .isPresent());
    }

    /** Whoever sorts a cell that another has sorted unseen is told the order that was there. */
    @Property(tries = 200)
    void shouldSortNoCellSilently(@ForAll("steps") List<Step> steps) {
        map = map();
        revision = 1;
        log.clear();
        told.clear();
        for (String id : List.of("d0", "d1", "d2")) {
            save(9, 1, add(id, "s0", "l0"));
        }
        long[] base = new long[EDITORS];
        Arrays.fill(base, revision);
        long[] sorted = new long[EDITORS];
        for (Step step : steps) {
            int editor = step.editor();
            if (step.deed() == Deed.LOOK) {
                base[editor] = revision;
                continue;
            }
            List<String> before = firstCell();
            told.clear();
            save(editor, base[editor], move("d" + step.target() % 3, step.target() % 2 == 0 ? "" : "c0"));
            boolean isSorted = !before.equals(firstCell());
            boolean met = false;
            for (int other = 0; other < EDITORS; other++) {
                met |= other != editor && sorted[other] > base[editor];
            }
            assertEquals(
                    isSorted && met ? List.of(Json.MAPPER.<JsonNode>valueToTree(before)) : List.of(),
                    told.stream()
                            .filter(notice -> notice.told() == Told.REORDERED)
                            .map(notice -> notice.value().orElseThrow())
                            .toList());
            sorted[editor] = isSorted ? revision : sorted[editor];
        }
    }

    private List<String> firstCell() {
        return map.cards().stream()
                .filter(card -> card.stage().equals("s0") && card.lane().equals("l0"))
                .map(MapCard::id)
                .toList();
    }

    private static MapChange move(String card, String after) {
        return new MapChange(Operation.MOVE, Part.CARDS, card, Optional.empty(), Optional.empty(), Optional.of(after));
    }

    @Test
    void shouldTellWhoSortsACardThatAnotherHasTakenAway() {
        map = map();
        save(0, 1, set("c0", "stage", "s1"));
        save(1, 1, move("c0", "c2"));
        assertEquals(List.of(Told.MOVED), told.stream().map(Notice::told).toList());
        assertEquals(
                "{\"stage\":\"s0\",\"lane\":\"l0\"}",
                told.getFirst().value().orElseThrow().toString());
        assertEquals("e0", told.getFirst().by());
    }

    @Test
    void shouldKeepBothEditsOfOneCard() {
        save(0, 1, set("c0", "title", "Reads reviews"));
        save(1, 1, set("c0", "text", "On her phone"));
        assertEquals("Reads reviews", map.cards().getFirst().title());
        assertEquals(Optional.of("On her phone"), map.cards().getFirst().text());
        assertEquals(List.of(), told);
    }
}
