package dev.percorso.server.exchange.sheet;

import dev.percorso.server.analyze.XmlText;
import dev.percorso.server.exchange.sheet.Mark.Bend;
import dev.percorso.server.exchange.sheet.Mark.Box;
import dev.percorso.server.exchange.sheet.Mark.Curve;
import dev.percorso.server.exchange.sheet.Mark.Dot;
import dev.percorso.server.exchange.sheet.Mark.Group;
import dev.percorso.server.exchange.sheet.Mark.Image;
import dev.percorso.server.exchange.sheet.Mark.Spot;
import dev.percorso.server.exchange.sheet.Mark.Words;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a sheet as SVG: text stays text. */
final class SvgWriter {
    private final XMLStreamWriter xml;

    private SvgWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static byte[] write(Sheet sheet, String title, String description, Locale language) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
            xml.writeAttribute("viewBox", "0 0 %s %s".formatted(number(sheet.width()), number(sheet.height())));
            xml.writeAttribute("width", number(sheet.width()));
            xml.writeAttribute("height", number(sheet.height()));
            xml.writeAttribute("role", "img");
            xml.writeAttribute("lang", language.getLanguage());
            xml.writeAttribute("font-family", "Liberation Sans, Arial, Helvetica, sans-serif");
            new SvgWriter(xml).write(sheet, title, description);
            xml.writeEndElement();
            xml.flush();
        } catch (XMLStreamException failure) {
            throw new IllegalStateException("a drawing cannot be written", failure);
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Sheet sheet, String title, String description) throws XMLStreamException {
        element("title", title);
        element("desc", description);
        marks(sheet.marks());
    }

    private void marks(List<Mark> marks) throws XMLStreamException {
        for (Mark mark : marks) {
            switch (mark) {
                case Box box -> box(box);
                case Words words -> words(words);
                case Curve curve -> curve(curve);
                case Image image -> image(image);
                case Group group -> marks(group.marks());
                case Dot dot -> {
                    xml.writeEmptyElement("circle");
                    xml.writeAttribute("cx", number(dot.x()));
                    xml.writeAttribute("cy", number(dot.y()));
                    xml.writeAttribute("r", number(dot.radius()));
                    xml.writeAttribute("fill", dot.fill().hex());
                }
            }
        }
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(XmlText.allowed(text));
        xml.writeEndElement();
    }

    private void box(Box box) throws XMLStreamException {
        xml.writeEmptyElement("rect");
        xml.writeAttribute("x", number(box.x()));
        xml.writeAttribute("y", number(box.y()));
        xml.writeAttribute("width", number(box.width()));
        xml.writeAttribute("height", number(box.height()));
        if (box.radius() > 0) {
            xml.writeAttribute("rx", number(box.radius()));
        }
        xml.writeAttribute("fill", box.fill().map(Ink::hex).orElse("none"));
        if (box.frame().isPresent()) {
            xml.writeAttribute("stroke", box.frame().get().hex());
            xml.writeAttribute("stroke-width", "0.6");
        }
    }

    private void words(Words words) throws XMLStreamException {
        xml.writeStartElement("text");
        xml.writeAttribute("x", number(words.x()));
        xml.writeAttribute("y", number(words.baseline()));
        xml.writeAttribute("font-size", number(words.size()));
        if (words.bold()) {
            xml.writeAttribute("font-weight", "bold");
        }
        xml.writeAttribute("fill", words.ink().hex());
        xml.writeCharacters(XmlText.allowed(words.text()));
        xml.writeEndElement();
    }

    private void image(Image image) throws XMLStreamException {
        xml.writeEmptyElement("image");
        xml.writeAttribute("x", number(image.x()));
        xml.writeAttribute("y", number(image.y()));
        xml.writeAttribute("width", number(image.width()));
        xml.writeAttribute("height", number(image.height()));
        xml.writeAttribute(
                "href",
                "data:" + image.picture().type() + ";base64,"
                        + Base64.getEncoder().encodeToString(image.picture().content()));
    }

    private void curve(Curve curve) throws XMLStreamException {
        StringBuilder path = new StringBuilder("M").append(spot(curve.from()));
        for (Bend bend : curve.bends()) {
            path.append(" C")
                    .append(spot(bend.first()))
                    .append(' ')
                    .append(spot(bend.second()))
                    .append(' ')
                    .append(spot(bend.to()));
        }
        xml.writeEmptyElement("path");
        xml.writeAttribute("d", path.toString());
        xml.writeAttribute("fill", "none");
        xml.writeAttribute("stroke", curve.ink().hex());
        xml.writeAttribute("stroke-width", number(curve.width()));
        xml.writeAttribute("stroke-linecap", "round");
        if (curve.dashed()) {
            xml.writeAttribute("stroke-dasharray", "3 3");
        }
    }

    private static String spot(Spot spot) {
        return number(spot.x()) + " " + number(spot.y());
    }

    /** Hundredths of a point are finer than any printer. */
    private static String number(double value) {
        long hundredths = Math.round(value * 100);
        return hundredths % 100 == 0 ? Long.toString(hundredths / 100) : Double.toString(hundredths / 100.0);
    }
}
