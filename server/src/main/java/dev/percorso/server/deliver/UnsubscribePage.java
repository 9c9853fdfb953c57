package dev.percorso.server.deliver;

import dev.percorso.server.http.Html;
import java.util.List;
import java.util.Set;

/** The pages behind the unsubscribe link, in English and Italian; they need neither script nor style sheet. */
final class UnsubscribePage {
    private UnsubscribePage() {}

    static String question(boolean italian) {
        return italian ? page("it", "Annullare l'iscrizione?", """
                        <p>Non riceverai più e-mail promozionali a questo indirizzo.</p>
                        <form method="post"><button type="submit">Annulla l'iscrizione</button></form>
                        """) : page("en", "Unsubscribe?", """
                        <p>You will no longer get marketing e-mail at this address.</p>
                        <form method="post"><button type="submit">Unsubscribe</button></form>
                        """);
    }

    static String done(boolean italian) {
        return italian
                ? page("it", "Iscrizione annullata", "<p>Non riceverai più e-mail promozionali a questo indirizzo.</p>")
                : page("en", "Unsubscribed", "<p>You will no longer get marketing e-mail at this address.</p>");
    }

    /** Topics to choose; without any, only whether to get marketing at all. */
    static String preferences(boolean italian, List<Topic> topics, Set<String> refused, boolean saved) {
        StringBuilder fields = new StringBuilder();
        for (Topic topic : topics) {
            fields.append("<p><label><input type=\"checkbox\" name=\"topic\" value=\"%s\"%s> %s</label>%s</p>%n"
                    .formatted(
                            topic.id(),
                            refused.contains(topic.id()) ? "" : " checked",
                            Html.escaped(topic.name()),
                            topic.description()
                                    .map(text -> "<br><small>" + Html.escaped(text) + "</small>")
                                    .orElse("")));
        }
        String form = "<form method=\"post\">%s<p><button type=\"submit\">%s</button></p><p><button type=\"submit\""
                + " name=\"all\" value=\"1\">%s</button></p></form>";
        return italian
                ? page(
                        "it",
                        "Le tue preferenze",
                        (saved ? "<p role=\"status\">Salvato.</p>" : "")
                                + form.formatted(fields, "Salva", "Non voglio più e-mail promozionali"))
                : page(
                        "en",
                        "Your preferences",
                        (saved ? "<p role=\"status\">Saved.</p>" : "")
                                + form.formatted(fields, "Save", "No more marketing e-mail at all"));
    }

    static String unknownLink(boolean italian) {
        return italian ? page("it", "Collegamento non valido", """
                        <p>Il collegamento è incompleto: nulla è cambiato. Aprilo di nuovo dall'e-mail, o rispondi
                        all'e-mail e chiedi di non riceverne altre.</p>
                        """) : page("en", "This link does not work", """
                        <p>The link is incomplete; nothing was changed. Open it again from the e-mail, or answer the
                        e-mail and ask not to get more.</p>
                        """);
    }

    private static String page(String language, String title, String body) {
        return """
                <!doctype html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex"><title>%s</title></head>
                <body><main><h1>%s</h1>
                %s</main></body>
                </html>
                """.formatted(language, title, title, body);
    }
}
