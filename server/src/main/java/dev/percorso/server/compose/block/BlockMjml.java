package dev.percorso.server.compose.block;

import dev.percorso.server.compose.block.Block.Align;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Writes blocks as MJML in the look of a brand. Liquid in their texts stays Liquid. */
public final class BlockMjml {
    /** What a flow gave on the way; the block is left out where it gave none. */
    private static final String CODE_OF_FLOW = "coupon.code";

    private static final String DARK_PAGE = "#141817";
    private static final String DARK_PAPER = "#1f2524";
    private static final String DARK_TEXT = "#e8ecea";
    private static final int[] HEADING_SIZES = {28, 22, 18};

    private final Brand brand;
    private final Function<String, Optional<List<Block>>> saved;
    private final UnaryOperator<String> pictures;
    private final String currency;
    private final StringBuilder mjml = new StringBuilder();

    /**
     * @param saved blocks that are kept apart, by id
     * @param pictures where an uploaded picture lies, by id
     * @param currency of prices, ISO 4217
     */
    public BlockMjml(
            Brand brand,
            Function<String, Optional<List<Block>>> saved,
            UnaryOperator<String> pictures,
            String currency) {
        this.brand = brand;
        this.saved = saved;
        this.pictures = pictures;
        this.currency = currency;
    }

    /** The MJML of a whole mail. */
    public String mjml(List<Block> blocks) {
        mjml.setLength(0);
        head();
        mjml.append("<mj-body width=\"600px\" css-class=\"page\" background-color=\"")
                .append(brand.colours().page())
                .append("\">");
        logo();
        sections(spread(blocks));
        mjml.append("</mj-body></mjml>");
        return mjml.toString();
    }

    /** The blocks with saved ones in their place. */
    private List<Block> spread(List<Block> blocks) {
        List<Block> all = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.Saved one) {
                // A saved block holds no saved ones, so this ends.
                saved.apply(one.block()).ifPresent(all::addAll);
            } else {
                all.add(block);
            }
        }
        return all;
    }

    private void head() {
        Brand.Colours colours = brand.colours();
        String font = LightText.attribute(brand.font().families());
        mjml.append("<mjml><mj-head><mj-attributes><mj-all font-family=\"")
                .append(font)
                .append("\" /><mj-text font-size=\"16px\" line-height=\"1.5\" padding=\"8px 24px\" color=\"")
                .append(colours.text())
                .append(
                        "\" /><mj-button font-size=\"16px\" font-weight=\"600\" inner-padding=\"12px 24px\" padding=\"12px 24px\""
                                + " background-color=\"")
                .append(colours.accent())
                .append("\" color=\"")
                .append(colours.onAccent())
                .append("\" border-radius=\"")
                .append(brand.buttons().radius())
                .append("\" /><mj-section padding=\"8px 0\" /></mj-attributes>");
        // Mail programs that know a dark mode are told how it looks; the others keep the light one.
        mjml.append("<mj-style>:root{color-scheme:light dark;supported-color-schemes:light dark}")
                .append(
                        ".t p{margin:0 0 12px}.t p:last-child{margin-bottom:0}.t ul,.t ol{margin:0 0 12px;padding-left:24px}.t a{color:")
                .append(colours.accent())
                .append("}@media (prefers-color-scheme:dark){body,body>div,.page,.foot{background:")
                .append(DARK_PAGE)
                .append("!important}.paper,.paper>table{background:")
                .append(DARK_PAPER)
                .append("!important;background-color:")
                .append(DARK_PAPER)
                .append("!important}.t div,.t a,.t h1,.t h2,.t h3{color:")
                .append(DARK_TEXT)
                .append("!important}}</mj-style></mj-head>");
    }

    /** The picture, else the name as a word. */
    private void logo() {
        if (brand.logo().isEmpty() && !brand.name().isBlank()) {
            openSection();
            mjml.append(
                            "<mj-text css-class=\"t\" font-size=\"20px\" font-weight=\"700\" padding=\"16px 24px 8px\" color=\"")
                    .append(brand.colours().accent())
                    .append("\">")
                    .append(LightText.attribute(brand.name()))
                    .append("</mj-text>");
            closeSection();
        }
        brand.logo().ifPresent(logo -> {
            openSection();
            mjml.append("<mj-image align=\"center\" width=\"160px\" padding=\"16px 24px\" src=\"")
                    .append(LightText.attribute(pictures.apply(logo)))
                    .append("\" alt=\"")
                    .append(LightText.attribute(brand.name()))
                    .append('"');
            if (!brand.site().isEmpty()) {
                mjml.append(" href=\"").append(LightText.address(brand.site())).append('"');
            }
            mjml.append(" />");
            closeSection();
        });
    }

    private void sections(List<Block> blocks) {
        boolean isOpen = false;
        for (Block block : blocks) {
            boolean whole =
                    block instanceof Block.Columns || block instanceof Block.Products || block instanceof Block.Footer;
            if (isOpen == whole) {
                if (whole) {
                    closeSection();
                } else {
                    openSection();
                }
                isOpen = !whole;
            }
            write(block);
        }
        if (isOpen) {
            closeSection();
        }
    }

    private void openRow() {
        mjml.append("<mj-section css-class=\"paper\" background-color=\"")
                .append(brand.colours().paper())
                .append("\">");
    }

    private void openSection() {
        openRow();
        mjml.append("<mj-column>");
    }

    private void closeSection() {
        mjml.append("</mj-column></mj-section>");
    }

    private void write(Block block) {
        switch (block) {
            case Block.Heading heading -> heading(heading);
            case Block.Text text -> text(LightText.html(text.text()), text.align(), "");
            case Block.Image image -> image(image);
            case Block.Button button -> button(button.label(), button.url(), button.align(), button.wide());
            case Block.Columns columns -> columns(columns);
            case Block.Divider _ ->
                mjml.append("<mj-divider border-width=\"1px\" border-color=\"#c9cfcd\" padding=\"12px 24px\" />");
            case Block.Spacer spacer ->
                mjml.append("<mj-spacer height=\"").append(spacer.height()).append("px\" />");
            case Block.Products products -> products(products);
            case Block.Coupon coupon -> coupon(coupon);
            case Block.Social social -> social(social);
            case Block.Footer footer -> footer(footer);
            case Block.Saved _ -> {}
        }
    }

    private void heading(Block.Heading heading) {
        String tag = "h" + heading.level();
        text(
                "<" + tag + " style=\"margin:0;line-height:1.25;font-size:" + HEADING_SIZES[heading.level() - 1]
                        + "px\">" + LightText.line(heading.text()) + "</" + tag + ">",
                heading.align(),
                "");
    }

    private void text(String html, Align align, String more) {
        mjml.append("<mj-text css-class=\"t\" align=\"")
                .append(LightText.lower(align))
                .append('"')
                .append(more)
                .append('>')
                .append(html)
                .append("</mj-text>");
    }

    private void image(Block.Image image) {
        String source = image.picture().map(pictures).orElse(image.url());
        if (source.isBlank()) {
            return;
        }
        mjml.append("<mj-image padding=\"8px 24px\" src=\"")
                .append(LightText.attribute(source))
                .append("\" alt=\"")
                .append(image.decorative() ? "" : LightText.attribute(image.alt()))
                .append("\" align=\"")
                .append(LightText.lower(image.align()))
                .append("\" width=\"")
                .append(552 * image.width() / 100)
                .append("px\"");
        if (!image.link().isBlank()) {
            mjml.append(" href=\"").append(LightText.address(image.link())).append('"');
        }
        mjml.append(" />");
    }

    private void button(String label, String url, Align align, boolean wide) {
        mjml.append("<mj-button align=\"")
                .append(LightText.lower(align))
                .append("\" href=\"")
                .append(LightText.address(url))
                .append(wide ? "\" width=\"100%\">" : "\">")
                .append(LightText.line(label))
                .append("</mj-button>");
    }

    private void columns(Block.Columns columns) {
        openRow();
        for (List<Block> column : columns.columns()) {
            mjml.append("<mj-column>");
            column.forEach(this::write);
            mjml.append("</mj-column>");
        }
        mjml.append("</mj-section>");
    }

    private void products(Block.Products products) {
        String list = "products." + LightText.lower(products.source());
        mjml.append("{% for product in ")
                .append(list)
                .append(" limit: ")
                .append(products.most())
                .append(" %}{% if product.image %}");
        openRow();
        mjml.append("<mj-column width=\"35%\" vertical-align=\"middle\"><mj-image padding=\"8px 24px\""
                + " src=\"{{ product.image }}\" alt=\"{{ product.name }}\" /></mj-column>"
                + "<mj-column width=\"65%\" vertical-align=\"middle\">");
        product(products);
        closeSection();
        mjml.append("{% else %}");
        openSection();
        product(products);
        closeSection();
        mjml.append("{% endif %}{% endfor %}");
    }

    private void product(Block.Products products) {
        text(
                "<strong>{{ product.name }}</strong>{% if product.price %}<br />{{ product.price | money: '" + currency
                        + "' }}{% endif %}",
                Align.LEFT,
                "");
        if (!products.label().isBlank()) {
            String url = products.url().isBlank() ? "{{ product.url }}" : products.url();
            mjml.append(products.url().isBlank() ? "{% if product.url %}" : "{% if true %}");
            button(products.label(), url, Align.LEFT, false);
            mjml.append("{% endif %}");
        }
    }

    private void coupon(Block.Coupon coupon) {
        if (coupon.code().isEmpty()) {
            return;
        }
        boolean isOfFlow = coupon.code().contains(CODE_OF_FLOW);
        mjml.append(isOfFlow ? "{% if " + CODE_OF_FLOW + " %}" : "");
        text(LightText.html(coupon.text()), Align.CENTER, "");
        text(
                "<span style=\"display:inline-block;padding:12px 24px;border:2px dashed "
                        + brand.colours().accent()
                        + ";font-size:20px;font-weight:700;letter-spacing:2px\">" + LightText.line(coupon.code())
                        + "</span>",
                Align.CENTER,
                "");
        mjml.append(isOfFlow ? "{% endif %}" : "");
    }

    /** As words: a picture for each network would have to be fetched from somewhere. */
    private void social(Block.Social social) {
        List<String> links = brand.social().stream()
                .map(link -> "<a href=\"" + LightText.address(link.url()) + "\">"
                        + link.network().label() + "</a>")
                .toList();
        if (!links.isEmpty()) {
            text("<p>" + String.join(" &nbsp;·&nbsp; ", links) + "</p>", social.align(), "");
        }
    }

    private void footer(Block.Footer footer) {
        mjml.append("<mj-section css-class=\"foot\"><mj-column>");
        StringBuilder html = new StringBuilder(LightText.html(footer.text()));
        String sender = brand.address().isBlank() ? brand.name() : brand.address();
        if (!sender.isBlank()) {
            html.append("<p>")
                    .append(LightText.attribute(sender).replaceAll("\\R", "<br />"))
                    .append("</p>");
        }
        html.append("{% if unsubscribe_url != blank %}<p><a href=\"{{ unsubscribe_url }}\">")
                .append(LightText.line(footer.unsubscribe()))
                .append("</a>");
        if (!footer.preferences().isBlank()) {
            html.append(" &nbsp;·&nbsp; <a href=\"{{ preferences_url }}\">")
                    .append(LightText.line(footer.preferences()))
                    .append("</a>");
        }
        html.append("</p>{% endif %}");
        text(html.toString(), Align.CENTER, " font-size=\"13px\"");
        mjml.append("</mj-column></mj-section>");
    }
}
