package dev.percorso.server.share;

import dev.percorso.server.analyze.AskedReport;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds reports whose rows would be single people: those split by a property that says who somebody is. */
final class Identifying {
    private static final Set<String> WHO = Set.of(
            "email",
            "emailaddress",
            "mail",
            "phone",
            "phonenumber",
            "mobile",
            "firstname",
            "lastname",
            "fullname",
            "surname",
            "username",
            "userid",
            "customerid",
            "personid",
            "anonymousid",
            "ip",
            "orderid");
    /** Of a person; an event's may be a product's. */
    private static final Set<String> WHO_OF_PERSON = Set.of("name", "address", "street");

    private static final Set<String> SPLITS = Set.of("breakdown", "label");

    private Identifying() {}

    /** The property that tells who people are, if the report is split by one. */
    static Optional<String> property(AskedReport report) {
        return report.request()
                .propertyStream()
                .filter(field -> SPLITS.contains(field.getKey()))
                .flatMap(field -> names(field.getValue()))
                .findFirst();
    }

    /** The telling ones; a split is a name, or something with a name, or several of these. */
    private static Stream<String> names(JsonNode split) {
        if (split.isArray()) {
            return split.valueStream().flatMap(Identifying::names);
        }
        String name = (split.isObject() ? split.path("name") : split).asString("");
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        boolean ofPerson = split.path("kind").asString("").equals("person");
        return WHO.contains(plain) || (ofPerson && WHO_OF_PERSON.contains(plain)) ? Stream.of(name) : Stream.empty();
    }
}
