package dev.percorso.server.people;

import dev.percorso.server.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What events say of companies: {@code group.id} names the company its person belongs to, {@code group.type} what kind of
 * group it is, and every other {@code group.…} is a trait of the company itself.
 */
public final class CompanyTraits {
    /** The one trait of a person that says where it belongs. */
    public static final String ID = Event.GROUP_ID;

    public static final String TYPE = "group.type";
    static final String PREFIX = "group.";

    private CompanyTraits() {}

    /** The company that the traits name. */
    static Optional<String> key(Map<String, Object> traits) {
        return RefusedIds.usable(Optional.ofNullable(traits.get(ID)).map(Object::toString));
    }

    static Optional<String> type(Map<String, Object> traits) {
        return Optional.ofNullable(traits.get(TYPE)).map(Object::toString).filter(type -> !type.isBlank());
    }

    /** What the traits say of the person: all but the company's own. */
    static Map<String, Object> ofPerson(Map<String, Object> traits) {
        if (traits.keySet().stream()
                .noneMatch(name -> TraitOperation.without(PREFIX, name).isPresent())) {
            return traits;
        }
        Map<String, Object> own = new LinkedHashMap<>();
        traits.forEach((name, value) -> {
            if (TraitOperation.without(PREFIX, name).isEmpty()) {
                own.put(name, value);
            }
        });
        key(traits).ifPresent(key -> own.put(ID, key));
        return own;
    }

    /** What the traits say of the company, by names without {@value #PREFIX}; operations stay what they are. */
    static Map<String, Object> ofCompany(Map<String, Object> traits) {
        Map<String, Object> own = new LinkedHashMap<>();
        traits.forEach((name, value) -> {
            if (!name.equals(ID) && !name.equals(TYPE)) {
                TraitOperation.without(PREFIX, name).ifPresent(trait -> own.put(trait, value));
            }
        });
        return own;
    }

    /** A company's traits as its people have them in conditions and reports. */
    static Map<String, Object> ofMembers(String type, Map<String, Object> company) {
        Map<String, Object> named = new LinkedHashMap<>();
        company.forEach((name, value) -> named.put(PREFIX + name, value));
        if (!type.isEmpty()) {
            named.put(TYPE, type);
        }
        return named;
    }
}
