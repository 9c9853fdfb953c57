package dev.percorso.server.collect.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the events of a XES log as a stream; there are no document types, entities or other files. */
final class XesRows implements Rows {
    private static final int MOST_EVENTS_OF_TRACE = 1_000_000;
    private static final int DEEPEST = 64;

    private final DiskStream stream;
    private final Metered metered;
    private final XMLStreamReader xml;
    private final Deque<Map<String, Object>> events = new ArrayDeque<>();
    private Map<String, Object> trace = new LinkedHashMap<>();
    private long number;

    XesRows(DetectedFile file) throws IOException {
        this.stream = DiskStream.open(file.path());
        this.metered = new Metered(stream);
        try {
            this.xml = factory().createXMLStreamReader(metered);
        } catch (XMLStreamException failure) {
            stream.close();
            throw broken(failure);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    private static RuntimeException broken(XMLStreamException failure) {
        String message = String.valueOf(failure.getMessage());
        return FileFault.of("the event log is not well-formed XML: "
                + message.lines().reduce((first, second) -> second).orElse(message));
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public Optional<Row> next() throws IOException {
        try {
            while (events.isEmpty() && xml.hasNext()) {
                metered.renew();
                step(xml.next());
            }
        } catch (XMLStreamException failure) {
            throw broken(failure);
        }
        if (events.isEmpty()) {
            return Optional.empty();
        }
        number++;
        Map<String, Object> event = events.remove();
        return Optional.of(Row.of(number, event, event::toString));
    }

    private void step(int what) throws XMLStreamException {
        switch (what) {
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw FileFault.of("the event log declares a document type or entities, which XES has no use for and"
                        + " which can harm; remove the DOCTYPE");
            case XMLStreamConstants.START_ELEMENT -> {
                if (xml.getLocalName().equals("trace")) {
                    trace();
                }
            }
            default -> {
                // Text between elements means nothing in XES.
            }
        }
    }

    /** Attributes of a trace may follow its events, so a trace is read as a whole. */
    private void trace() throws XMLStreamException {
        trace = new LinkedHashMap<>();
        int inside = 1;
        while (inside > 0) {
            int what = xml.next();
            if (what == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("event")) {
                    Map<String, Object> event = new LinkedHashMap<>();
                    attributes(event, "");
                    events.add(event);
                    metered.renew();
                } else {
                    attribute(trace, "case:");
                    attributes(new LinkedHashMap<>(), "");
                }
            } else if (what == XMLStreamConstants.END_ELEMENT) {
                inside--;
            } else if (what == XMLStreamConstants.ENTITY_REFERENCE) {
                step(what);
            }
            if (events.size() > MOST_EVENTS_OF_TRACE) {
                throw FileFault.of("a trace of the event log has more than %,d events".formatted(MOST_EVENTS_OF_TRACE));
            }
        }
        events.forEach(event -> trace.forEach(event::putIfAbsent));
    }

    /** Reads up to the end of the element that is open, taking the attributes directly in it. */
    private void attributes(Map<String, Object> target, String prefix) throws XMLStreamException {
        int inside = 1;
        while (inside > 0) {
            int what = xml.next();
            if (what == XMLStreamConstants.START_ELEMENT) {
                if (inside == 1) {
                    attribute(target, prefix);
                }
                inside++;
                if (inside > DEEPEST) {
                    throw FileFault.of("the event log is nested deeper than %d elements".formatted(DEEPEST));
                }
            } else if (what == XMLStreamConstants.END_ELEMENT) {
                inside--;
            } else if (what == XMLStreamConstants.ENTITY_REFERENCE) {
                step(what);
            }
        }
    }

    private void attribute(Map<String, Object> target, String prefix) {
        String key = xml.getAttributeValue(null, "key");
        String value = xml.getAttributeValue(null, "value");
        if (key == null || value == null || value.isEmpty() || target.size() >= Header.MOST_COLUMNS) {
            return;
        }
        target.put(prefix + key, typed(xml.getLocalName(), value));
    }

    private static Object typed(String type, String value) {
        try {
            return switch (type) {
                case "int" -> Long.valueOf(value.strip());
                case "float" -> Double.valueOf(value.strip());
                case "boolean" -> Boolean.valueOf(value.strip());
                default -> value;
            };
        } catch (NumberFormatException asText) {
            return value;
        }
    }

    @Override
    public long bytesRead() {
        return stream.bytesRead();
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } catch (XMLStreamException failure) {
            throw new IOException(failure);
        } finally {
            stream.close();
        }
    }

    /** Ends a file whose next element is so long that it can only be meant to fill the memory. */
    private static final class Metered extends FilterInputStream {
        private static final long LONGEST_ELEMENT = 32L << 20;
        private long sinceElement;

        Metered(InputStream content) {
            super(content);
        }

        void renew() {
            sinceElement = 0;
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            sinceElement += Math.max(read, 0);
            if (sinceElement > LONGEST_ELEMENT) {
                throw FileFault.of(
                        "an element of the event log is longer than %,d MB".formatted(LONGEST_ELEMENT >> 20));
            }
        }
    }
}
