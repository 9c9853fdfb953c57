package dev.percorso.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of the person, with what this decision changed already. Mutable, used once. */
final class PersonNow {
    private final Facts facts;
    private final Map<String, Object> traits = new LinkedHashMap<>();
    private final Map<String, Boolean> lists = new LinkedHashMap<>();

    PersonNow(Facts facts) {
        this.facts = facts;
    }

    void sets(Step.SetTrait step) {
        traits.put(step.trait(), step.value());
    }

    void changes(Step.ChangeList step) {
        lists.put(step.list(), step.joins());
    }

    Optional<Object> trait(String name) {
        return Optional.ofNullable(traits.get(name)).or(() -> facts.trait(name));
    }

    Facts facts() {
        Facts listed = lists.isEmpty() ? facts : facts.withLists(Map.copyOf(lists));
        return traits.isEmpty() ? listed : listed.withTraits(Map.copyOf(traits));
    }
}
