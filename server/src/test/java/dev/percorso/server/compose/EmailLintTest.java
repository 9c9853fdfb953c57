package dev.percorso.server.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.compose.block.Block;
import dev.percorso.server.compose.block.Brand;
import dev.percorso.server.deliver.MessageContent.Wording;
import dev.percorso.server.deliver.RenderedMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EmailLintTest {
    private static final String GOOD = "<html lang=\"it\"><body><h1>Ciao {{ person.name | default: 'a te' }}</h1>"
            + "<p>Sixty letters and more of text that people may read without any picture.</p>"
            + "<img src=\"https://a.example/a.png\" alt=\"A cup\"><img src=\"https://a.example/b.png\" alt=\"\">"
            + "<a href=\"https://a.example\">Go</a><a href=\"{{ unsubscribe_url }}\">No more</a></body></html>";

    private static Set<String> codes(String subject, String preheader, String html) {
        return findings(subject, preheader, html).stream()
                .map(EmailLint.Finding::code)
                .collect(Collectors.toSet());
    }

    private static List<EmailLint.Finding> findings(String subject, String preheader, String html) {
        TemplateContent.Variant variant =
                new TemplateContent.Variant(subject, preheader, Optional.empty(), html, List.of());
        TemplateContent content = new TemplateContent("x", TemplateContent.Format.HTML, "en", Map.of("en", variant));
        return EmailLint.of(
                content,
                variant,
                new Wording("en", subject, html, ""),
                new RenderedMessage(subject, html, "text"),
                Brand.PLAIN);
    }

    @Test
    void shouldFindNothingInAGoodMail() {
        assertEquals(Set.of(), codes("Your order is on its way", "It left today", GOOD));
    }

    @Test
    void shouldFindEachFaultAndNoOther() {
        assertEquals(Set.of("noSubject", "noPreheader"), codes("", "", GOOD));
        assertEquals(Set.of("loudSubject"), codes("LAST CHANCE TODAY", "x", GOOD));
        assertEquals(Set.of("loudSubject"), codes("Only today!!", "x", GOOD));
        assertEquals(Set.of("longSubject"), codes("word ".repeat(13), "x", GOOD));
        assertEquals(
                Set.of("noUnsubscribe", "leadsNowhere"), codes("x", "x", GOOD.replace("{{ unsubscribe_url }}", "#")));
        assertEquals(Set.of("noAlt"), codes("x", "x", GOOD.replace(" alt=\"\"", "")));
        assertEquals(Set.of("onlyPictures"), codes("x", "x", GOOD.replaceAll("<p>.*</p>", "")));
        assertEquals(
                Set.of("insecureLink"), codes("x", "x", GOOD.replace("https://a.example\"", "http://a.example\"")));
        assertEquals(Set.of("linkWithoutWords"), codes("x", "x", GOOD.replace(">Go<", "> <")));
        assertEquals(Set.of("noLanguage"), codes("x", "x", GOOD.replace(" lang=\"it\"", "")));
        assertEquals(
                Set.of(),
                codes("x", "x", "<div lang=\"it\">" + GOOD.replaceAll("</?(html|body)[^>]*>", "") + "</div>"));
        assertEquals(Set.of("otherDomain"), codes("x", "x", GOOD.replace(">Go<", ">www.bank.example<")));
        assertEquals(Set.of(), codes("x", "x", GOOD.replace(">Go<", ">https://www.a.example/sale<")));
        assertEquals(Set.of(), codes("x", "x", GOOD.replace(">Go<", ">Node.js and more<")));
        assertEquals(
                Set.of("manyLinks"),
                codes(
                        "x",
                        "x",
                        GOOD.replace("</body>", "<a href=\"https://a.example/c\">Go</a>".repeat(6) + "</body>")));
        assertEquals(Set.of("empty"), codes("x", "x", "<body></body>"));
        assertEquals(
                Set.of("tooLarge"),
                codes("x", "x", GOOD.replace("</body>", "<!--" + "x".repeat(102_000) + "--></body>")));
    }

    @Test
    void shouldNameValuesThatLeaveAHole() {
        List<EmailLint.Finding> found = findings(
                "Hi {{ person.first_name }}",
                "x {{ person.email }}",
                GOOD.replace("Ciao", "{{ event.sku | upcase }} {{ event.price | money: 'EUR' | default: '' }}"));

        assertEquals(
                List.of("event.sku", "person.first_name"),
                found.stream()
                        .filter(one -> one.code().equals("noFallback"))
                        .map(one -> one.detail().orElse(""))
                        .toList());
    }

    @Test
    void shouldNameTheBlockAndMissTheAddress() {
        TemplateContent.Variant variant = new TemplateContent.Variant(
                "Subject",
                "Line",
                Optional.empty(),
                "",
                List.of(
                        new Block.Image("pic", Optional.of("p"), "", "", false, "", 100, Block.Align.LEFT),
                        new Block.Image("art", Optional.of("p"), "", "", true, "", 100, Block.Align.LEFT),
                        new Block.Button("go", "Go", "javascript:x", Block.Align.LEFT, false)));
        TemplateContent content = new TemplateContent("x", TemplateContent.Format.BLOCKS, "en", Map.of("en", variant));

        List<EmailLint.Finding> found = EmailLint.of(
                content,
                variant,
                new Wording("en", "Subject", GOOD, ""),
                new RenderedMessage("s", GOOD, "t"),
                Brand.PLAIN);

        assertEquals(
                Map.of("noAlt", "pic", "wrongAddress", "go", "noAddress", ""),
                found.stream()
                        .collect(Collectors.toMap(
                                EmailLint.Finding::code, one -> one.block().orElse(""))));
        assertTrue(found.stream().allMatch(one -> one.weight() == EmailLint.Weight.PROBLEM));
    }
}
