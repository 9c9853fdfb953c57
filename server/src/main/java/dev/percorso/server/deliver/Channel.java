package dev.percorso.server.deliver;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.percorso.server.people.Purpose;

/** On what a message goes to a person. Each needs a consent of its own. */
public enum Channel {
    EMAIL("email", "Email", Purpose.EMAIL),
    PUSH("push", "Push", Purpose.PUSH),
    SMS("sms", "SMS", Purpose.SMS);

    private final String json;
    private final String title;
    private final Purpose purpose;

    Channel(String json, String title, Purpose purpose) {
        this.json = json;
        this.title = title;
        this.purpose = purpose;
    }

    /** The name in the API, and in the reports on where visits come from. */
    @JsonValue
    public String json() {
        return json;
    }

    /** What events of messages begin with. */
    String title() {
        return title;
    }

    /** What the person has to agree to before marketing goes out on it. */
    public Purpose purpose() {
        return purpose;
    }

    /** Why marketing must not go out without that consent, for people. */
    String withoutConsent() {
        return switch (this) {
            case EMAIL -> "no consent to marketing by e-mail";
            case PUSH -> "no consent to marketing by push messages";
            case SMS -> "no consent to marketing by text message";
        };
    }
}
