package dev.percorso.server.audience;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** Where a list is uploaded to: which columns it has, and how each is written before it is hashed. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
public enum Destination {
    /** Customer match of Google Ads: country and postal code stay readable. */
    GOOGLE,
    /** Custom audiences of Meta: everything is hashed, telephone numbers without a sign before them. */
    META,
    /** Customer files of TikTok. */
    TIKTOK;

    List<String> columns() {
        return switch (this) {
            case GOOGLE -> List.of("Email", "Phone", "First Name", "Last Name", "Country", "Zip");
            case META -> List.of("email", "phone", "fn", "ln", "country", "zip");
            case TIKTOK -> List.of("EMAIL_SHA256", "PHONE_SHA256");
        };
    }

    /** The values of a person's row, empty where nothing is known; empty when neither address nor number is. */
    Optional<List<String>> row(Contact contact) {
        if (contact.email().isEmpty() && contact.phone().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (this) {
                    case GOOGLE ->
                        List.of(
                                Hashed.of(Hashed.googleEmail(contact.email())),
                                Hashed.of(contact.phone()),
                                Hashed.of(contact.firstName()),
                                Hashed.of(contact.lastName()),
                                contact.country(),
                                contact.zip());
                    case META ->
                        List.of(
                                Hashed.of(contact.email()),
                                Hashed.of(contact.phone().replace("+", "")),
                                Hashed.of(Hashed.lettersOnly(contact.firstName())),
                                Hashed.of(Hashed.lettersOnly(contact.lastName())),
                                Hashed.of(contact.country()),
                                Hashed.of(Hashed.metaZip(contact.zip(), contact.country())));
                    case TIKTOK -> List.of(Hashed.of(contact.email()), Hashed.of(contact.phone()));
                });
    }
}
