package dev.percorso.server.map;

import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemWords;
import dev.percorso.server.map.JourneyMaps.JourneyMap;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Takes maps out of a workspace with all that they need, and into one. */
public final class PortableMaps {
    private final Database database;
    private final JourneyMaps maps;
    private final Personas personas;
    private final Touchpoints touchpoints;
    private final Ids ids;

    public PortableMaps(Database database, JourneyMaps maps, Personas personas, Touchpoints touchpoints, Ids ids) {
        this.database = database;
        this.maps = maps;
        this.personas = personas;
        this.touchpoints = touchpoints;
        this.ids = ids;
    }

    /**
     * A map that came in.
     *
     * @param notes what people should know about what became of its parts
     */
    public record Taken(JourneyMap map, List<Note> notes) {}

    /** Something that people should know about a map that came in. */
    public record Note(String text) {
        public static Note of(String text) {
            return new Note(text);
        }

        /** The same in somebody's language. */
        public Note in(ProblemWords words) {
            return new Note(words.of(text));
        }
    }

    /**
     * A map that goes out.
     *
     * @param changedAt when it was last saved
     */
    public record Packed(PortableMap map, Instant changedAt) {}

    /** A map as it is now. What it refers to and is gone is left out. */
    public Packed pack(WorkspaceId workspace, String id) {
        JourneyMap stored = maps.get(workspace, id);
        Packing<PersonaContent> persona = new Packing<>("p", personas.store().all(workspace), PersonaContent::anywhere);
        Packing<TouchpointContent> touchpoint =
                new Packing<>("t", touchpoints.store().all(workspace), UnaryOperator.identity());
        JourneyMapContent packed = stored.content().referring(persona::keyOf, touchpoint::keyOf);
        return new Packed(new PortableMap(packed, persona.parts, touchpoint.parts), stored.updatedAt());
    }

    /** Gives what a map refers to a key each, in the order of its first use; equal ones share theirs. */
    private static final class Packing<T> {
        private final String prefix;
        private final Map<String, T> known = new HashMap<>();
        private final Map<T, String> keys = new HashMap<>();
        private final Map<String, T> parts = new LinkedHashMap<>();

        Packing(String prefix, List<Stored<T>> stored, UnaryOperator<T> form) {
            this.prefix = prefix;
            stored.forEach(one -> known.put(one.id(), form.apply(one.content())));
        }

        Optional<String> keyOf(String id) {
            return Optional.ofNullable(known.get(id))
                    .map(part -> keys.computeIfAbsent(part, first -> {
                        String key = prefix + (parts.size() + 1);
                        parts.put(key, first);
                        return key;
                    }));
        }
    }

    /**
     * Makes a new map of it, all in one transaction. Of its personas and touchpoints those are used that the workspace
     * has already, by content or else by name; the others come along.
     */
    public Taken take(WorkspaceId workspace, PortableMap portable, String by) {
        portable.checked();
        List<Note> notes = new ArrayList<>();
        Unpacking<PersonaContent> persona = new Unpacking<>(
                portable.personas(), personas.store().all(workspace), PersonaContent::anywhere, PersonaContent::name);
        Unpacking<TouchpointContent> touchpoint = new Unpacking<>(
                portable.touchpoints(),
                touchpoints.store().all(workspace),
                UnaryOperator.identity(),
                TouchpointContent::name);
        JourneyMapContent content = portable.map().referring(persona::idOf, touchpoint::idOf);
        JourneyMap taken = database.write(handle -> {
            persona.created.forEach((id, one) -> personas.store().create(handle, workspace, id, one, by));
            touchpoint.created.forEach((id, one) -> touchpoints.store().create(handle, workspace, id, one, by));
            return JourneyMap.of(maps.store().create(handle, workspace, ids.next(), content, by));
        });
        persona.created
                .values()
                .forEach(one -> notes.add(Note.of(
                        "The persona '%s' came along; bind it to a segment to see its figures".formatted(one.name()))));
        persona.likened.forEach(name -> notes.add(
                Note.of("The persona '%s' of this workspace stands for the file's, which is described differently"
                        .formatted(name))));
        touchpoint
                .created
                .values()
                .forEach(one ->
                        notes.add(Note.of("The touchpoint '%s' came along into the catalogue".formatted(one.name()))));
        touchpoint.likened.forEach(name -> notes.add(
                Note.of("The touchpoint '%s' of this workspace stands for the file's, which is described differently"
                        .formatted(name))));
        return new Taken(taken, notes);
    }

    /** Whether the workspace has the map. */
    public boolean isKnown(WorkspaceId workspace, String id) {
        return maps.store().find(workspace, id).isPresent();
    }

    private static String likeness(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Finds or makes what a map refers to. */
    private final class Unpacking<T> {
        private final Map<String, T> parts;
        private final Map<T, String> byContent = new HashMap<>();
        private final Map<String, String> byName = new HashMap<>();
        private final Function<T, String> name;
        private final Map<String, String> resolved = new HashMap<>();
        private final Map<String, T> created = new LinkedHashMap<>();
        private final List<String> likened = new ArrayList<>();

        Unpacking(Map<String, T> parts, List<Stored<T>> stored, UnaryOperator<T> form, Function<T, String> name) {
            this.parts = parts;
            this.name = name;
            stored.stream().sorted(Comparator.comparing(Stored::id)).forEach(one -> {
                byContent.putIfAbsent(form.apply(one.content()), one.id());
                byName.putIfAbsent(likeness(name.apply(one.content())), one.id());
            });
        }

        Optional<String> idOf(String key) {
            return Optional.ofNullable(parts.get(key)).map(part -> resolved.computeIfAbsent(key, first -> find(part)));
        }

        private String find(T part) {
            String same = byContent.get(part);
            if (same != null) {
                return same;
            }
            String alike = byName.get(likeness(name.apply(part)));
            if (alike != null) {
                likened.add(name.apply(part));
                return alike;
            }
            String id = ids.next();
            created.put(id, part);
            byContent.put(part, id);
            return id;
        }
    }
}
