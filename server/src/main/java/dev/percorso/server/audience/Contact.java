package dev.percorso.server.audience;

import dev.percorso.server.event.EmailAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of how to reach a person, written the one way that all destinations begin from: small letters, no blanks
 * around, telephone numbers in E.164. Empty where nothing is known.
 *
 * @param country two small letters
 */
record Contact(String email, String phone, String firstName, String lastName, String country, String zip) {
    private static final List<String> PHONE = List.of("phone", "phoneNumber", "phone_number", "mobile", "telephone");
    private static final List<String> FIRST = List.of("first_name", "firstName", "firstname");
    private static final List<String> LAST = List.of("last_name", "lastName", "lastname");
    private static final List<String> ZIP = List.of("zip", "postal_code", "postalCode", "address.postalCode");
    private static final List<String> COUNTRY = List.of("country", "country_code", "countryCode", "address.country");

    static Contact of(Optional<String> email, Map<String, Object> traits) {
        String country = trait(traits, COUNTRY);
        return new Contact(
                email.map(EmailAddress::compared)
                        .filter(address -> address.indexOf('@') > 0)
                        .orElse(""),
                international(trait(traits, PHONE)),
                trait(traits, FIRST),
                trait(traits, LAST),
                country.matches("[a-z]{2}") ? country : "",
                postal(trait(traits, ZIP)));
    }

    /** Google gets it as it is: nothing that a spreadsheet would compute. */
    private static String postal(String zip) {
        return zip.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} -]{0,19}") ? zip : "";
    }

    private static String trait(Map<String, Object> traits, List<String> names) {
        return names.stream()
                .map(name -> Optional.ofNullable(traits.get(name))
                        .map(String::valueOf)
                        .orElse(""))
                .map(Contact::plain)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** A number that does not say its country could be anybody's, so it is left out. */
    private static String international(String phone) {
        String digits = phone.replaceAll("[^0-9+]", "");
        String number = digits.startsWith("00") ? "+" + digits.substring(2) : digits;
        return number.matches("\\+[1-9][0-9]{6,14}") ? number : "";
    }
}
