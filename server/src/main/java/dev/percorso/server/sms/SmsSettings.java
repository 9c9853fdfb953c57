package dev.percorso.server.sms;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * The gateway of a workspace, without its secret.
 *
 * @param trait that holds people's telephone numbers
 * @param sender number or name that messages are from, of Twilio; or empty where a messaging service chooses one
 * @param url of another gateway
 * @param body what it is sent: Liquid with {@code to}, {@code text}, {@code id} and {@code secret}, and the first two as JSON
 *     in {@code to_json} and {@code text_json}
 * @param contains what a good answer contains; empty when its status says enough
 */
public record SmsSettings(
        Kind kind,
        String trait,
        String baseUrl,
        String accountSid,
        String sender,
        String messagingService,
        String url,
        Format format,
        List<Header> headers,
        String body,
        String contains) {
    static final String TWILIO = "https://api.twilio.com";
    private static final int MOST_HEADERS = 20;
    private static final int LONGEST = 1_000;
    private static final int LONGEST_BODY = 10_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,100}");

    /** Who takes the messages. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Kind {
        /** Twilio, or another that speaks as it does. */
        TWILIO,
        /** Any that takes an HTTP call. */
        HTTP
    }

    /** How the body is written. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Format {
        JSON("application/json"),
        FORM("application/x-www-form-urlencoded");

        private final String type;

        Format(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    /** @param value Liquid with {@code secret} */
    public record Header(String name, String value) {
        public Header {
            name = name == null ? "" : name.strip();
            value = value == null ? "" : value.strip();
            require(
                    NAME.matcher(name).matches() && value.length() <= LONGEST,
                    "a header of the gateway has a name of letters, digits and hyphens, and a value");
        }
    }

    public SmsSettings {
        require(kind != null, "a gateway's 'kind' is twilio or http");
        trait = trait == null || trait.isBlank() ? "phone" : trait.strip();
        baseUrl =
                baseUrl == null || baseUrl.isBlank() ? TWILIO : baseUrl.strip().replaceAll("/+$", "");
        accountSid = accountSid == null ? "" : accountSid.strip();
        sender = sender == null ? "" : sender.strip();
        messagingService = messagingService == null ? "" : messagingService.strip();
        url = url == null ? "" : url.strip();
        format = format == null ? Format.JSON : format;
        headers = headers == null ? List.of() : List.copyOf(headers);
        body = body == null ? "" : body;
        contains = contains == null ? "" : contains;
        require(trait.length() <= 100, "the trait that holds telephone numbers has at most 100 characters");
        require(headers.size() <= MOST_HEADERS && body.length() <= LONGEST_BODY, "the call of the gateway is too long");
        if (kind == Kind.TWILIO) {
            require(
                    accountSid.matches("[A-Za-z0-9]{1,64}"),
                    "Twilio needs the Account SID, which its console shows and begins with AC");
            require(
                    !sender.isEmpty() || !messagingService.isEmpty(),
                    "Twilio needs a number or name to send from, or the SID of a messaging service");
            require(isAddress(baseUrl), "the gateway's address begins with https://");
        } else {
            require(isAddress(url), "the gateway's address begins with https://");
            require(!body.isBlank(), "say what the gateway is sent, such as {\"to\": {{ to_json }}}");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
