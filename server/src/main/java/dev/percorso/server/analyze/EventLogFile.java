package dev.percorso.server.analyze;

import dev.percorso.engine.process.ProcessMap;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes cases as an event log in XES (IEEE 1849) while they come. Of persons there is nothing but the number that Percorso
 * has for them, which leads to them only inside of it.
 */
final class EventLogFile {
    private static final String EXTENSIONS = "http://www.xes-standard.org/";
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.UTC);

    private final XMLStreamWriter xml;

    private EventLogFile(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static void write(ProcessMap map, OutputStream target) {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(target, "UTF-8");
            EventLogFile file = new EventLogFile(xml);
            file.begin();
            map.cases(file::trace);
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failure) {
            throw new IllegalStateException("an event log cannot be written", failure);
        }
    }

    private void begin() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("log");
        xml.writeDefaultNamespace(EXTENSIONS);
        xml.writeAttribute("xes.version", "1.0");
        xml.writeAttribute("xes.features", "");
        for (String name : List.of("Concept", "Time")) {
            xml.writeCharacters("\n ");
            xml.writeEmptyElement("extension");
            xml.writeAttribute("name", name);
            xml.writeAttribute("prefix", name.toLowerCase(java.util.Locale.ROOT));
            xml.writeAttribute("uri", EXTENSIONS + name.toLowerCase(java.util.Locale.ROOT) + ".xesext");
        }
        global("trace");
        attribute("string", "concept:name", "");
        xml.writeEndElement();
        global("event");
        attribute("string", "concept:name", "");
        attribute("date", "time:timestamp", INSTANT.format(Instant.EPOCH));
        xml.writeEndElement();
        xml.writeCharacters("\n ");
        xml.writeEmptyElement("classifier");
        xml.writeAttribute("name", "Activity");
        xml.writeAttribute("keys", "concept:name");
    }

    private void global(String scope) throws XMLStreamException {
        xml.writeCharacters("\n ");
        xml.writeStartElement("global");
        xml.writeAttribute("scope", scope);
    }

    private void trace(int person, int number, List<ProcessMap.Step> steps) throws XMLStreamException {
        xml.writeCharacters("\n ");
        xml.writeStartElement("trace");
        attribute("string", "concept:name", person + "-" + number);
        attribute("string", "person", Integer.toString(person));
        for (ProcessMap.Step step : steps) {
            xml.writeCharacters("\n  ");
            xml.writeStartElement("event");
            attribute("string", "concept:name", step.label());
            attribute("date", "time:timestamp", INSTANT.format(Instant.ofEpochMilli(step.time())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void attribute(String type, String key, String value) throws XMLStreamException {
        xml.writeEmptyElement(type);
        xml.writeAttribute("key", key);
        xml.writeAttribute("value", XmlText.allowed(value));
    }
}
