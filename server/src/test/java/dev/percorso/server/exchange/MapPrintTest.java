package dev.percorso.server.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.analyze.ReportWords.Language;
import dev.percorso.server.exchange.sheet.MapPrint;
import dev.percorso.server.exchange.sheet.MapPrint.Original;
import dev.percorso.server.exchange.sheet.MapWords;
import dev.percorso.server.exchange.sheet.Paper;
import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMapContent.MapLane;
import dev.percorso.server.map.JourneyMapContent.MapStage;
import dev.percorso.server.map.PortableMap;
import dev.percorso.server.picture.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.w3c.dom.Document;

/** What is on paper: read back by a PDF library, an XML parser and an image reader. */
class MapPrintTest {
    private static final MapPrint PRINT = new MapPrint();
    private static final Picture SUN = new Picture("image/png", 40, 20, png(40, 20));

    private static byte[] png(int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xffcc00);
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Example
    void shouldPrintThePicturesOfCards() throws Exception {
        String file =
                new String(Files.readAllBytes(Path.of("src/test/resources/maps/wide.json")), StandardCharsets.UTF_8);
        String twice = file.replaceFirst("\"title\":", "\"image\": \"sun\", \"title\":")
                .replaceFirst("(?s)(.*)\"title\":", "$1\"image\": \"gone\", \"title\":");
        PortableMap map =
                MapDocument.read(twice.getBytes(StandardCharsets.UTF_8)).map();

        Document svg = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(PRINT.svg(original(map))));
        assertEquals(1, svg.getElementsByTagNameNS("*", "image").getLength());
        org.w3c.dom.Element image =
                (org.w3c.dom.Element) svg.getElementsByTagNameNS("*", "image").item(0);
        assertTrue(image.getAttribute("href").startsWith("data:image/png;base64,"));
        assertEquals(
                2,
                Double.parseDouble(image.getAttribute("width")) / Double.parseDouble(image.getAttribute("height")),
                0.01);
        try (PDDocument document = Loader.loadPDF(PRINT.pdf(original(map), Paper.A4))) {
            int images = 0;
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getXObjectNames()) {
                    images += page.getResources().isImageXObject(name) ? 1 : 0;
                }
            }
            assertEquals(1, images);
        }
    }

    private static Original original(PortableMap map) {
        return new Original(
                map,
                Instant.parse("2026-11-22T09:00:00Z"),
                ZoneId.of("Europe/Rome"),
                MapWords.in(Language.IT),
                id -> id.equals("sun") ? Optional.of(SUN) : Optional.empty());
    }

    /** The map of the test's resources: nine stages, so that it needs three sheets of A4, and Italian words. */
    private static PortableMap wide() throws IOException {
        return MapDocument.read(Files.readAllBytes(Path.of("src/test/resources/maps/wide.json")))
                .map();
    }

    private static String text(PDDocument document) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        return stripper.getText(document);
    }

    @Example
    void shouldPrintTheWholeMapAsLinesAndLetters() throws Exception {
        byte[] pdf = PRINT.pdf(original(wide()), Paper.A4);

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertEquals(3, document.getNumberOfPages());
            String text = text(document);
            for (String expected : new String[] {
                "Perché comprare da noi?",
                "Com'è oggi · Martina · Al 22 novembre 2026",
                "Lealtà",
                "Opportunità",
                "gravità 4 su 5",
                "→ Order Completed · obbligatorio",
                "Stato d'animo, da −2 (molto negativo) a +2 (molto positivo)",
                "Fasi 1–5 di 9 · Pagina 1 di 3",
                "−1,5 Troppi modelli",
                "Città di consegna: caffè, però,",
                "così, ciò, più, à è é ì ò ù"
            }) {
                assertTrue(text.contains(expected), expected + " is not in " + text);
            }
            assertEquals("it", document.getDocumentCatalog().getLanguage());
            assertEquals(
                    "Perché comprare da noi?", document.getDocumentInformation().getTitle());
            for (PDPage page : document.getPages()) {
                assertFalse(page.getResources().getXObjectNames().iterator().hasNext(), "a picture");
                for (COSName font : page.getResources().getFontNames()) {
                    assertTrue(page.getResources().getFont(font).isEmbedded(), "a font that is not embedded");
                }
            }
        }
        assertArrayEquals(shape(pdf), shape(PRINT.pdf(original(wide()), Paper.A4)), "the same map, the same sheets");
    }

    /** By one sheet, on which no card is cut: lane after lane, in each of them stage after stage. */
    @Example
    void shouldTellEveryCardInReadingOrderToThoseWhoDoNotSee() throws Exception {
        String file = new String(
                        Files.readAllBytes(Path.of("src/test/resources/maps/wide.json")), StandardCharsets.UTF_8)
                .replaceFirst("\"title\":", "\"image\": \"sun\", \"title\":");
        PortableMap map =
                MapDocument.read(file.getBytes(StandardCharsets.UTF_8)).map();

        try (PDDocument document = Loader.loadPDF(PRINT.pdf(original(map), Paper.WHOLE))) {
            PdfReading reading = PdfReading.of(document);
            String read = squeezed(reading.text());
            int place = 0;
            int cards = 0;
            for (MapLane lane : map.map().lanes()) {
                for (MapStage stage : map.map().stages()) {
                    for (MapCard card : map.map().cards()) {
                        if (card.lane().equals(lane.id())
                                && card.stage().equals(stage.id())
                                && lane.kind() != LaneKind.EMOTIONS) {
                            String words = squeezed(card.title() + card.text().orElse(""));
                            int found = read.indexOf(words, place);
                            assertTrue(found >= 0, words + " is not read after " + read.substring(0, place));
                            place = found + words.length();
                            cards++;
                        }
                    }
                }
            }
            assertTrue(cards > 10, "few cards: " + cards);
            assertTrue(reading.text().contains("Troppi modelli"), "the notes at the curve");
            assertEquals(map.map().name(), reading.of("H1").strip());
            assertEquals(map.map().stages().size() + map.map().lanes().size(), reading.count("TH"));
            assertTrue(reading.alternatives().contains("Immagine di «"), reading.alternatives());
            assertTrue(reading.alternatives().contains("−1,5"), reading.alternatives());
            assertFalse(read.contains("Pagina"), "page numbers are not read");
            assertTrue(document.getDocumentCatalog().getMarkInfo().isMarked());
            assertEquals("it", document.getDocumentCatalog().getLanguage());
            assertTrue(document.getDocumentCatalog().getViewerPreferences().displayDocTitle());
        }
    }

    /** Texts and sizes of pages; the bytes hold an id that differs. */
    private static Object[] shape(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new Object[] {
                text(document), document.getPage(0).getMediaBox().toString()
            };
        }
    }

    @Example
    void shouldDrawTheSameOnOneSheetForScreens() throws Exception {
        Document svg = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(PRINT.svg(original(wide()))));
        BufferedImage png = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(PRINT.png(original(wide())))));

        double width = Double.parseDouble(svg.getDocumentElement().getAttribute("width"));
        assertEquals("svg", svg.getDocumentElement().getLocalName());
        assertEquals(0, svg.getElementsByTagNameNS("*", "image").getLength());
        assertTrue(svg.getDocumentElement().getTextContent().contains("Opportunità"));
        assertEquals(2 * width, png.getWidth(), 2);
        assertTrue(
                java.util.stream.IntStream.range(0, png.getWidth())
                                .map(x -> png.getRGB(x, png.getHeight() / 2))
                                .distinct()
                                .count()
                        > 3,
                "an empty picture");
    }

    /** Whatever a map holds: each of its words is on some sheet, and nothing lies outside of one. */
    @Property(tries = 10)
    void shouldPrintEveryMap(@ForAll long seed) throws Exception {
        PortableMap map = new RandomMaps(seed).next();

        String svg = new String(PRINT.svg(original(map)), StandardCharsets.UTF_8);
        Document parsed = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        try (PDDocument document = Loader.loadPDF(PRINT.pdf(original(map), Paper.A3))) {
            String printed = squeezed(text(document));
            String drawn = squeezed(parsed.getDocumentElement().getTextContent());
            for (MapCard card : map.map().cards()) {
                boolean isCurve = map.map().lanes().stream()
                        .anyMatch(lane -> lane.id().equals(card.lane())
                                && lane.kind().name().equals("EMOTIONS"));
                for (String word : card.title().split("\\s+", -1)) {
                    if (!isCurve && word.matches("[a-zàèò]{2,20}")) {
                        assertTrue(printed.contains(word), word + " is not in " + printed);
                        assertTrue(drawn.contains(word), word + " is not in " + drawn);
                    }
                }
            }
        }
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
