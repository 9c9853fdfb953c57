package dev.percorso.server.form;

import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses as people type them, and which of them a form takes. */
final class MailAddress {
    private static final int LONGEST = 254;
    private static final int LONGEST_NAME = 64;
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern LAST_LABEL = Pattern.compile("[a-z]{2,63}|xn--[a-z0-9-]{2,59}");
    private static final Set<String> DISPOSABLE = disposable();

    private MailAddress() {}

    /**
     * The address with its domain in small letters and ASCII.
     *
     * @throws ProblemException when it is none, or one for a few minutes
     */
    static String checked(String typed) {
        String text = typed.strip();
        int at = text.lastIndexOf('@');
        if (at < 1 || text.length() > LONGEST) {
            throw malformed();
        }
        String name = text.substring(0, at);
        String domain = ascii(text.substring(at + 1));
        List<String> labels = List.of(domain.split("\\.", -1));
        boolean isDomain = labels.size() > 1
                && labels.stream().allMatch(label -> LABEL.matcher(label).matches())
                && LAST_LABEL.matcher(labels.getLast()).matches();
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches() || !isDomain) {
            throw malformed();
        }
        for (int from = 0; from < labels.size() - 1; from++) {
            if (DISPOSABLE.contains(String.join(".", labels.subList(from, labels.size())))) {
                throw ProblemException.invalid(
                        "/email",
                        "this address lasts only for a short time; please give one at which you can be reached later, too");
            }
        }
        return EmailAddress.compared(name + "@" + domain);
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            throw (ProblemException) malformed().initCause(notADomain);
        }
    }

    private static ProblemException malformed() {
        return ProblemException.invalid(
                "/email", "this is not quite an e-mail address; write it like anna@example.com");
    }

    private static Set<String> disposable() {
        try (InputStream list = MailAddress.class.getResourceAsStream("/form/disposable-domains.txt")) {
            if (list == null) {
                throw new IllegalStateException("the list of disposable domains is not in the jar");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
