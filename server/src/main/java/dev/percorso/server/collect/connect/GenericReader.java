package dev.percorso.server.collect.connect;

import dev.percorso.server.collect.imports.MappedJson;
import dev.percorso.server.collect.imports.Mapping;
import dev.percorso.server.event.Event;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** JSON of any program, with a mapping whose columns are places such as {@code customer.email}. */
final class GenericReader implements HookReader {
    @Override
    public String topic(Hook hook) {
        return hook.text("type")
                .or(() -> hook.text("event"))
                .filter(text -> text.length() <= 100)
                .orElse("");
    }

    @Override
    public List<Event> events(Hook hook) {
        Mapping mapping = Mapping.parse(hook.receiver().settings().mapping().orElse(""));
        MappedJson mapped = new MappedJson(mapping, hook.receiver().id(), Signatures.digest(hook.bytes()));
        List<Event> events = new ArrayList<>();
        for (JsonNode entry : entries(hook)) {
            try {
                events.add(mapped.event(entry, hook.body(), events.size() + 1));
            } catch (MappedJson.NotMapped fault) {
                throw new UnreadableHook(String.valueOf(fault.getMessage()));
            }
        }
        return events;
    }

    private static Iterable<JsonNode> entries(Hook hook) {
        JsonNode list = hook.body();
        if (hook.receiver().settings().each().isPresent()) {
            for (String part : hook.receiver().settings().each().get().split("\\.", -1)) {
                list = list.path(part);
            }
            if (!list.isArray()) {
                throw new UnreadableHook("there is no list at '%s'"
                        .formatted(hook.receiver().settings().each().get()));
            }
        }
        return list.isArray() ? list : List.of(list);
    }
}
