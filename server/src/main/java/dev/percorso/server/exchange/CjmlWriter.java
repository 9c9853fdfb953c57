package dev.percorso.server.exchange;

import dev.percorso.server.analyze.XmlText;
import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMapContent.MapStage;
import dev.percorso.server.map.PortableMap;
import dev.percorso.server.map.TouchpointContent;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a map as a planned journey of the Customer Journey Modeling Language 2.0 (cjml.no): stages are phases, touchpoints
 * communication points between the customer and the company, actions and backstage work actions of either. CJML lets only
 * journeys of real people tell experiences, so the curve of emotions stays behind.
 */
final class CjmlWriter {
    private static final String CUSTOMER = "customer";
    private static final String COMPANY = "company";

    private final XMLStreamWriter xml;
    private final PortableMap portable;
    private final Map<String, LaneKind> kinds = new HashMap<>();
    private int depth;

    private CjmlWriter(XMLStreamWriter xml, PortableMap portable) {
        this.xml = xml;
        this.portable = portable;
        portable.map().lanes().forEach(lane -> kinds.put(lane.id(), lane.kind()));
    }

    /** @param company the name of the workspace */
    static byte[] write(PortableMap portable, String company) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            new CjmlWriter(xml, portable).journey(company);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failure) {
            throw new IllegalStateException("a journey cannot be written", failure);
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void journey(String company) throws XMLStreamException {
        JourneyMapContent map = portable.map();
        open("CJML");
        xml.writeAttribute("version", "2.0");
        open("plannedJourney");
        element("journeyID", "PJ1");
        element("journeyTitle", map.name());
        open("journeyPhases");
        for (MapStage stage : map.stages()) {
            open("journeyPhase");
            xml.writeAttribute("phaseID", allowed(stage.id()));
            element("phaseName", stage.name());
            close();
        }
        close();
        if (map.description().isPresent()) {
            element("journeyShortSummary", map.description().get());
        }
        open("actors");
        actor("endUser", CUSTOMER, "actorName", portable.personaName().orElse("Customer"));
        actor("serviceProvider", COMPANY, "companyName", company);
        close();
        open("touchpoints");
        int number = 0;
        for (MapStage stage : map.stages()) {
            for (MapCard card : map.cards()) {
                if (card.stage().equals(stage.id()) && isStep(card)) {
                    number++;
                    step(card, number);
                }
            }
        }
        close();
        close();
        close();
    }

    private boolean isStep(MapCard card) {
        LaneKind kind = kinds.get(card.lane());
        return kind == LaneKind.TOUCHPOINTS || kind == LaneKind.ACTIONS || kind == LaneKind.BACKSTAGE;
    }

    private void step(MapCard card, int number) throws XMLStreamException {
        LaneKind kind = kinds.get(card.lane());
        boolean isMeeting = kind == LaneKind.TOUCHPOINTS;
        open(isMeeting ? "plannedCommunicationPoint" : "plannedAction");
        element("touchpointID", "T" + number);
        open("belongsTo");
        xml.writeAttribute("phaseIDref", allowed(card.stage()));
        close();
        end("initiator", kind == LaneKind.BACKSTAGE ? COMPANY : CUSTOMER, "initiatorLabel", card.title());
        if (isMeeting) {
            Optional<TouchpointContent> touchpoint = portable.touchpointOf(card);
            end(
                    "receiver",
                    COMPANY,
                    "receiverLabel",
                    touchpoint.map(TouchpointContent::name).orElse(""));
            open("channel");
            element("channelName", touchpoint.map(TouchpointContent::channel).orElse("Other"));
            close();
        }
        if (card.text().isPresent()) {
            element("comment", card.text().get());
        }
        close();
    }

    private void end(String name, String actor, String labelName, String label) throws XMLStreamException {
        open(name);
        open("refersTo");
        xml.writeAttribute("actorIDref", actor);
        close();
        element(labelName, label);
        close();
    }

    private void actor(String name, String id, String titleName, String title) throws XMLStreamException {
        open(name);
        xml.writeAttribute("actorID", id);
        element(titleName, title);
        close();
    }

    private void open(String name) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeStartElement(name);
        depth++;
    }

    private void close() throws XMLStreamException {
        depth--;
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeEndElement();
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeStartElement(name);
        xml.writeCharacters(allowed(text));
        xml.writeEndElement();
    }

    private static String allowed(String text) {
        return XmlText.allowed(text);
    }
}
