package dev.percorso.server.deliver.sender;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Looks up what receivers of e-mail look up: who may send for a domain (SPF, RFC 7208), the key that signs (DKIM,
 * RFC 6376), and what to do with the rest (DMARC, RFC 7489).
 */
final class DomainCheck {
    private final Dns dns;

    DomainCheck(Dns dns) {
        this.dns = dns;
    }

    /** Which record. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    enum Kind {
        SPF,
        DKIM,
        DMARC
    }

    /** What was found; the interface says of each what to do. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    enum Finding {
        GOOD(true),
        /** The DNS did not answer. */
        UNANSWERED(false),
        MISSING(false),
        /** There is more than one record, so that none counts. */
        SEVERAL(false),
        /** Everybody may send. */
        OPEN(false),
        /** It says nothing of all the others. */
        ENDLESS(false),
        /** The record holds another key. */
        OTHER_KEY(false),
        REVOKED(false),
        /** It only watches. */
        WATCHING(true),
        /** Nobody gets its reports. */
        WITHOUT_REPORTS(true),
        WRONG(false);

        private final boolean works;

        Finding(boolean works) {
            this.works = works;
        }
    }

    /**
     * A record and what is to be said of it.
     *
     * @param works whether it does what it should, if not as well as it could
     */
    record Checked(Kind kind, String name, List<String> found, Finding finding, boolean works) {
        Checked(Kind kind, String name, List<String> found, Finding finding) {
            this(kind, name, found, finding, finding.works);
        }
    }

    /** All checks of a domain. */
    record Result(String domain, List<Checked> checks) {}

    Result check(String domain, String selector, String publicKey) {
        return new Result(
                domain, List.of(spf(domain), dkim(selector + "._domainkey." + domain, publicKey), dmarc(domain)));
    }

    private Checked spf(String domain) {
        return look(Kind.SPF, domain, "v=spf1", text -> {
            String all = "";
            for (String term : text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
                if (term.matches("[-+~?]?all")) {
                    all = term;
                }
                if (term.startsWith("redirect=")) {
                    all = "redirect";
                }
            }
            return switch (all) {
                case "-all", "~all", "redirect" -> Finding.GOOD;
                case "all", "+all", "?all" -> Finding.OPEN;
                default -> Finding.ENDLESS;
            };
        });
    }

    private Checked dkim(String name, String publicKey) {
        return look(Kind.DKIM, name, "", text -> {
            String key = tag(text, "p");
            if (tag(text, "p").isEmpty()) {
                return text.contains("p=") ? Finding.REVOKED : Finding.WRONG;
            }
            return key.equals(publicKey) ? Finding.GOOD : Finding.OTHER_KEY;
        });
    }

    /**
     * The record of the domain, else of the nearest above it, up to two labels: the organisational domain of RFC 7489,
     * section 6.6.3, or what lies between. No list of public suffixes is needed for that, since those have no records.
     */
    private Checked dmarc(String domain) {
        Checked own = look(Kind.DMARC, "_dmarc." + domain, "v=dmarc1", text -> judged(text, tag(text, "p")));
        Checked nearest = own;
        String above = domain;
        while (nearest.finding() == Finding.MISSING && above.indexOf('.') != above.lastIndexOf('.')) {
            above = above.substring(above.indexOf('.') + 1);
            nearest = look(Kind.DMARC, "_dmarc." + above, "v=dmarc1", DomainCheck::judgedForSubdomains);
        }
        return nearest.finding() == Finding.MISSING ? own : nearest;
    }

    private static Finding judgedForSubdomains(String text) {
        String policy = tag(text, "p");
        return judged(text, policy.isEmpty() || tag(text, "sp").isEmpty() ? policy : tag(text, "sp"));
    }

    private static Finding judged(String text, String policy) {
        return switch (policy.toLowerCase(Locale.ROOT)) {
            case "quarantine", "reject" -> tag(text, "rua").isEmpty() ? Finding.WITHOUT_REPORTS : Finding.GOOD;
            case "none" -> Finding.WATCHING;
            default -> Finding.WRONG;
        };
    }

    private interface Judge {
        Finding of(String text);
    }

    private Checked look(Kind kind, String name, String start, Judge judge) {
        List<String> found;
        try {
            found = new ArrayList<>(dns.texts(name));
        } catch (Dns.UnansweredException silent) {
            return new Checked(kind, name, List.of(), Finding.UNANSWERED);
        }
        found.removeIf(text -> !text.toLowerCase(Locale.ROOT).strip().startsWith(start));
        if (found.isEmpty()) {
            return new Checked(kind, name, found, Finding.MISSING);
        }
        return new Checked(
                kind, name, List.copyOf(found), found.size() > 1 ? Finding.SEVERAL : judge.of(found.getFirst()));
    }

    /** The value of a tag such as {@code p=…}, without blanks. */
    private static String tag(String text, String name) {
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
                return part.substring(equals + 1).replaceAll("\\s", "");
            }
        }
        return "";
    }
}
