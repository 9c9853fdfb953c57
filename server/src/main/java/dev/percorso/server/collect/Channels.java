package dev.percorso.server.collect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The published rule table from campaign parameters, click ids and referrer to a channel. The first rule that fits
 * decides; it sees only what stands on the event itself.
 */
public final class Channels {
    public static final String DIRECT = "direct";
    public static final String REFERRAL = "referral";
    public static final String OTHER = "other";
    static final String ORGANIC_SEARCH = "organicSearch";
    static final String PAID_SEARCH = "paidSearch";
    static final String ORGANIC_SOCIAL = "organicSocial";
    static final String PAID_SOCIAL = "paidSocial";
    static final String EMAIL = "email";

    /**
     * One rule by campaign parameters.
     *
     * @param medium what the medium must be, in lower case; empty for any
     * @param source whom the source must belong to
     */
    public record Rule(String channel, Optional<Pattern> medium, Source source) {}

    /** Families of sources. */
    public enum Source {
        ANY,
        SEARCH,
        SOCIAL,
        EMAIL
    }

    private static final String PAID = ".*cp[acmv].*|ppc|sem|retargeting|paid.*";

    /** By campaign parameters, in order. */
    public static final List<Rule> RULES = List.of(
            rule(PAID_SOCIAL, PAID, Source.SOCIAL),
            rule(PAID_SOCIAL, "paid[ _-]?social|social[ _-]?paid", Source.ANY),
            rule("display", "display|banner|expandable|interstitial|cpm|programmatic", Source.ANY),
            rule(PAID_SEARCH, PAID, Source.ANY),
            rule(EMAIL, "e[ _-]?mail|newsletter|mail", Source.ANY),
            rule("affiliate", "affiliates?|partner", Source.ANY),
            rule("sms", "sms|text", Source.ANY),
            rule("push", ".*push|notification", Source.ANY),
            rule("video", ".*video.*", Source.ANY),
            rule("offline", "offline|print|qr|flyer|store|tv|radio", Source.ANY),
            rule(ORGANIC_SOCIAL, "social|social[ _-](network|media)|sm|organic[ _-]?social", Source.ANY),
            rule(ORGANIC_SOCIAL, "", Source.SOCIAL),
            rule(ORGANIC_SEARCH, "organic|organic[ _-]?search|seo", Source.ANY),
            rule(ORGANIC_SEARCH, "", Source.SEARCH),
            rule(EMAIL, "", Source.EMAIL),
            rule(REFERRAL, "referral|app|link", Source.ANY));

    /** By the click id that an advertising network adds to the address. */
    public static final Map<String, String> CLICK_IDS = Map.ofEntries(
            Map.entry("gclid", PAID_SEARCH),
            Map.entry("gbraid", PAID_SEARCH),
            Map.entry("wbraid", PAID_SEARCH),
            Map.entry("msclkid", PAID_SEARCH),
            Map.entry("yclid", PAID_SEARCH),
            Map.entry("dclid", "display"),
            Map.entry("ttclid", PAID_SOCIAL),
            Map.entry("twclid", PAID_SOCIAL),
            Map.entry("li_fat_id", PAID_SOCIAL),
            Map.entry("epik", PAID_SOCIAL),
            Map.entry("fbclid", ORGANIC_SOCIAL),
            Map.entry("igshid", ORGANIC_SOCIAL));

    private static final Set<String> SEARCH_ENGINES = Set.of(
            "google",
            "bing",
            "duckduckgo",
            "yahoo",
            "ecosia",
            "baidu",
            "yandex",
            "qwant",
            "startpage",
            "virgilio",
            "libero",
            "ask",
            "naver",
            "seznam",
            "brave",
            "kagi",
            "arianna");
    private static final Set<String> SOCIAL_NETWORKS = Set.of(
            "facebook",
            "fb",
            "instagram",
            "ig",
            "twitter",
            "x",
            "t",
            "linkedin",
            "lnkd",
            "pinterest",
            "tiktok",
            "youtube",
            "youtu",
            "reddit",
            "snapchat",
            "threads",
            "mastodon",
            "whatsapp",
            "telegram",
            "quora",
            "tumblr",
            "vk",
            "bsky",
            "discord",
            "messenger",
            "meta");
    private static final Set<String> MAIL_HOSTS = Set.of(
            "mail.google.com",
            "outlook.live.com",
            "outlook.office.com",
            "outlook.office365.com",
            "mail.yahoo.com",
            "webmail.libero.it",
            "mail.libero.it",
            "mail.proton.me",
            "app.fastmail.com");
    private static final Set<String> MAIL_SOURCES =
            Set.of("email", "e-mail", "e_mail", "newsletter", "mailchimp", "klaviyo", "brevo", "sendinblue", "mailup");
    private static final Set<String> SECOND_LEVELS = Set.of("co", "com", "org", "net", "ac", "gov", "edu");

    private Channels() {}

    private static Rule rule(String channel, String medium, Source source) {
        return new Rule(channel, medium.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(medium)), source);
    }

    /**
     * What stands on an event about where the person came from.
     *
     * @param clickId name of the first known click id in the address
     * @param referrer address of the page before; empty when there was none
     * @param page address of the page itself
     */
    public record Origin(
            Optional<String> utmSource,
            Optional<String> utmMedium,
            Optional<String> utmCampaign,
            Optional<String> clickId,
            String referrer,
            String page) {}

    /**
     * The channel that brought the person to this event; empty when the event says nothing of it, as inside a site.
     *
     * @param isPage whether no referrer means that the person came directly
     */
    public static Optional<String> channel(Origin origin, boolean isPage) {
        if (origin.utmSource().isPresent() || origin.utmMedium().isPresent()) {
            return Optional.of(byCampaign(lower(origin.utmSource()), lower(origin.utmMedium())));
        }
        if (origin.clickId().isPresent()) {
            return origin.clickId().map(CLICK_IDS::get);
        }
        if (origin.utmCampaign().isPresent()) {
            return Optional.of(OTHER);
        }
        return byReferrer(host(origin.referrer()), host(origin.page()), isPage);
    }

    private static String lower(Optional<String> text) {
        return text.map(value -> value.strip().toLowerCase(Locale.ROOT)).orElse("");
    }

    private static String byCampaign(String source, String medium) {
        for (Rule rule : RULES) {
            boolean isMedium =
                    rule.medium().map(form -> form.matcher(medium).matches()).orElse(medium.isEmpty());
            if (isMedium && belongs(source, rule.source())) {
                return rule.channel();
            }
        }
        return OTHER;
    }

    private static boolean belongs(String source, Source family) {
        return switch (family) {
            case ANY -> true;
            case SEARCH -> SEARCH_ENGINES.contains(brand(source));
            case SOCIAL -> SOCIAL_NETWORKS.contains(brand(source));
            case EMAIL -> MAIL_SOURCES.contains(source);
        };
    }

    private static Optional<String> byReferrer(String referrer, String page, boolean isPage) {
        if (referrer.isEmpty()) {
            return isPage ? Optional.of(DIRECT) : Optional.empty();
        }
        if (domain(referrer).equals(domain(page))) {
            return Optional.empty();
        }
        if (MAIL_HOSTS.contains(referrer)) {
            return Optional.of(EMAIL);
        }
        String brand = brand(referrer);
        if (SEARCH_ENGINES.contains(brand)) {
            return Optional.of(ORGANIC_SEARCH);
        }
        return Optional.of(SOCIAL_NETWORKS.contains(brand) ? ORGANIC_SOCIAL : REFERRAL);
    }

    /** The host of an address, in lower case, without a leading {@code www.}; empty when there is none. */
    static String host(String address) {
        int scheme = address.indexOf("://");
        if (scheme < 0) {
            return "";
        }
        int start = scheme + 3;
        int end = start;
        while (end < address.length() && "/?#:".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return site(address.substring(start, end).toLowerCase(Locale.ROOT));
    }

    private static String site(String host) {
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    /** {@code google} of {@code www.google.co.uk}; a name without dots is its own brand. */
    private static String brand(String host) {
        String[] labels = host.split("\\.", -1);
        return labels[brandIndex(labels)];
    }

    /** {@code google.co.uk} of {@code www.google.co.uk}. */
    private static String domain(String host) {
        String[] labels = host.split("\\.", -1);
        return String.join(".", Arrays.asList(labels).subList(brandIndex(labels), labels.length));
    }

    private static int brandIndex(String[] labels) {
        int brand = labels.length - 2;
        if (brand > 0 && SECOND_LEVELS.contains(labels[brand])) {
            brand--;
        }
        return Math.max(brand, 0);
    }
}
