package dev.percorso.server.form;

import static dev.percorso.server.http.Html.escaped;

import dev.percorso.server.deliver.Topic;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.site.SiteLook;
import java.util.List;
import java.util.Optional;

/** A form's own page and the pages behind its link: they need no script, work by keyboard and on small screens. */
final class FormPage {
    private FormPage() {}

    /**
     * The form.
     *
     * @param given what was written so far
     * @param wrong what to put right, when something is
     */
    static String form(
            FormContent form, String language, List<Topic> topics, Entry given, String issued, Optional<String> wrong) {
        FormContent.Texts texts = form.textsIn(language);
        StringBuilder body = new StringBuilder();
        if (!texts.intro().isEmpty()) {
            body.append("<p>").append(escaped(texts.intro())).append("</p>");
        }
        wrong.ifPresent(text -> body.append("<p class=\"wrong\" role=\"alert\">")
                .append(escaped(text))
                .append("</p>"));
        body.append("<form method=\"post\"><input type=\"hidden\" name=\"issued\" value=\"")
                .append(escaped(issued))
                .append(
                        "\"><p class=\"trap\" aria-hidden=\"true\"><label>Website <input name=\"website\" tabindex=\"-1\"")
                .append(" autocomplete=\"off\"></label></p>")
                .append(field("email", "email", texts.email(), given.email(), "email", true));
        for (FormContent.Field field : form.fields()) {
            body.append(field(
                    "t." + field.trait(),
                    "text",
                    field.label().getOrDefault(language, ""),
                    given.traits().getOrDefault(field.trait(), ""),
                    autocomplete(field.trait()),
                    field.required()));
        }
        if (!topics.isEmpty()) {
            body.append("<fieldset><legend>")
                    .append(language.equals("it") ? "Argomenti" : "Topics")
                    .append("</legend>");
            for (Topic topic : topics) {
                body.append(
                        box("topic", topic.id(), topic.name(), given.topics().contains(topic.id()), false));
            }
            body.append("</fieldset>");
        }
        for (FormContent.Asked asked : form.consents()) {
            boolean isNeeded = asked.purpose() == Purpose.EMAIL;
            body.append(box(
                    "purpose",
                    asked.purpose().name(),
                    asked.text().getOrDefault(language, ""),
                    given.purposes().contains(asked.purpose()),
                    isNeeded));
        }
        body.append("<button type=\"submit\">").append(escaped(texts.send())).append("</button></form>");
        return page(language, form.look(), texts.title(), body.toString(), "");
    }

    /** What browsers fill in by themselves. */
    static String autocomplete(String trait) {
        return switch (trait) {
            case "name" -> "name";
            case "first_name", "firstName" -> "given-name";
            case "last_name", "lastName" -> "family-name";
            case "phone" -> "tel";
            case "city" -> "address-level2";
            case "zip", "postal_code" -> "postal-code";
            case "company" -> "organization";
            default -> "on";
        };
    }

    private static String field(
            String name, String type, String label, String value, String autocomplete, boolean required) {
        return "<p><label>%s<input type=\"%s\" name=\"%s\" value=\"%s\" maxlength=\"254\" autocomplete=\"%s\"%s></label></p>"
                .formatted(
                        escaped(label), type, escaped(name), escaped(value), autocomplete, required ? " required" : "");
    }

    private static String box(String name, String value, String label, boolean ticked, boolean required) {
        return "<p class=\"box\"><label><input type=\"checkbox\" name=\"%s\" value=\"%s\"%s%s> <span>%s</span></label></p>"
                .formatted(name, escaped(value), ticked ? " checked" : "", required ? " required" : "", escaped(label));
    }

    /** After sending, whoever it was. */
    static String thanks(FormContent form, String language) {
        FormContent.Texts texts = form.textsIn(language);
        // A redirect of the answer itself would be held back by the policy that forms stay on this server.
        String onward = form.redirect().isEmpty()
                ? ""
                : "<meta http-equiv=\"refresh\" content=\"1;url=" + escaped(form.redirect()) + "\">";
        String link = form.redirect().isEmpty()
                ? ""
                : "<p><a href=\"%s\">%s</a></p>"
                        .formatted(escaped(form.redirect()), language.equals("it") ? "Continua" : "Continue");
        return page(
                language,
                form.look(),
                texts.title(),
                "<p role=\"status\">" + escaped(texts.thanks()) + "</p>" + link,
                onward);
    }

    /** Behind the link: only the button confirms. */
    static String question(FormContent form, String language, String address) {
        FormContent.Texts texts = form.textsIn(language);
        return page(
                language,
                form.look(),
                texts.title(),
                "<p>%s</p><form method=\"post\"><button type=\"submit\">%s</button></form>"
                        .formatted(
                                (language.equals("it") ? "Confermi l'iscrizione di %s?" : "Subscribe %s?")
                                        .formatted("<strong>" + escaped(address) + "</strong>"),
                                escaped(texts.confirm())),
                "");
    }

    static String confirmed(FormContent form, String language) {
        FormContent.Texts texts = form.textsIn(language);
        return page(
                language, form.look(), texts.title(), "<p role=\"status\">" + escaped(texts.confirmed()) + "</p>", "");
    }

    static String ended(boolean italian) {
        return italian
                ? page(
                        "it",
                        SiteLook.PLAIN,
                        "Collegamento scaduto",
                        "<p>È troppo tardi per confermare con questo collegamento: nulla è stato registrato. Iscriviti di"
                                + " nuovo e riceverai un'altra e-mail.</p>",
                        "")
                : page(
                        "en",
                        SiteLook.PLAIN,
                        "This link has expired",
                        "<p>It is too late to confirm by this link; nothing was recorded. Subscribe again, and another"
                                + " e-mail comes.</p>",
                        "");
    }

    static String unknown(boolean italian) {
        return italian
                ? page(
                        "it",
                        SiteLook.PLAIN,
                        "Collegamento non valido",
                        "<p>Il collegamento è incompleto o il modulo non c'è più: nulla è cambiato.</p>",
                        "")
                : page(
                        "en",
                        SiteLook.PLAIN,
                        "This link does not work",
                        "<p>The link is incomplete, or the form is gone; nothing was changed.</p>",
                        "");
    }

    private static String style(SiteLook look) {
        return """
            :root { color-scheme: light; }
            body { margin: 0; font: 17px/1.5 system-ui, sans-serif; background: %2$s; color: %3$s; overflow-wrap: anywhere; }
            main { max-width: 560px; margin: 0 auto; padding: 32px 20px 64px; }
            h1 { font-size: 24px; line-height: 1.3; }
            a { color: inherit; }
            label { display: block; font-weight: 600; }
            fieldset { border: 0; margin: 0 0 16px; padding: 0; min-width: 0; }
            legend { font-weight: 650; padding: 0; }
            input:not([type=checkbox]) { display: block; box-sizing: border-box; width: 100%%; min-height: 48px; margin-top: 4px;
              padding: 8px 12px; font: inherit; border: 2px solid %1$s; border-radius: 8px; background: %2$s; color: %3$s; }
            .box label { display: grid; grid-template-columns: 28px 1fr; align-items: start; font-weight: 400; }
            .box input { width: 20px; height: 20px; margin: 3px 0 0; accent-color: %1$s; }
            .trap { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden; }
            button { min-height: 48px; padding: 10px 28px; border: 0; border-radius: 8px; background: %1$s; color: %2$s;
              font: inherit; font-weight: 650; cursor: pointer; }
            input:focus-visible, button:focus-visible { outline: 3px solid %1$s; outline-offset: 2px; }
            .wrong { border-left: 4px solid #b3261e; padding: 8px 12px; }
            """.formatted(look.accent(), look.background(), look.text());
    }

    private static String page(String language, SiteLook look, String title, String body, String head) {
        return """
                <!doctype html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>%s<style>%s</style></head>
                <body><main><h1>%s</h1>
                %s</main></body>
                </html>
                """.formatted(language, escaped(title), head, style(look), escaped(title), body);
    }
}
