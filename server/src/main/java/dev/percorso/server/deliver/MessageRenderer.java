package dev.percorso.server.deliver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.liquid.Escaping;
import dev.percorso.liquid.RenderContext;
import dev.percorso.liquid.Template;
import dev.percorso.liquid.TemplateException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Fills the templates of a message with what is known of one person. */
public final class MessageRenderer {
    private static final int TEMPLATES_KEPT = 500;

    private final InstantSource clock;
    private final Cache<String, Template> templates =
            Caffeine.newBuilder().maximumSize(TEMPLATES_KEPT).build();

    public MessageRenderer(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Renders for one person. Templates see {@code person} (traits and e-mail), {@code event} and
     * {@code coupon} of the {@link Occasion}, {@code products}, {@code unsubscribe_url} and {@code preferences_url}; they are
     * in the person's language where there is one. A marketing message that shows the link nowhere
     * gets it at the end.
     *
     * @throws TemplateException when a template does not parse or exceeds its budget
     */
    public RenderedMessage render(
            MessageContent all, Recipient recipient, Optional<String> unsubscribeUrl, Optional<String> preferencesUrl) {
        MessageContent content = all.in(recipient.language());
        Map<String, Object> data = data(content, recipient, unsubscribeUrl);
        data.put("preferences_url", preferencesUrl.orElse(""));
        RenderContext plain = RenderContext.of(clock, System::nanoTime)
                .withZone(recipient.zone())
                .withLocale(content.language().isEmpty() ? Locale.ENGLISH : Locale.of(content.language()));
        RenderContext escaped = plain.withEscaping(Escaping.HTML);
        Template body = template(content.html());
        boolean showsProducts = Stream.of(content.html(), content.subject(), content.text())
                .flatMap(source -> template(source).variables().stream())
                .anyMatch(use -> use.path().startsWith("products."));
        if (showsProducts) {
            data.put("products", products(content, recipient));
        }
        String subject = template(content.subject())
                .render(data, plain)
                .replaceAll("\\s+", " ")
                .strip();
        String html = body.render(data, escaped);
        String text = content.text().isBlank()
                ? PlainText.of(html)
                : template(content.text()).render(data, plain);
        return unsubscribeUrl
                .map(url -> withLink(subject, html, text, url))
                .orElseGet(() -> new RenderedMessage(subject, html, text));
    }

    /**
     * Renders a body that is no HTML for one person.
     *
     * @throws TemplateException when the template does not parse or exceeds its budget
     */
    public String plain(String source, Occasion occasion, Recipient recipient) {
        return rendered(source, occasion, recipient, Escaping.NONE);
    }

    /**
     * Renders a JSON document for one person: values are escaped, so that none ends the text it stands in.
     *
     * @throws TemplateException when the template does not parse or exceeds its budget
     */
    public String json(String source, Occasion occasion, Recipient recipient) {
        return rendered(source, occasion, recipient, Escaping.JSON);
    }

    private String rendered(String source, Occasion occasion, Recipient recipient, Escaping escaping) {
        Map<String, Object> data = data(new MessageContent("", "", "", occasion), recipient, Optional.empty());
        RenderContext context = RenderContext.of(clock, System::nanoTime)
                .withZone(recipient.zone())
                .withEscaping(escaping);
        return template(source).render(data, context);
    }

    /**
     * Fills a template that is no message.
     *
     * @throws TemplateException when it does not parse or exceeds its budget
     */
    public String filled(String source, Map<String, Object> data) {
        return template(source).render(data, RenderContext.of(clock, System::nanoTime));
    }

    /** Checks that a template parses; answers what is wrong, or the empty text. */
    public String problemOf(String source) {
        try {
            template(source);
            return "";
        } catch (TemplateException wrong) {
            return wrong.getMessage() == null ? wrong.problem() : wrong.getMessage();
        }
    }

    private Template template(String source) {
        return templates.get(source, Template::parse);
    }

    private static Map<String, Object> data(
            MessageContent content, Recipient recipient, Optional<String> unsubscribeUrl) {
        Map<String, Object> person = new HashMap<>(recipient.traits());
        person.put("email", recipient.email());
        Map<String, Object> data = new HashMap<>();
        data.put("person", person);
        data.put("event", content.occasion().event());
        data.put("coupon", content.occasion().coupon());
        data.put("unsubscribe_url", unsubscribeUrl.orElse(""));
        return data;
    }

    /** Looked up only for messages that show products. */
    private static Map<String, Object> products(MessageContent content, Recipient recipient) {
        List<Map<String, Object>> ofEvent =
                recipient.products().ofEvent(content.occasion().event());
        List<Map<String, Object>> viewed = recipient.products().viewed();
        List<Map<String, Object>> recommended = recipient.products().recommended();
        return Map.of(
                "event",
                ofEvent.isEmpty() ? viewed : ofEvent,
                "viewed",
                viewed,
                "recommended",
                recommended.isEmpty() ? ofEvent : recommended);
    }

    private static RenderedMessage withLink(String subject, String html, String text, String url) {
        String linkedText = text.contains(url) ? text : text + "\n\n--\nUnsubscribe / Annulla l'iscrizione: " + url;
        if (html.isBlank() || html.contains(url)) {
            return new RenderedMessage(subject, html, linkedText);
        }
        String footer = "<p style=\"font-size:12px;color:#666\"><a href=\"" + url
                + "\">Unsubscribe / Annulla l'iscrizione</a></p>";
        int end = html.toLowerCase(Locale.ROOT).lastIndexOf("</body>");
        String linkedHtml = end < 0 ? html + footer : html.substring(0, end) + footer + html.substring(end);
        return new RenderedMessage(subject, linkedHtml, linkedText);
    }
}
