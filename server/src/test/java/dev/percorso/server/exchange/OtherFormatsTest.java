package dev.percorso.server.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.analyze.ReportWords.Language;
import dev.percorso.server.collect.files.FileFormat;
import dev.percorso.server.exchange.sheet.MapWords;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.EmotionCurve;
import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.map.JourneyMapContent.EmotionPoint;
import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMapContent.MapLane;
import dev.percorso.server.map.PortableMap;
import dev.percorso.server.map.PortableMaps.Note;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Tables, Mermaid and CJML: what they can hold comes back, and what others write is understood. */
class OtherFormatsTest {
    private static final MapWords ITALIAN = MapWords.in(Language.IT);

    private static PortableMap wide() throws IOException {
        return MapDocument.read(Files.readAllBytes(Path.of("src/test/resources/maps/wide.json")))
                .map();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a table keeps of a map: a line for each card and feeling, in its lane and stage. */
    private static List<String> kept(JourneyMapContent map) {
        List<String> lines = new ArrayList<>();
        for (MapLane lane : map.lanes()) {
            int row = map.lanes().indexOf(lane);
            for (MapCard card : map.cards()) {
                if (card.lane().equals(lane.id()) && lane.kind() != LaneKind.EMOTIONS) {
                    lines.add("%d %s %s %d %s %s"
                            .formatted(
                                    row,
                                    lane.kind(),
                                    plain(lane.name().orElse("")),
                                    map.stageIndex(card.stage()),
                                    plain(card.title()),
                                    plain(card.text().orElse(""))));
                }
            }
        }
        if (map.lanes().stream()
                        .filter(lane -> lane.kind() == LaneKind.EMOTIONS)
                        .count()
                == 1) {
            for (EmotionPoint point : map.emotions()) {
                lines.add("%d %.2f %.2f %s"
                        .formatted(
                                map.stageIndex(point.stage()),
                                point.position(),
                                point.value(),
                                plain(point.note().orElse(""))));
            }
        }
        return lines.stream().sorted().toList();
    }

    private static String plain(String text) {
        return String.join(" ", text.lines().map(String::strip).toList()).strip();
    }

    @Property(tries = 25)
    void shouldComeBackFromTables(@ForAll long seed) {
        PortableMap map = new RandomMaps(seed).next();
        if (map.map().stages().isEmpty()) {
            return;
        }
        for (FileFormat format : List.of(FileFormat.CSV, FileFormat.XLSX)) {
            byte[] file = format == FileFormat.CSV
                    ? MapTable.csv(map, ITALIAN, Language.IT)
                    : MapTable.xlsx(map, ITALIAN, Language.IT);

            ReadMap back = MapTable.read(file, format, "M");

            assertEquals(
                    kept(map.map()),
                    kept(back.map().map()),
                    () -> format + " " + new String(file, StandardCharsets.UTF_8));
            assertEquals(map.map().stages().size(), back.map().map().stages().size());
        }
    }

    @Example
    void shouldNeutraliseFormulasAndReadTablesOfOthers() {
        String csv = """
                ;Awareness;Acquisto;Dopo
                Azioni;Cerca;"Ordina
                  con la carta
                Paga";
                Pain points (Pain points);;"'=HYPERLINK(1)";
                emotions;+1;"10%: -1,5 Attesa
                felice";3
                Idee nostre;Una;;
                """;

        ReadMap read = MapTable.read(bytes(csv), FileFormat.CSV, "Da Excel");
        JourneyMapContent map = read.map().map();

        assertEquals("Da Excel", map.name());
        assertEquals(
                "awareness, purchase, neutral",
                map.stages().stream()
                        .map(stage -> stage.hue().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        assertEquals(
                List.of("Cerca", "Ordina", "Paga", "=HYPERLINK(1)", "Una"),
                map.cards().stream().map(MapCard::title).toList());
        assertEquals("con la carta", map.cards().get(1).text().orElse(""));
        assertEquals(
                List.of(LaneKind.ACTIONS, LaneKind.PAINS, LaneKind.EMOTIONS, LaneKind.NOTES),
                map.lanes().stream().map(MapLane::kind).toList());
        assertEquals(
                List.of(1.0, -1.5, 0.0, 2.0),
                map.emotions().stream().map(EmotionPoint::value).toList());
        assertEquals(0.1, map.emotions().get(1).position());
        assertEquals(2, read.notes().size(), read.notes().toString());
        String back = new String(MapTable.csv(read.map(), ITALIAN, Language.IT), StandardCharsets.UTF_8);
        assertTrue(back.contains("'=HYPERLINK(1)"), back);
        assertThrows(ProblemException.class, () -> MapTable.read(bytes("only one column"), FileFormat.CSV, "M"));
    }

    @Example
    void shouldWriteMermaidThatIsReadAgain() throws IOException {
        PortableMap map = wide();
        String text = MermaidJourney.write(map);

        assertTrue(text.startsWith("""
                        journey
                            title Perché comprare da noi?
                            section Bisogno
                              Chiede a due amici: 3: Martina
                        """), text);
        ReadMap back = MermaidJourney.read(text, "M");
        assertEquals(List.of(), back.notes());
        assertEquals("Martina", back.map().personaName().orElse(""));
        assertEquals(
                map.map().stages().stream()
                        .map(JourneyMapContent.MapStage::name)
                        .toList(),
                back.map().map().stages().stream()
                        .map(JourneyMapContent.MapStage::name)
                        .toList());
        assertEquals(text, MermaidJourney.write(back.map()), "what Mermaid can say comes back");
    }

    @Property(tries = 25)
    void shouldKeepEveryTaskInMermaid(@ForAll long seed) {
        PortableMap map = new RandomMaps(seed).next();
        String text = MermaidJourney.write(map);

        ReadMap back = MermaidJourney.read(text, "M");

        assertFalse(text.replaceAll("#\\d+;", "").contains(";"), text);
        List<Note> faults = back.notes();
        assertEquals(List.of(), faults, text);
        assertEquals(
                tasks(text),
                back.map().map().cards().size(),
                () -> text + " " + back.map().map().cards());
    }

    /** As Mermaid's own grammar tells them: a line with a colon that is no title and no section. */
    private static long tasks(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("title ") && !line.startsWith("section ") && line.contains(":"))
                .count();
    }

    @Example
    void shouldUnderstandMermaidOfOthersAndSayWhatItDoesNot() {
        String text = """
                ```mermaid
                ---
                title: "Unused"
                ---
                %%{init: {'theme': 'base'}}%%
                journey
                    accTitle: A day
                    accDescr {
                      How it goes
                      today
                    }
                    title My working day
                    Wake up: 2: Me
                    section Go to work
                      Make tea#59; with milk: 5: Me
                      Do work: nine: Me, Cat
                      Rest
                      Sit down: 9: Me
                    %% a comment
                """;

        ReadMap read = MermaidJourney.read(text, "M");
        JourneyMapContent map = read.map().map();

        assertEquals("My working day", map.name());
        assertEquals("How it goes today", map.description().orElse("").strip());
        assertEquals(
                List.of("Wake up", "Make tea; with milk", "Do work", "Rest", "Sit down"),
                map.cards().stream().map(MapCard::title).toList());
        assertEquals("Me, Cat", map.cards().get(2).text().orElse(""));
        assertEquals(
                List.of(-1.0, 2.0, 2.0),
                map.emotions().stream().map(EmotionPoint::value).toList());
        assertEquals(
                List.of(13, 16, 17, 18),
                read.notes().stream()
                        .map(note -> Integer.valueOf(note.text().replaceAll("^Line (\\d+).*", "$1")))
                        .toList());
        ProblemException wrong =
                assertThrows(ProblemException.class, () -> MermaidJourney.read("\nflowchart LR\n a-->b", "M"));
        assertEquals("/line/2", wrong.errors().getFirst().field());
    }

    @Example
    void shouldWriteCjmlThatIsReadAgain() throws IOException {
        PortableMap map = wide();
        ReadMap back = CjmlReader.read(CjmlWriter.write(map, "Negozio"), "M");

        assertEquals(List.of(), back.notes());
        assertEquals("Perché comprare da noi?", back.map().map().name());
        assertEquals("Martina", back.map().personaName().orElse(""));
        assertEquals(9, back.map().map().stages().size());
        List<String> steps = map.map().cards().stream()
                .filter(card -> card.lane().equals("touchpoints") || card.lane().equals("actions"))
                .map(MapCard::title)
                .sorted()
                .toList();
        assertEquals(
                steps,
                back.map().map().cards().stream().map(MapCard::title).sorted().toList());
    }

    /** In the manner of the journeys on cjml.no and of the programs that write them. */
    @Example
    void shouldUnderstandCjmlOfOthers() {
        String xml = """
                <?xml version="1.0"?>
                <!-- made elsewhere -->
                <CJML version="2.0">
                  <actualJourney>
                    <journeyID>AJ1</journeyID>
                    <journeyPhases>
                      <journeyPhase phaseID=" start"><phaseName> Start</phaseName><phaseDescription></phaseDescription></journeyPhase>
                    </journeyPhases>
                    <actors>
                      <endUser actorID="Carl"><actorName>Carl</actorName></endUser>
                      <serviceProvider actorID="Bookis"><companyName>Bookis</companyName></serviceProvider>
                    </actors>
                    <touchpoints>
                      <actualCommunicationPoint>
                        <touchpointID>TP1</touchpointID>
                        <belongsTo phaseIDref="start"></belongsTo>
                        <receiver><refersTo actorIDref="Bookis"/><receiverLabel>Account registered</receiverLabel></receiver>
                        <initiator><refersTo actorIDref="Carl"/><initiatorLabel>Creates an account</initiatorLabel></initiator>
                        <channel><channelName>Web</channelName></channel>
                        <touchpointExperience><experienceDescription>easy</experienceDescription><experienceRating>5</experienceRating></touchpointExperience>
                      </actualCommunicationPoint>
                      <actualAction>
                        <touchpointID>TP2</touchpointID><belongsTo phaseIDref="later"/>
                        <initiator><refersTo actorIDref="Bookis"/><initiatorLabel>Checks the account</initiatorLabel></initiator>
                      </actualAction>
                      <decisionPoint/>
                    </touchpoints>
                  </actualJourney>
                  <actualJourney><journeyID>AJ2</journeyID></actualJourney>
                </CJML>
                """;

        ReadMap read = CjmlReader.read(bytes(xml), "M");
        JourneyMapContent map = read.map().map();

        assertEquals("AJ1", map.name());
        assertEquals("Carl", read.map().personaName().orElse(""));
        assertEquals(
                List.of("Start", "later"),
                map.stages().stream().map(JourneyMapContent.MapStage::name).toList());
        assertEquals("Web\nAccount registered", map.cards().getFirst().text().orElse(""));
        assertEquals(
                List.of(LaneKind.TOUCHPOINTS, LaneKind.BACKSTAGE, LaneKind.EMOTIONS),
                map.lanes().stream().map(MapLane::kind).toList());
        assertEquals(2.0, map.emotions().getFirst().value());
        assertEquals(4, read.notes().size(), read.notes().toString());
    }

    @Example
    void shouldRefuseHarmfulXml() {
        refused("remove the DOCTYPE", """
                <!DOCTYPE CJML [<!ENTITY file SYSTEM "file:///etc/passwd">]>
                <CJML><plannedJourney><journeyID>&file;</journeyID></plannedJourney></CJML>""");
        refused("remove the DOCTYPE", """
                <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>""");
        refused("nested deeper than 32", "<CJML>" + "<a>".repeat(50_000));
        refused("more than 100,000 elements", "<CJML>" + "<a/>".repeat(100_001) + "</CJML>");
        refused("line 2: the file is not well-formed", "<CJML>\n<a></CJML>");
        refused("begins with 'CJML'", "<html/>");
        refused("neither a 'plannedJourney'", "<CJML/>");
        refused("has no 'touchpoints'", "<CJML><plannedJourney/></CJML>");
    }

    private static void refused(String reason, String xml) {
        ProblemException wrong = assertThrows(ProblemException.class, () -> CjmlReader.read(bytes(xml), "M"));
        assertTrue(wrong.detail().contains(reason), wrong.detail());
    }

    /** A monotone curve goes through its points and, between two of them, never beyond either. */
    @Property(tries = 25)
    void shouldNeverSwingBeyondWhatWasSet(@ForAll long seed) {
        EmotionCurve curve = new EmotionCurve(new RandomMaps(seed).next().map());
        List<EmotionCurve.Point> points = curve.points();
        for (int place = 0; place + 1 < points.size(); place++) {
            EmotionCurve.Point from = points.get(place);
            EmotionCurve.Point to = points.get(place + 1);
            for (int step = 1; step < 10; step++) {
                double across = from.across() + (to.across() - from.across()) * step / 10;
                double value = curve.at(across).orElseThrow();
                boolean isBetween = value >= Math.min(from.value(), to.value()) - 1e-9
                        && value <= Math.max(from.value(), to.value()) + 1e-9;
                assertTrue(from.across() == to.across() || isBetween, value + " at " + across + " of " + points);
            }
        }
        List<EmotionCurve.Segment> pieces = new ArrayList<>();
        for (int stage = 0; stage < curve.stages(); stage++) {
            pieces.addAll(curve.between(stage, stage + 1));
        }
        for (int piece = 1; piece < pieces.size(); piece++) {
            EmotionCurve.Point end = pieces.get(piece - 1).to();
            EmotionCurve.Point start = pieces.get(piece).from();
            boolean isJump = points.stream()
                            .filter(point -> point.across() == start.across())
                            .count()
                    > 1;
            assertEquals(end.across(), start.across(), 1e-9, "a hole between two stages");
            assertTrue(isJump || Math.abs(end.value() - start.value()) < 1e-9, "a step between two stages");
        }
    }
}
