package dev.percorso.liquid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells, while parsing, which names come from the data and which the template makes itself. */
final class VariableScope {
    private final Set<String> assigned = new HashSet<>();
    private final Deque<Set<String>> local = new ArrayDeque<>();
    private final List<VariableUse> uses = new ArrayList<>();

    void assign(String name) {
        assigned.add(name);
    }

    void enter(String... names) {
        local.push(Set.of(names));
    }

    void leave() {
        local.pop();
    }

    void use(String root, String path, Position position) {
        if (!assigned.contains(root) && local.stream().noneMatch(names -> names.contains(root))) {
            uses.add(new VariableUse(path, position));
        }
    }

    List<VariableUse> uses() {
        return uses;
    }
}
