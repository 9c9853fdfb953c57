package dev.percorso.server.survey;

import dev.percorso.server.analyze.SurveyKind;
import dev.percorso.server.analyze.SurveyScale;
import dev.percorso.server.http.Html;
import dev.percorso.server.site.SiteLook;
import dev.percorso.server.survey.SurveyContent.Question;
import dev.percorso.server.survey.SurveyContent.Texts;
import dev.percorso.server.survey.SurveyContent.Wording;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The pages behind a survey's link: plain forms that need no script, work by keyboard and on small screens. */
final class SurveyPage {
    private SurveyPage() {}

    /**
     * The questions.
     *
     * @param given answers so far, by question
     * @param wrong what to put right, when something is
     */
    static String questions(SurveyContent survey, String language, Map<String, String> given, Optional<String> wrong) {
        Texts texts = survey.textsIn(language);
        StringBuilder body = new StringBuilder();
        if (!texts.intro().isBlank()) {
            body.append("<p>").append(Html.escaped(texts.intro())).append("</p>");
        }
        wrong.ifPresent(text -> body.append("<p class=\"wrong\" role=\"alert\">")
                .append(Html.escaped(text))
                .append("</p>"));
        body.append("<form method=\"post\">");
        for (Question question : survey.questions()) {
            body.append(question(question, language, given.getOrDefault(question.id(), "")));
        }
        body.append("<button type=\"submit\">")
                .append(Html.escaped(texts.send()))
                .append("</button></form>");
        return page(language, survey.look(), survey.name(), body.toString());
    }

    private static String question(Question question, String language, String given) {
        Wording wording = Objects.requireNonNull(question.wording().get(language));
        String legend = "<legend>" + Html.escaped(wording.text()) + "</legend>";
        if (question.kind() == SurveyKind.TEXT) {
            return "<fieldset>%s<textarea name=\"%s\" maxlength=\"2000\" aria-label=\"%s\"%s>%s</textarea></fieldset>"
                    .formatted(
                            legend,
                            question.id(),
                            Html.escaped(wording.text()),
                            question.required() ? " required" : "",
                            Html.escaped(given));
        }
        StringBuilder scale = new StringBuilder("<fieldset>" + legend + "<div class=\"scale\">");
        SurveyScale range = question.kind().scale();
        for (int score = (int) range.low(); score <= range.high(); score++) {
            String value = Integer.toString(score);
            String shown = question.kind() != SurveyKind.RATING ? value : score == 1 ? "👍" : "👎";
            String meaning = score == range.low() ? wording.low() : score == range.high() ? wording.high() : "";
            scale.append("<label><input type=\"radio\" name=\"%s\" value=\"%s\" aria-label=\"%s\"%s%s>%s</label>"
                    .formatted(
                            question.id(),
                            value,
                            Html.escaped(meaning.isBlank() ? value : value + ", " + meaning),
                            question.required() ? " required" : "",
                            given.equals(value) ? " checked" : "",
                            shown));
        }
        return scale.append("</div><div class=\"ends\" aria-hidden=\"true\"><span>")
                .append(Html.escaped(wording.low()))
                .append("</span><span>")
                .append(Html.escaped(wording.high()))
                .append("</span></div></fieldset>")
                .toString();
    }

    static String thanks(SurveyContent survey, String language) {
        return page(
                language,
                survey.look(),
                survey.name(),
                "<p role=\"status\">" + Html.escaped(survey.textsIn(language).thanks()) + "</p>");
    }

    /** The link was used already. */
    static String answered(SurveyContent survey, String language) {
        return page(
                language,
                survey.look(),
                survey.name(),
                language.equals("it")
                        ? "<p>Hai già risposto: grazie. La prima risposta è quella che conta.</p>"
                        : "<p>You have answered already, thank you. The first answer is the one that counts.</p>");
    }

    static String ended(boolean italian) {
        return italian
                ? page(
                        "it",
                        SiteLook.PLAIN,
                        "Sondaggio concluso",
                        "<p>Questo sondaggio non accetta più risposte. Nulla è stato registrato.</p>")
                : page(
                        "en",
                        SiteLook.PLAIN,
                        "This survey has ended",
                        "<p>It takes no more answers. Nothing was recorded.</p>");
    }

    static String unknown(boolean italian) {
        return italian
                ? page(
                        "it",
                        SiteLook.PLAIN,
                        "Collegamento non valido",
                        "<p>Il collegamento è incompleto. Aprilo di nuovo dall'e-mail.</p>")
                : page(
                        "en",
                        SiteLook.PLAIN,
                        "This link does not work",
                        "<p>The link is incomplete. Open it again from the e-mail.</p>");
    }

    private static String style(SiteLook look) {
        return """
            :root { color-scheme: light; }
            body { margin: 0; font: 17px/1.5 system-ui, sans-serif; background: %2$s; color: %3$s; }
            main { max-width: 640px; margin: 0 auto; padding: 32px 20px 64px; }
            h1 { font-size: 24px; line-height: 1.3; }
            fieldset { border: 0; margin: 0 0 32px; padding: 0; min-width: 0; }
            legend { font-weight: 650; margin-bottom: 12px; padding: 0; }
            .scale { display: grid; grid-template-columns: repeat(auto-fit, minmax(48px, 1fr)); gap: 6px; }
            .scale label { position: relative; display: grid; place-items: center; min-height: 48px;
              border: 2px solid %1$s; border-radius: 8px; cursor: pointer; }
            .scale input { position: absolute; inset: 0; width: 100%%; height: 100%%; margin: 0; opacity: 0; cursor: pointer; }
            .scale label:has(:checked) { background: %1$s; color: %2$s; }
            .scale label:has(:focus-visible), button:focus-visible, textarea:focus-visible
              { outline: 3px solid %1$s; outline-offset: 2px; }
            .ends { display: flex; justify-content: space-between; gap: 16px; font-size: 14px; margin-top: 6px; }
            textarea { box-sizing: border-box; width: 100%%; min-height: 110px; font: inherit; padding: 10px;
              border: 2px solid %1$s; border-radius: 8px; background: %2$s; color: %3$s; }
            button { min-height: 48px; padding: 10px 28px; border: 0; border-radius: 8px; background: %1$s; color: %2$s;
              font: inherit; font-weight: 650; cursor: pointer; }
            .wrong { border-left: 4px solid #b3261e; padding: 8px 12px; }
            """.formatted(look.accent(), look.background(), look.text());
    }

    private static String page(String language, SiteLook look, String title, String body) {
        return """
                <!doctype html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex"><title>%s</title><style>%s</style></head>
                <body><main><h1>%s</h1>
                %s</main></body>
                </html>
                """.formatted(language, Html.escaped(title), style(look), Html.escaped(title), body);
    }
}
