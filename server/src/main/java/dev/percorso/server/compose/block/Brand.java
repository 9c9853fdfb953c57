package dev.percorso.server.compose.block;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the mail of a workspace looks and who it says it is from.
 *
 * @param logo id of an uploaded picture
 * @param site where the logo leads; empty for nowhere
 * @param address postal address, which marketing must show
 * @param tone how texts are to sound, for those who write them
 */
public record Brand(
        String name,
        Optional<String> logo,
        String site,
        Colours colours,
        Font font,
        Shape buttons,
        String address,
        String tone,
        List<SocialLink> social) {
    /** Until somebody says otherwise. */
    public static final Brand PLAIN =
            new Brand("", Optional.empty(), "", Colours.PLAIN, Font.SANS, Shape.ROUNDED, "", "", List.of());

    private static final int LONGEST = 2_000;
    private static final int MOST_LINKS = 10;

    /** Colours as {@code #rrggbb}. */
    public record Colours(String page, String paper, String text, String accent, String onAccent) {
        private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
        static final Colours PLAIN = new Colours("#f4f4f2", "#ffffff", "#26302f", "#0f766e", "#ffffff");

        public Colours {
            for (String colour : new String[] {page, paper, text, accent, onAccent}) {
                // Nothing of Brand may be used here: its plain colours would not be there yet.
                if (colour == null || !COLOUR.matcher(colour).matches()) {
                    throw new IllegalArgumentException("a colour is written like #0f766e, with six digits");
                }
            }
        }
    }

    /** Families that every mail program has. */
    public enum Font {
        SANS("Helvetica, Arial, sans-serif"),
        HUMANIST("Verdana, Geneva, sans-serif"),
        MODERN("'Trebuchet MS', Tahoma, sans-serif"),
        SERIF("Georgia, 'Times New Roman', serif"),
        MONOSPACE("'Courier New', Courier, monospace");

        private final String families;

        Font(String families) {
            this.families = families;
        }

        String families() {
            return families;
        }
    }

    /** Corners of buttons. */
    public enum Shape {
        SQUARE("0"),
        ROUNDED("6px"),
        PILL("24px");

        private final String radius;

        Shape(String radius) {
            this.radius = radius;
        }

        String radius() {
            return radius;
        }
    }

    /** Where else the sender is found. */
    public record SocialLink(Network network, String url) {
        public SocialLink {
            require(network != null, "a link needs its 'network'");
            url = url == null ? "" : url.strip();
            require(
                    url.startsWith("https://") || url.startsWith("http://"),
                    "the 'url' of a link begins with https://");
        }
    }

    /** Where senders are found. */
    public enum Network {
        FACEBOOK("Facebook"),
        INSTAGRAM("Instagram"),
        LINKEDIN("LinkedIn"),
        YOUTUBE("YouTube"),
        TIKTOK("TikTok"),
        X("X"),
        WHATSAPP("WhatsApp"),
        WEB("Web");

        private final String label;

        Network(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    public Brand {
        name = name == null ? "" : name.strip();
        logo = logo == null ? Optional.empty() : logo.filter(one -> !one.isBlank());
        site = site == null ? "" : site.strip();
        require(site.isEmpty() || LightText.isAddress(site), "the 'site' begins with https://");
        colours = colours == null ? Colours.PLAIN : colours;
        font = font == null ? Font.SANS : font;
        buttons = buttons == null ? Shape.ROUNDED : buttons;
        address = address == null ? "" : address;
        tone = tone == null ? "" : tone;
        social = social == null ? List.of() : List.copyOf(social);
        require(
                name.length() <= LONGEST && address.length() <= LONGEST && tone.length() <= LONGEST,
                "name, address and tone have at most 2,000 characters each");
        require(social.size() <= MOST_LINKS, "a brand has at most 10 links");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
