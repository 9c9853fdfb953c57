package dev.percorso.server.deliver;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Where a message is on its way. */
public enum MessageStatus {
    /** Waits to be sent. */
    PENDING,
    /** Being handed to the mail server. */
    SENDING,
    /** The mail server took it. */
    SENT,
    /** It cannot be sent. */
    FAILED,
    /** The server stopped, or lost the mail server, while handing it over: sent or not, nobody knows. Not sent again. */
    UNKNOWN,
    /** It must not be sent. */
    SKIPPED;

    /** The name in the API. */
    @JsonValue
    public String json() {
        return name();
    }

    static Optional<MessageStatus> of(String name) {
        return Arrays.stream(values())
                .filter(status -> status.name().equals(name))
                .findFirst();
    }
}
