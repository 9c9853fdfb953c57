package dev.percorso.server.map;

import dev.percorso.server.http.Json;
import dev.percorso.server.map.MapChange.Operation;
import dev.percorso.server.map.MapChange.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies the changes of one editor to a map that others may have changed since. Nothing is silently lost: of two writers of
 * one field, or two who sort one cell, the later wins and both are told; what somebody edits while another removes it stays; what a card stands in
 * stays with it.
 */
final class MapEdits {
    /** What really happened, as it is kept in the history. */
    record Effect(
            Operation type,
            Part part,
            String id,
            Optional<String> field,
            Optional<JsonNode> before,
            Optional<JsonNode> value) {}

    /** All effects of one save. */
    record Logged(long revision, String by, String client, List<Effect> effects) {}

    /** What somebody should know. */
    enum Told {
        /** The other's value of the same field was replaced. */
        OVERWRITTEN,
        /** What another had removed is back, because it was edited or still needed. */
        RESTORED,
        /** It was not removed, because another has edited it meanwhile. */
        KEPT,
        /** Both sorted the same cell; the value is the order that the other had made. */
        REORDERED,
        /** It was sorted where another had taken it away from; the value is the place that it had. */
        MOVED,
        /** It was removed too long ago to bring it back; the value was not stored. */
        GONE
    }

    /**
     * One message about two people's changes meeting.
     *
     * @param title what the entry is called
     * @param value the one that was replaced or not stored
     * @param by the other person
     * @param client the other person's window, or empty
     */
    record Notice(
            Told told,
            Part part,
            String id,
            String title,
            Optional<String> field,
            Optional<JsonNode> value,
            String by,
            String client) {
        /** The same for the one whose value was replaced: by whom. */
        Notice from(String replacer) {
            return new Notice(told, part, id, title, field, value, replacer, client);
        }
    }

    record Outcome(JourneyMapContent content, List<Effect> effects, List<Notice> notices) {}

    /** Field of a move that changes the order of its cell, not only the place among all cells. */
    private static final String ORDER = "order";

    private static final List<String> PLACE = List.of("stage", "lane");

    private final ObjectNode map;
    private final Map<Part, List<ObjectNode>> lists = new EnumMap<>(Part.class);
    private final List<Logged> log;
    private final long base;
    private final String client;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final Map<Part, List<Placed>> initially = new EnumMap<>(Part.class);

    /** An entry and the cell that it stands in; stages and lanes stand in one. */
    private record Placed(String id, String cell) {}

    private MapEdits(JourneyMapContent content, List<Logged> log, long base, String client) {
        this.map = (ObjectNode) Json.MAPPER.<JsonNode>valueToTree(content);
        for (Part part : Part.values()) {
            List<ObjectNode> entries = new ArrayList<>();
            if (part != Part.MAP && map.remove(part.list()) instanceof ArrayNode list) {
                list.forEach(entry -> entries.add((ObjectNode) entry));
            }
            lists.put(part, entries);
            initially.put(part, entries.stream().map(MapEdits::placed).toList());
        }
        this.log = log;
        this.base = base;
        this.client = client;
    }

    /**
     * @param log the latest saves, oldest first
     * @param base the revision that the changes were made on
     * @param client the window that they come from
     * @throws dev.percorso.server.http.ProblemException when the map would not be one any more
     */
    static Outcome apply(
            JourneyMapContent content, List<Logged> log, long base, String client, List<MapChange> changes) {
        MapEdits edits = new MapEdits(content, log, base, client);
        changes.forEach(edits::apply);
        edits.keepWhatIsNeeded();
        edits.tellOrders();
        return new Outcome(edits.content(), List.copyOf(edits.effects), List.copyOf(edits.notices));
    }

    private JourneyMapContent content() {
        ObjectNode whole = map.deepCopy();
        lists.forEach((part, entries) -> {
            if (part != Part.MAP) {
                entries.forEach(whole.withArray(part.list())::add);
                if (entries.isEmpty()) {
                    whole.putArray(part.list());
                }
            }
        });
        return Json.convert(whole, JourneyMapContent.class);
    }

    private void apply(MapChange change) {
        switch (change.type()) {
            case SET -> target(change).ifPresent(target -> set(target, change.part(), change));
            case ADD -> add(change);
            case REMOVE -> remove(change);
            case MOVE -> move(change);
        }
    }

    private Optional<ObjectNode> target(MapChange change) {
        if (change.part() == Part.MAP) {
            return Optional.of(map);
        }
        Optional<ObjectNode> found = find(change.part(), change.id()).or(() -> restore(change.part(), change.id()));
        if (found.isEmpty()) {
            tell(Told.GONE, change.part(), change.id(), change.field(), change.value(), Optional.empty());
        }
        return found;
    }

    private Optional<ObjectNode> find(Part part, String id) {
        return list(part).stream()
                .filter(entry -> entry.path("id").asString("").equals(id))
                .findFirst();
    }

    private List<ObjectNode> list(Part part) {
        return lists.getOrDefault(part, List.of());
    }

    private void set(ObjectNode target, Part part, MapChange change) {
        String field = change.field().orElseThrow();
        Optional<JsonNode> before = Optional.ofNullable(target.get(field));
        if (before.equals(change.value())) {
            return;
        }
        writtenByAnother(part, change.id(), field)
                .ifPresent(other ->
                        tell(Told.OVERWRITTEN, part, change.id(), Optional.of(field), before, Optional.of(other)));
        change.value().ifPresentOrElse(value -> target.set(field, value), () -> target.remove(field));
        effects.add(new Effect(Operation.SET, part, change.id(), Optional.of(field), before, change.value()));
    }

    private void add(MapChange change) {
        ObjectNode entry = ((ObjectNode) change.value().orElseThrow()).deepCopy();
        entry.put("id", change.id());
        Optional<ObjectNode> known = find(change.part(), change.id());
        if (known.isPresent()) {
            entry.propertyStream()
                    .filter(field -> !field.getKey().equals("id"))
                    .forEach(field -> set(
                            known.get(),
                            change.part(),
                            new MapChange(
                                    Operation.SET,
                                    change.part(),
                                    change.id(),
                                    Optional.of(field.getKey()),
                                    Optional.of(field.getValue()),
                                    Optional.empty())));
            return;
        }
        insert(change.part(), entry, change.after());
        effects.add(new Effect(
                Operation.ADD, change.part(), change.id(), Optional.empty(), Optional.empty(), change.value()));
    }

    private void insert(Part part, ObjectNode entry, Optional<String> after) {
        List<ObjectNode> list = list(part);
        int place = after.map(id -> id.isEmpty()
                        ? 0
                        : find(part, id).map(found -> list.indexOf(found) + 1).orElse(list.size()))
                .orElse(list.size());
        list.add(place, entry);
    }

    private void remove(MapChange change) {
        Optional<ObjectNode> found = find(change.part(), change.id());
        if (found.isEmpty()) {
            return;
        }
        Optional<Logged> edited = since().filter(other -> other.effects().stream()
                        .anyMatch(effect -> effect.type() == Operation.SET
                                && effect.part() == change.part()
                                && effect.id().equals(change.id())))
                .findFirst();
        if (edited.isPresent()) {
            tell(Told.KEPT, change.part(), change.id(), Optional.empty(), Optional.empty(), edited);
            return;
        }
        list(change.part()).remove(found.get());
        effects.add(new Effect(
                Operation.REMOVE,
                change.part(),
                change.id(),
                Optional.empty(),
                Optional.of(found.get()),
                Optional.empty()));
    }

    private void move(MapChange change) {
        find(change.part(), change.id()).ifPresent(entry -> {
            List<ObjectNode> list = list(change.part());
            int from = list.indexOf(entry);
            List<String> before = cellOf(change.part(), entry);
            list.remove(from);
            insert(change.part(), entry, change.after());
            boolean isSorted = !before.equals(cellOf(change.part(), entry));
            if (list.indexOf(entry) != from) {
                effects.add(new Effect(
                        Operation.MOVE,
                        change.part(),
                        change.id(),
                        isSorted ? Optional.of(ORDER) : Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
            }
        });
    }

    /** A card or a feeling keeps its stage and lane, whoever has removed them. */
    private void keepWhatIsNeeded() {
        for (Part part : List.of(Part.CARDS, Part.EMOTIONS)) {
            for (ObjectNode entry : List.copyOf(list(part))) {
                need(Part.STAGES, entry.path("stage").asString(""));
                if (part == Part.CARDS) {
                    need(Part.LANES, entry.path("lane").asString(""));
                }
            }
        }
    }

    private void need(Part part, String id) {
        if (find(part, id).isEmpty()) {
            restore(part, id);
        }
    }

    /** Brings back what was removed, as it was then. */
    private Optional<ObjectNode> restore(Part part, String id) {
        Optional<Logged> remover = log.reversed().stream()
                .filter(save -> removal(save.effects(), part, id).isPresent())
                .findFirst();
        return removal(effects, part, id)
                .or(() -> remover.flatMap(save -> removal(save.effects(), part, id)))
                .map(removed -> {
                    ObjectNode entry = ((ObjectNode) removed.before().orElseThrow()).deepCopy();
                    list(part).add(entry);
                    effects.add(new Effect(
                            Operation.ADD,
                            part,
                            id,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(entry.deepCopy())));
                    tell(Told.RESTORED, part, id, Optional.empty(), Optional.empty(), remover);
                    return entry;
                });
    }

    private static Optional<Effect> removal(List<Effect> effects, Part part, String id) {
        return effects.stream()
                .filter(effect -> effect.type() == Operation.REMOVE
                        && effect.part() == part
                        && effect.id().equals(id))
                .findFirst();
    }

    private static Placed placed(ObjectNode entry) {
        return new Placed(
                entry.path("id").asString(""),
                entry.path("stage").asString("") + '\n' + entry.path("lane").asString(""));
    }

    /** Of two who sort one cell the later has placed its entries last; both are told how it was before. */
    private void tellOrders() {
        for (Part part : List.of(Part.STAGES, Part.LANES, Part.CARDS)) {
            Set<String> told = new HashSet<>();
            for (Effect move : List.copyOf(effects)) {
                if (move.type() != Operation.MOVE || move.part() != part) {
                    continue;
                }
                find(part, move.id()).map(MapEdits::placed).ifPresent(now -> tellOrder(part, now, told));
            }
        }
    }

    private void tellOrder(Part part, Placed now, Set<String> told) {
        Optional<Logged> taken = takenAway(part, now.id());
        if (taken.isPresent()) {
            Optional<JsonNode> home = Optional.of(home(taken.get(), now.id()));
            tell(Told.MOVED, part, now.id(), Optional.empty(), home, taken);
            return;
        }
        List<String> before = inCell(initially.getOrDefault(part, List.of()), now.cell());
        List<String> after =
                find(part, now.id()).map(entry -> cellOf(part, entry)).orElse(List.of());
        Optional<Logged> sorter = since().filter(save -> save.effects().stream()
                        .anyMatch(effect -> effect.type() == Operation.MOVE
                                && effect.part() == part
                                && effect.field().isPresent()
                                && before.contains(effect.id())))
                .findFirst();
        boolean stayed = before.contains(now.id()) && !before.equals(after);
        if (sorter.isPresent() && stayed && told.add(now.cell())) {
            Optional<JsonNode> order = Optional.of(Json.MAPPER.valueToTree(before));
            tell(Told.REORDERED, part, now.id(), Optional.empty(), order, sorter);
        }
    }

    private List<String> cellOf(Part part, ObjectNode entry) {
        return inCell(
                list(part).stream().map(MapEdits::placed).toList(),
                placed(entry).cell());
    }

    private static List<String> inCell(List<Placed> entries, String cell) {
        return entries.stream()
                .filter(entry -> entry.cell().equals(cell))
                .map(Placed::id)
                .toList();
    }

    /** Who has put the card elsewhere, unless this editor has put it somewhere, too. */
    private Optional<Logged> takenAway(Part part, String id) {
        boolean mine = effects.stream().anyMatch(effect -> isPlace(effect, id));
        return mine || part != Part.CARDS
                ? Optional.empty()
                : since().filter(save -> save.effects().stream().anyMatch(effect -> isPlace(effect, id)))
                        .findFirst();
    }

    private static boolean isPlace(Effect effect, String id) {
        return effect.type() == Operation.SET
                && effect.part() == Part.CARDS
                && effect.id().equals(id)
                && effect.field().filter(PLACE::contains).isPresent();
    }

    /** Where the card stood before another's save. */
    private JsonNode home(Logged save, String id) {
        ObjectNode home = Json.MAPPER.createObjectNode();
        PLACE.forEach(
                field -> find(Part.CARDS, id).map(card -> card.get(field)).ifPresent(value -> home.set(field, value)));
        save.effects().stream()
                .filter(effect -> isPlace(effect, id))
                .forEach(effect -> effect.before()
                        .ifPresent(value -> home.set(effect.field().orElseThrow(), value)));
        return home;
    }

    /** What others saved that this editor had not seen. */
    private Stream<Logged> since() {
        return log.reversed().stream()
                .filter(save -> save.revision() > base && !save.client().equals(client));
    }

    private Optional<Logged> writtenByAnother(Part part, String id, String field) {
        return since().filter(save -> save.effects().stream()
                        .anyMatch(effect -> effect.type() == Operation.SET
                                && effect.part() == part
                                && effect.id().equals(id)
                                && effect.field().filter(field::equals).isPresent()))
                .findFirst();
    }

    private void tell(
            Told told, Part part, String id, Optional<String> field, Optional<JsonNode> value, Optional<Logged> other) {
        String title = find(part, id)
                .map(entry -> entry.path("title")
                        .asString(entry.path("name").asString(entry.path("kind").asString(""))))
                .orElse("");
        notices.add(new Notice(
                told,
                part,
                id,
                title,
                field,
                value,
                other.map(Logged::by).orElse(""),
                other.map(Logged::client).orElse("")));
    }

    /** What a whole new map changes, for the history; a new order alone is not told. */
    static List<Effect> between(JourneyMapContent before, JourneyMapContent after) {
        MapEdits old = new MapEdits(before, List.of(), 0, "");
        MapEdits next = new MapEdits(after, List.of(), 0, "");
        List<Effect> effects = new ArrayList<>(fields(Part.MAP, "", old.map, next.map));
        for (Part part : Part.values()) {
            for (ObjectNode entry : next.list(part)) {
                String id = entry.path("id").asString("");
                old.find(part, id)
                        .ifPresentOrElse(
                                known -> effects.addAll(fields(part, id, known, entry)),
                                () -> effects.add(new Effect(
                                        Operation.ADD,
                                        part,
                                        id,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(entry))));
            }
            for (ObjectNode entry : old.list(part)) {
                String id = entry.path("id").asString("");
                if (next.find(part, id).isEmpty()) {
                    effects.add(new Effect(
                            Operation.REMOVE, part, id, Optional.empty(), Optional.of(entry), Optional.empty()));
                }
            }
        }
        return effects;
    }

    private static List<Effect> fields(Part part, String id, ObjectNode before, ObjectNode after) {
        return Stream.concat(
                        before.propertyStream().map(Map.Entry::getKey),
                        after.propertyStream().map(Map.Entry::getKey))
                .distinct()
                .filter(field -> !Optional.ofNullable(before.get(field)).equals(Optional.ofNullable(after.get(field))))
                .map(field -> new Effect(
                        Operation.SET,
                        part,
                        id,
                        Optional.of(field),
                        Optional.ofNullable(before.get(field)),
                        Optional.ofNullable(after.get(field))))
                .toList();
    }
}
