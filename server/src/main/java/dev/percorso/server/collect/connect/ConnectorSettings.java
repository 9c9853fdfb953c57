package dev.percorso.server.collect.connect;

import dev.percorso.server.collect.imports.Mapping;
import dev.percorso.server.http.ProblemException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a connector must know.
 *
 * @param person who a customer is in events; the e-mail address unless set
 * @param accessToken of Ecwid's API, which tells what is in an order
 * @param mapping of the generic one: as for imports, with the places in the JSON as columns
 * @param each of the generic one: place of a list in the JSON, whose entries are one event each
 * @param signatureHeader of the generic one: the header with the HMAC-SHA256 of the body; without it the secret itself is
 *     sent, in {@code Authorization: Bearer}, {@code X-Webhook-Token} or {@code ?token=}
 */
public record ConnectorSettings(
        Optional<PersonBy> person,
        Optional<String> accessToken,
        Optional<String> mapping,
        Optional<String> each,
        Optional<String> signatureHeader) {
    public static final ConnectorSettings NONE = new ConnectorSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,60}");

    /** Which id of a customer is the person's. */
    public enum PersonBy {
        EMAIL,
        CUSTOMER_ID
    }

    ConnectorSettings withAccessToken(Optional<String> token) {
        return new ConnectorSettings(person, token, mapping, each, signatureHeader);
    }

    void check(ConnectorKind kind) {
        if (kind == ConnectorKind.GENERIC) {
            Mapping.parse(mapping.orElseThrow(() -> ProblemException.invalid(
                    "/settings/mapping", "say in a mapping what the JSON means; see the manual for an example")));
        }
        if (signatureHeader.filter(name -> !HEADER.matcher(name).matches()).isPresent()) {
            throw ProblemException.invalid(
                    "/settings/signatureHeader", "use the name of a header, e.g. X-Signature-256");
        }
    }

    PersonBy personOrEmail() {
        return person.orElse(PersonBy.EMAIL);
    }
}
