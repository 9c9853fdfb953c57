package dev.percorso.server.compose.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.compose.block.Block.Align;
import dev.percorso.server.compose.mjml.MjmlCompiler;
import dev.percorso.server.deliver.EventProducts;
import dev.percorso.server.deliver.MessageContent;
import dev.percorso.server.deliver.MessageRenderer;
import dev.percorso.server.deliver.Occasion;
import dev.percorso.server.deliver.PersonProducts;
import dev.percorso.server.deliver.Recipient;
import dev.percorso.server.deliver.RenderedMessage;
import dev.percorso.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class BlockMailTest {
    private static final MjmlCompiler COMPILER = new MjmlCompiler();
    private static final MessageRenderer RENDERER = new MessageRenderer(InstantSource.system());
    private static final String TRICK = "</td></tr></table><script>alert(1)</script>{{ person.secret }}<mj-text>\"'";
    private static final Brand BRAND = new Brand(
            "Caffè & Co",
            Optional.of("logo1"),
            "https://caffe.example",
            Brand.Colours.PLAIN,
            Brand.Font.SERIF,
            Brand.Shape.PILL,
            "Via Roma 1\n00100 Roma",
            "",
            List.of(new Brand.SocialLink(Brand.Network.INSTAGRAM, "https://instagram.com/caffe")));

    private record SavedList(List<Block> blocks) {}

    private static String html(List<Block> blocks) {
        BlockMjml writer = new BlockMjml(
                BRAND,
                id -> id.equals("hello")
                        ? Optional.of(List.of(new Block.Text("s", "From a **saved** block", Align.LEFT)))
                        : Optional.empty(),
                picture -> "https://mail.example/i/" + picture,
                "EUR");
        return COMPILER.html(writer.mjml(blocks), "it");
    }

    private static Document mail(List<Block> blocks, Map<String, Object> traits, Map<String, Object> event) {
        MessageContent content = MessageContent.of(
                List.of(new MessageContent.Wording("it", "Subject {{ person.name }}", html(blocks), "")),
                Occasion.of(event));
        return Jsoup.parse(rendered(content, traits).html());
    }

    private static RenderedMessage rendered(MessageContent content, Map<String, Object> traits) {
        PersonProducts products = new PersonProducts() {
            // The shop's server told the event.
            @Override
            public List<Map<String, Object>> ofEvent(Map<String, Object> told) {
                return EventProducts.of(told);
            }

            @Override
            public List<Map<String, Object>> viewed() {
                return List.of(Map.of("name", "Seen", "price", 12.5, "url", "https://caffe.example/seen"));
            }

            @Override
            public List<Map<String, Object>> recommended() {
                return List.of();
            }
        };
        Recipient recipient = new Recipient("a@example.com", "A", traits, ZoneOffset.UTC, Map.of(), true, products);
        return RENDERER.render(
                content, recipient, Optional.of("https://mail.example/u/1"), Optional.of("https://mail.example/p/1"));
    }

    @Test
    void shouldShowTheCodeThatTheFlowGaveOrLeaveTheBlockOut() {
        List<Block> blocks = List.of(new Block.Coupon("k", "Your code:", "{{ coupon.code }}"));
        List<MessageContent.Wording> wordings = List.of(new MessageContent.Wording("it", "Subject", html(blocks), ""));

        String given = rendered(MessageContent.of(wordings, new Occasion(Map.of(), Map.of("code", "AB-12"))), Map.of())
                .html();
        String none =
                rendered(MessageContent.of(wordings, Occasion.NONE), Map.of()).html();

        assertTrue(given.contains("Your code:") && given.contains("AB-12"), given);
        assertFalse(none.contains("Your code:"), none);
    }

    @Test
    void shouldWriteEveryKindOfBlockInTheLookOfTheBrand() {
        Document mail = mail(
                List.of(
                        new Block.Heading("h", "Ciao *{{ person.name }}*", 2, Align.CENTER),
                        new Block.Text(
                                "t",
                                "One & **two**\n- first\n- [second](https://caffe.example/2)\n1. third",
                                Align.LEFT),
                        new Block.Image(
                                "i", Optional.of("pic1"), "", "A cup", false, "https://caffe.example", 50, Align.LEFT),
                        new Block.Button(
                                "b",
                                "Buy {{ event.sku }}",
                                "https://caffe.example/?a=1&b={{ event.sku }}",
                                Align.LEFT,
                                false),
                        new Block.Columns(
                                "c",
                                List.of(
                                        List.of(new Block.Text("c1", "left", Align.LEFT)),
                                        List.of(new Block.Text("c2", "right", Align.LEFT)))),
                        new Block.Divider("d"),
                        new Block.Spacer("s", 40),
                        new Block.Products("p", Block.Products.Source.EVENT, 2, "See", ""),
                        new Block.Coupon("k", "Your code", "CAFFE-10"),
                        new Block.Social("o", Align.CENTER),
                        new Block.Saved("v", "hello"),
                        new Block.Footer("f", "You wanted this.", "Stop", "Topics")),
                Map.of("name", "Ada"),
                Map.of(
                        "sku",
                        "X1",
                        "price",
                        9.9,
                        "image_url",
                        "https://caffe.example/x1.png",
                        "product_url",
                        "https://caffe.example/x1"));

        assertEquals("it", mail.expectFirst("html").attr("lang"));
        assertEquals("Ciao Ada", mail.expectFirst("h2").text());
        assertEquals("Ada", mail.expectFirst("h2 em").text());
        assertEquals(List.of("first", "second"), mail.select("ul li").eachText());
        assertEquals(List.of("third"), mail.select("ol li").eachText());
        assertEquals(
                List.of("https://mail.example/i/logo1", "https://mail.example/i/pic1", "https://caffe.example/x1.png"),
                mail.select("img").eachAttr("src"));
        assertEquals(List.of("Caffè & Co", "A cup", "X1"), mail.select("img").eachAttr("alt"));
        assertEquals("276", mail.select("img").get(1).attr("width"));
        List<String> links = mail.select("a").eachAttr("href");
        assertTrue(
                links.containsAll(List.of(
                        "https://caffe.example/?a=1&b=X1",
                        "https://caffe.example/x1",
                        "https://caffe.example/2",
                        "https://instagram.com/caffe",
                        "https://mail.example/u/1",
                        "https://mail.example/p/1")),
                links.toString());
        assertTrue(mail.text().contains("9,90"), mail.text());
        assertTrue(mail.text().contains("Via Roma 1 00100 Roma"), mail.text());
        assertEquals("saved", mail.select("strong").eachText().getLast());
        assertTrue(mail.text().contains("Your code CAFFE-10"), mail.text());
        assertTrue(mail.select("a:contains(Buy)").attr("style").contains("border-radius:24px"));
        assertTrue(mail.select("style").html().contains("prefers-color-scheme:dark"), "there is a dark look");
        // In the dark look words become light, so whatever they stand on must become dark.
        assertTrue(mail.select(".t").stream().allMatch(words -> words.closest(".paper, .foot") != null), mail.html());
    }

    @Test
    void shouldShowWhatWasLookedAtWhenTheEventTellsOfNoProduct() {
        Document mail = mail(
                List.of(
                        new Block.Products("p", Block.Products.Source.RECOMMENDED, 3, "See", ""),
                        new Block.Products("q", Block.Products.Source.EVENT, 3, "See", "")),
                Map.of(),
                Map.of("name", "Something"));

        assertEquals(List.of("Seen"), mail.select("strong").eachText());
        assertEquals(
                List.of("https://caffe.example/seen"),
                mail.select("a:contains(See)").eachAttr("href"));
    }

    @Test
    void shouldLetNothingThatPeopleSayBecomeMarkup() {
        Document mail = mail(
                List.of(
                        new Block.Heading("h", TRICK.replace("{{ person.secret }}", ""), 1, Align.LEFT),
                        new Block.Text("t", "Hi {{ person.name }} [x](javascript:alert(1)) <b>", Align.LEFT),
                        new Block.Image(
                                "i",
                                Optional.empty(),
                                "{{ person.name }}",
                                "{{ person.name }}",
                                false,
                                "",
                                100,
                                Align.LEFT),
                        new Block.Button(
                                "b", "{{ person.name }}", "https://caffe.example/{{ person.name }}", Align.LEFT, true),
                        new Block.Products("p", Block.Products.Source.EVENT, 1, "See", ""),
                        new Block.Footer("f", "{{ person.name }}", "", "")),
                Map.of("name", TRICK, "secret", "hidden"),
                Map.of("sku", TRICK, "image_url", TRICK, "product_url", TRICK));

        assertEquals(0, mail.select("script, mj-text, mj-raw, b").size(), mail.html());
        assertFalse(mail.html().contains("hidden"), "nothing that is filled in is read as Liquid");
        assertTrue(mail.text().contains("Hi " + TRICK), mail.text());
        assertEquals(TRICK, mail.select("img").get(1).attr("alt"));
        assertTrue(mail.select("a").eachAttr("href").stream().noneMatch(link -> link.startsWith("javascript")));
    }

    @Test
    void shouldGiveEachOfManyThreadsOnlyItsOwnPerson() throws Exception {
        MessageContent content = MessageContent.of(
                List.of(
                        new MessageContent.Wording(
                                "en",
                                "For {{ person.name }}",
                                html(List.of(
                                        new Block.Text("t", "Dear {{ person.name }}, your {{ event.sku }}", Align.LEFT),
                                        new Block.Products("p", Block.Products.Source.EVENT, 1, "", ""))),
                                ""),
                        new MessageContent.Wording("it", "Per {{ person.name }}", "<p>Caro {{ person.name }}</p>", "")),
                Occasion.of(Map.of("sku", "X1")));
        List<Callable<String>> work = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            String name = "N" + number + "E";
            boolean italian = number % 2 == 0;
            work.add(() -> {
                RenderedMessage message = rendered(content, Map.of("name", name, "language", italian ? "it" : "en"));
                String expected = italian ? "Caro " + name : "Dear " + name + ", your X1";
                boolean right = message.subject().equals((italian ? "Per " : "For ") + name)
                        && Jsoup.parse(message.html()).text().contains(expected)
                        && message.html().split("N\\d+E", -1).length == 2;
                return right ? "" : message.toString();
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<String> one : threads.invokeAll(work)) {
                assertEquals("", one.get());
            }
        }
    }

    @Property(tries = 200)
    void shouldComeBackFromJsonAsItWasAndBecomeMail(@ForAll("mails") List<Block> blocks) {
        String json = Json.text(new SavedList(blocks));

        SavedList back = Json.read(json.getBytes(StandardCharsets.UTF_8), SavedList.class);

        assertEquals(blocks, back.blocks());
        assertEquals(json, Json.text(back));
    }

    @Property(tries = 30)
    void shouldBecomeHtmlWhateverTheTextsHold(@ForAll("mails") List<Block> blocks) {
        Document mail = Jsoup.parse(html(blocks));

        assertEquals(
                0, mail.select("script, mj-section, mj-column, mj-text, mj-raw").size(), mail.html());
        long footers = blocks.stream().filter(Block.Footer.class::isInstance).count();
        assertEquals(footers, mail.select("a[href={{ unsubscribe_url }}]").size(), mail.html());
    }

    @Provide
    Arbitrary<List<Block>> mails() {
        return blocks(true).list().ofMaxSize(6);
    }

    private static Arbitrary<Block> blocks(boolean whole) {
        Arbitrary<String> ids = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6);
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().withChars("ab *_[]()<>&\"'-1.\n").ofMaxLength(30),
                Arbitraries.of(
                        "",
                        TRICK.replace("{{ person.secret }}", "{{ person.name | default: \"x\" }}"),
                        "https://a.example/"));
        Arbitrary<Align> aligns = Arbitraries.of(Align.class);
        Arbitrary<Block> simple = Arbitraries.oneOf(
                Combinators.combine(ids, texts, Arbitraries.integers().between(1, 3), aligns)
                        .as(Block.Heading::new),
                Combinators.combine(ids, texts, aligns).as(Block.Text::new),
                Combinators.combine(
                                ids,
                                texts,
                                texts,
                                Arbitraries.of(true, false),
                                Arbitraries.integers().between(10, 100),
                                aligns)
                        .as((id, url, alt, plain, width, align) ->
                                new Block.Image(id, Optional.empty(), url, alt, plain, url, width, align)),
                Combinators.combine(ids, texts, texts, aligns, Arbitraries.of(true, false))
                        .as(Block.Button::new),
                ids.map(Block.Divider::new),
                Combinators.combine(ids, Arbitraries.integers().between(4, 200)).as(Block.Spacer::new),
                Combinators.combine(ids, texts, texts).as(Block.Coupon::new));
        if (!whole) {
            return simple;
        }
        Arbitrary<List<Block>> column = blocks(false).list().ofMaxSize(3);
        return Arbitraries.oneOf(
                simple,
                Combinators.combine(ids, column.list().ofMinSize(2).ofMaxSize(3))
                        .as(Block.Columns::new),
                Combinators.combine(
                                ids,
                                Arbitraries.of(Block.Products.Source.class),
                                Arbitraries.integers().between(1, 6),
                                texts,
                                texts)
                        .as(Block.Products::new),
                Combinators.combine(ids, aligns).as(Block.Social::new),
                Combinators.combine(ids, texts, texts, texts).as(Block.Footer::new),
                Combinators.combine(ids, Arbitraries.of("hello", "gone")).as(Block.Saved::new));
    }
}
