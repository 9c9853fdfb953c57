package dev.percorso.server.exchange;

import dev.percorso.server.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a small XML document. Names are compared without case and namespace. There are no document types, entities
 * or other files, and what is deep or has many parts is refused before it is kept.
 */
final class XmlPart {
    private static final int DEEPEST = 32;
    private static final int MOST_PARTS = 100_000;

    private final String name;
    private final int line;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<XmlPart> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlPart(String name, int line) {
        this.name = name.toLowerCase(Locale.ROOT);
        this.line = line;
    }

    static XmlPart read(byte[] file) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(file));
            try {
                return read(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException broken) {
            String message = String.valueOf(broken.getMessage());
            int line = Math.max(
                    1, broken.getLocation() == null ? 1 : broken.getLocation().getLineNumber());
            throw fault(
                    line,
                    "the file is not well-formed XML: "
                            + message.lines().reduce((first, second) -> second).orElse(message));
        }
    }

    private static XmlPart read(XMLStreamReader xml) throws XMLStreamException {
        XmlPart outside = new XmlPart("", 0);
        Deque<XmlPart> open = new ArrayDeque<>(List.of(outside));
        int count = 0;
        while (xml.hasNext()) {
            int line = xml.getLocation().getLineNumber();
            switch (xml.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw fault(
                            line,
                            "the file declares a document type or entities, which a journey has no use for and which"
                                    + " can harm; remove the DOCTYPE");
                case XMLStreamConstants.START_ELEMENT -> {
                    count++;
                    if (open.size() > DEEPEST || count > MOST_PARTS) {
                        throw fault(
                                line,
                                "the file has more than %,d elements or is nested deeper than %d"
                                        .formatted(MOST_PARTS, DEEPEST));
                    }
                    XmlPart part =
                            new XmlPart(xml.getLocalName(), xml.getLocation().getLineNumber());
                    for (int place = 0; place < xml.getAttributeCount(); place++) {
                        part.attributes.put(
                                xml.getAttributeLocalName(place).toLowerCase(Locale.ROOT),
                                xml.getAttributeValue(place));
                    }
                    open.getFirst().parts.add(part);
                    open.push(part);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.getFirst().text.append(xml.getText());
                default -> {
                    // Comments and instructions say nothing of the journey.
                }
            }
        }
        return outside.parts.getFirst();
    }

    static ProblemException fault(int line, String what) {
        return ProblemException.invalid("/line/" + line, "line %d: %s".formatted(line, what));
    }

    boolean is(String wanted) {
        return name.equals(wanted.toLowerCase(Locale.ROOT));
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    List<XmlPart> parts() {
        return List.copyOf(parts);
    }

    Stream<XmlPart> all(String wanted) {
        return parts.stream().filter(part -> part.is(wanted));
    }

    Optional<XmlPart> first(String wanted) {
        return all(wanted).findFirst();
    }

    /** Text of the first part of one of these names that has some. */
    Optional<String> text(String... wanted) {
        return Stream.of(wanted)
                .flatMap(one -> first(one).map(XmlPart::text).stream())
                .filter(found -> !found.isEmpty())
                .findFirst();
    }

    String text() {
        return String.join(" ", text.toString().lines().map(String::strip).toList())
                .strip();
    }

    Optional<String> attribute(String... wanted) {
        return Stream.of(wanted)
                .map(one -> attributes
                        .getOrDefault(one.toLowerCase(Locale.ROOT), "")
                        .strip())
                .filter(found -> !found.isEmpty())
                .findFirst();
    }
}
