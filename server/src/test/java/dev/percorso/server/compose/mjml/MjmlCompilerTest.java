package dev.percorso.server.compose.mjml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.liquid.Escaping;
import dev.percorso.liquid.RenderContext;
import dev.percorso.liquid.Template;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MjmlCompilerTest {
    private static final MjmlCompiler COMPILER = new MjmlCompiler();

    @Test
    void shouldKeepLiquidWhereItStoodAlsoAroundSectionsAndColumns() {
        String html = COMPILER.html("""
                <mjml>
                  <mj-head><mj-title>{{ event.name }}</mj-title>
                    <mj-style>.a { color: {{ person.colour | default: "red" }} }</mj-style></mj-head>
                  <mj-body>
                    {% for item in event.items %}
                    <mj-section css-class="item">
                      {% if item.image %}
                      <mj-column><mj-image src="{{ item.image | default: "x" }}" alt="{{ item.name }}" /></mj-column>
                      {% endif %}
                      <mj-column>
                        <mj-text>{{ item.name }} a < b &amp; {% if item.new %}<b>new</b>{% endif %}</mj-text>
                        {% unless item.gone %}<mj-button href="https://shop.example/{{ item.id }}?a=1&amp;b=2">Buy</mj-button>{% endunless %}
                        <mj-table>{% for row in item.rows %}<tr><td>{{ row }}</td></tr>{% endfor %}</mj-table>
                      </mj-column>
                    </mj-section>
                    {% endfor %}
                  </mj-body>
                </mjml>
                """, "it");

        Document mail = Jsoup.parse(rendered(html));

        assertEquals("it", mail.expectFirst("html").attr("lang"));
        assertEquals("Cart", mail.title());
        assertEquals(2, mail.select("div.item").size());
        assertEquals(List.of("https://shop.example/1?a=1&b=2"), mail.select("a").eachAttr("href"));
        Element picture = mail.select("img").getFirst();
        assertEquals(1, mail.select("img").size());
        assertEquals("https://shop.example/a.png", picture.attr("src"));
        assertEquals("A <b>bag</b>", picture.attr("alt"));
        assertEquals(
                List.of("one", "two"),
                mail.select("div.item table td table td td, div.item table table tr td").eachText().stream()
                        .filter(text -> List.of("one", "two").contains(text))
                        .distinct()
                        .toList());
        assertTrue(mail.text().contains("A <b>bag</b> a < b & new"), mail.text());
        assertTrue(html.contains(".a { color: {{ person.colour | default: \"red\" }} }"), html);
        assertFalse(html.contains("lqd0x"), html);
    }

    private static String rendered(String html) {
        return Template.parse(html)
                .render(
                        Map.of(
                                "event",
                                Map.of(
                                        "name",
                                        "Cart",
                                        "items",
                                        List.of(
                                                Map.of(
                                                        "id",
                                                        1,
                                                        "name",
                                                        "A <b>bag</b>",
                                                        "image",
                                                        "https://shop.example/a.png",
                                                        "new",
                                                        true,
                                                        "rows",
                                                        List.of("one", "two")),
                                                Map.of("id", 2, "name", "Gone", "gone", true)))),
                        RenderContext.of(InstantSource.system(), System::nanoTime)
                                .withEscaping(Escaping.HTML));
    }

    @Test
    void shouldLoadFontsOfOthersOnlyWhereTheyAreNamed() {
        String mail = "<mjml><mj-head>%s</mj-head><mj-body><mj-section><mj-column>"
                + "<mj-text font-family=\"%s\">Hi</mj-text></mj-column></mj-section></mj-body></mjml>";
        String lato = "https://fonts.googleapis.com/css?family=Lato:300,400,500,700";

        assertFalse(COMPILER.html(mail.formatted("", "Ubuntu, Arial"), "en").contains("https://"));
        assertFalse(COMPILER.html(mail.formatted("", "Lato"), "en").contains("https://"));
        String named =
                COMPILER.html(mail.formatted("<mj-font name=\"Lato\" href=\"" + lato + "\" />", "Lato, Arial"), "en");
        assertTrue(named.contains("<link href=\"" + lato + "\"") && named.contains("@import url(" + lato + ")"), named);
    }

    @Test
    void shouldWriteInlineStylesIntoElements() {
        String html = COMPILER.html("""
                <mjml><mj-head>
                  <mj-style inline="inline">
                    .big div { color: #111111; margin: 1px } div.none { color: red }
                    @media (max-width: 400px) { .big div { color: blue } }
                    .big #one { color: #222222 }
                  </mj-style>
                  <mj-style>.kept { color: green }</mj-style>
                </mj-head><mj-body><mj-section><mj-column>
                  <mj-text css-class="big" color="#333333">{% if true %}<span id="one">Hi {{ person.x }}</span>{% endif %}</mj-text>
                </mj-column></mj-section></mj-body></mjml>
                """, "en");

        Document mail = Jsoup.parse(html);
        Element text = mail.expectFirst(".big div");

        assertTrue(text.attr("style").contains("margin:1px"), text.outerHtml());
        assertTrue(text.attr("style").contains("color:#333333"), text.outerHtml());
        assertFalse(text.attr("style").contains("#111111"), text.outerHtml());
        assertEquals("color:#222222", mail.expectFirst("#one").attr("style"));
        assertTrue(mail.select("style").html().contains(".kept"), html);
        assertFalse(html.contains("div.none"), html);
        assertTrue(text.html().contains("Hi {{ person.x }}"), text.html());
        assertTrue(html.contains("{% if true %}"), html);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <mjml>;<mj-body>;<mj-secton></mj-secton></mj-body></mjml> | line 3: there is no tag <mj-secton>; did you mean <mj-section>?
        <mjml><mj-body>;<mj-text>x</mj-text></mj-body></mjml> | line 2: <mj-text> cannot stand in <mj-body>; it belongs into <mj-column>, <mj-hero>
        <mjml><mj-body>;Hello</mj-body></mjml> | line 2: there is text directly in <mj-body>, where it would be lost; put it into <mj-text>
        <mjml><mj-body><mj-section>;</mj-body></mjml> | line 2: </mj-body> stands where </mj-section> is expected
        <mjml><mj-body>;<mj-section>; | line 2: <mj-section> is never closed; end it with </mj-section>
        <mjml>;{% if x %}<mj-body></mj-body></mjml> | line 2: Liquid cannot stand here; put it around sections, columns or their content, or into an attribute
        <mjml><mj-body><mj-section>;<mj-column {% if x %}width="1px"{% endif %}></mj-column></mj-section></mj-body></mjml> | line 2: Liquid stands between the attributes of a tag; put it into the quotes of one
        <mjml><mj-body>;<mj-include path="/etc/passwd" /></mj-body></mjml> | line 2: <mj-include> reads files, which are not there; write the content here or use a saved block
        <mjml><mj-body><mj-section><mj-column>;<mj-text>Hi;<mj-button>x</mj-button></mj-text></mj-column></mj-section></mj-body></mjml> | line 3: <mj-button> stands in <mj-text>, which was begun in line 2 and holds HTML only; close that first
        <mjml><mj-body /></mj-body></mjml> | line 1: </mj-body> stands where </mjml> is expected
        <p>Hello</p> | line 1: there is no tag <p>; did you mean <mjml>?
        """)
    void shouldSayWhatIsWrongWhereAndWhatWouldBeRight(String source, String message) {
        MjmlException wrong = assertThrows(MjmlException.class, () -> COMPILER.html(source.replace(';', '\n'), "en"));

        assertEquals(message, wrong.getMessage());
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeepAndNameTheLineOfWhatTheCompilerCannotTake() {
        String deep = "<mjml><mj-body><mj-section><mj-column><mj-text>" + "<div>".repeat(50_000)
                + "</mj-text></mj-column></mj-section></mj-body></mjml>";
        String section = "\n<mj-section><mj-column width=\"%s\"><mj-text>x</mj-text></mj-column></mj-section>";
        String sizes = "<mjml><mj-body>" + section.formatted("50%") + section.formatted("12..x") + "</mj-body></mjml>";

        MjmlException tooDeep = assertThrows(MjmlException.class, () -> COMPILER.html(deep, "en"));
        String taken;
        try {
            taken = COMPILER.html(sizes, "en");
        } catch (MjmlException wrong) {
            taken = "";
            assertEquals(3, wrong.line(), wrong.getMessage());
        }

        assertEquals("line 1: tags are nested more than 100 deep; take some out", tooDeep.getMessage());
        assertTrue(taken.isEmpty() || Jsoup.parse(taken).text().contains("x"));
    }
}
