package dev.percorso.server.orchestrate;

import dev.percorso.server.RunningPercorso.Answer;
import java.util.Map;

/** Templates of mails, as the interface sends them. */
final class MailTemplates {
    static final String PATH = FlowShop.API + "/templates";
    private static final String MJML =
            "<mjml><mj-body><mj-section><mj-column><mj-text>%s {{ person.firstName }}</mj-text>"
                    + "<mj-button href=\"https://shop.example.org/go?to={{ person.firstName }}\">%s</mj-button>"
                    + "<mj-text><a href=\"{{ unsubscribe_url }}\">x</a></mj-text></mj-column></mj-section></mj-body></mjml>";

    private MailTemplates() {}

    static Map<String, Object> content(String format, Map<String, Object> variants) {
        return Map.of("name", "Greeting", "format", format, "language", "en", "variants", variants);
    }

    static Map<String, Object> twoLanguages(String english, String italian) {
        return content(
                "mjml",
                Map.of(
                        "en",
                        Map.of(
                                "subject",
                                english + " {{ person.firstName }}",
                                "preheader",
                                "Soon",
                                "source",
                                MJML.formatted(english, "Go now")),
                        "it",
                        Map.of(
                                "subject",
                                italian + " {{ person.firstName }}",
                                "preheader",
                                "Presto",
                                "source",
                                MJML.formatted(italian, "Vai"))));
    }

    static Answer save(FlowShop shop, String id, Object content, long revision) throws Exception {
        return shop.server().put(PATH + "/" + id, Map.of("content", content, "revision", revision));
    }
}
