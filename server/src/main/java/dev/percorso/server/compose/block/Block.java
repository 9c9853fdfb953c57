package dev.percorso.server.compose.block;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/** A piece of an e-mail as its author sees it. Texts are {@link LightText}; ids are the author's and unique in a mail. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Block.Heading.class, name = "heading"),
    @JsonSubTypes.Type(value = Block.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Block.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Block.Button.class, name = "button"),
    @JsonSubTypes.Type(value = Block.Columns.class, name = "columns"),
    @JsonSubTypes.Type(value = Block.Divider.class, name = "divider"),
    @JsonSubTypes.Type(value = Block.Spacer.class, name = "spacer"),
    @JsonSubTypes.Type(value = Block.Products.class, name = "products"),
    @JsonSubTypes.Type(value = Block.Coupon.class, name = "coupon"),
    @JsonSubTypes.Type(value = Block.Social.class, name = "social"),
    @JsonSubTypes.Type(value = Block.Footer.class, name = "footer"),
    @JsonSubTypes.Type(value = Block.Saved.class, name = "saved")
})
public sealed interface Block {
    String id();

    /** Where something stands in its line. */
    enum Align {
        LEFT,
        CENTER,
        RIGHT
    }

    /** A heading of level 1 to 3. */
    record Heading(String id, String text, int level, Align align) implements Block {
        public Heading {
            id = named(id);
            text = text == null ? "" : text;
            require(level >= 1 && level <= 3, "a heading has a 'level' of 1 to 3");
            align = align == null ? Align.LEFT : align;
        }
    }

    /** Paragraphs and lists. */
    record Text(String id, String text, Align align) implements Block {
        public Text {
            id = named(id);
            text = text == null ? "" : text;
            align = align == null ? Align.LEFT : align;
        }
    }

    /**
     * A picture.
     *
     * @param picture that was uploaded; without it {@code url} says where one lies
     * @param alt what it shows, for those who do not see it
     * @param decorative shows nothing that needs words
     * @param width in percent of the room there is
     */
    record Image(
            String id,
            Optional<String> picture,
            String url,
            String alt,
            boolean decorative,
            String link,
            int width,
            Align align)
            implements Block {
        public Image {
            id = named(id);
            picture = picture == null ? Optional.empty() : picture.filter(one -> !one.isBlank());
            url = url == null ? "" : url.strip();
            alt = alt == null ? "" : alt;
            link = link == null ? "" : link.strip();
            require(width >= 10 && width <= 100, "a picture has a 'width' of 10 to 100 percent");
            align = align == null ? Align.CENTER : align;
        }
    }

    /** A button. */
    record Button(String id, String label, String url, Align align, boolean wide) implements Block {
        public Button {
            id = named(id);
            label = label == null ? "" : label;
            url = url == null ? "" : url.strip();
            align = align == null ? Align.LEFT : align;
        }
    }

    /** Two or three columns side by side, below each other on a phone. */
    record Columns(String id, List<List<Block>> columns) implements Block {
        public Columns {
            id = named(id);
            columns = columns == null
                    ? List.of()
                    : columns.stream().map(List::copyOf).toList();
            require(columns.size() == 2 || columns.size() == 3, "there are 2 or 3 columns side by side");
            require(
                    columns.stream().flatMap(List::stream).allMatch(Block::fitsInColumn),
                    "a column holds headings, texts, images, buttons, dividers, spacers and coupons only");
        }
    }

    /** A line across. */
    record Divider(String id) implements Block {
        public Divider {
            id = named(id);
        }
    }

    /** Empty room, in pixels. */
    record Spacer(String id, int height) implements Block {
        public Spacer {
            id = named(id);
            require(height >= 4 && height <= 200, "a spacer has a 'height' of 4 to 200");
        }
    }

    /** Products chosen for the person who reads. */
    record Products(String id, Source source, int most, String label, String url) implements Block {
        /** Which products. */
        public enum Source {
            /** Those of the event that started the flow. */
            EVENT,
            /** Those that the person last looked at. */
            VIEWED,
            /** Those that others looked at or bought together with them. */
            RECOMMENDED
        }

        public Products {
            id = named(id);
            source = source == null ? Source.EVENT : source;
            require(most >= 1 && most <= 6, "1 to 6 products are shown ('most')");
            label = label == null ? "" : label;
            url = url == null ? "" : url.strip();
        }
    }

    /**
     * A code to order with.
     *
     * @param text words above it
     * @param code what is typed at the checkout, or a personal value that holds it, such as <code>{{ coupon.code }}</code> for
     *     the code that the flow gave; nothing is shown without one
     */
    record Coupon(String id, String text, String code) implements Block {
        public Coupon {
            id = named(id);
            text = text == null ? "" : text;
            code = code == null ? "" : code.strip();
        }
    }

    /** Where else the sender is found; the addresses stand in the brand. */
    record Social(String id, Align align) implements Block {
        public Social {
            id = named(id);
            align = align == null ? Align.CENTER : align;
        }
    }

    /** Why one gets this, how to get it no more, and who sends it. */
    record Footer(String id, String text, String unsubscribe, String preferences) implements Block {
        public Footer {
            id = named(id);
            text = text == null ? "" : text;
            unsubscribe = unsubscribe == null || unsubscribe.isBlank() ? "Unsubscribe" : unsubscribe;
            preferences = preferences == null ? "" : preferences;
        }
    }

    /** A block that is kept apart and used by many. */
    record Saved(String id, String block) implements Block {
        public Saved {
            id = named(id);
            block = block == null ? "" : block;
        }
    }

    /** Whether it may stand in a column. */
    private static boolean fitsInColumn(Block block) {
        return switch (block) {
            case Heading _, Text _, Image _, Button _, Divider _, Spacer _, Coupon _ -> true;
            case Columns _, Products _, Social _, Footer _, Saved _ -> false;
        };
    }

    private static String named(String id) {
        require(id != null && !id.isBlank(), "a block needs an 'id'");
        return id;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
