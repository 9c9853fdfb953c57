package dev.percorso.server.people;

/** What an identity is. Events carry the first two; the address is shown and searched but never joins persons. */
public enum IdentityKind {
    ANONYMOUS("a"),
    USER("u"),
    EMAIL("e");

    private final String code;

    IdentityKind(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static IdentityKind of(String code) {
        for (IdentityKind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no identity kind has the code '" + code + "'");
    }
}
