package dev.percorso.server.collect.protocol;

import dev.percorso.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A call as it came.
 *
 * @param name what is called, by the last part of the address
 * @param body unzipped
 */
record Call(String name, Request request, byte[] body) {
    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    boolean isGet() {
        return request.method().equals("GET");
    }

    Optional<String> query(String parameter) {
        return request.query(parameter);
    }

    boolean asks(String parameter) {
        return query(parameter).filter("1"::equals).isPresent();
    }

    Optional<String> basicUser() {
        return credentials(BASIC)
                .flatMap(Call::decoded)
                .map(pair -> pair.indexOf(':') < 0 ? pair : pair.substring(0, pair.indexOf(':')))
                .filter(user -> !user.isEmpty());
    }

    Optional<String> bearer() {
        return credentials(BEARER);
    }

    private Optional<String> credentials(String scheme) {
        return request.header("authorization")
                .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(value -> value.substring(scheme.length()).strip());
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
