package dev.percorso.server.exchange.sheet;

import dev.percorso.server.exchange.sheet.Mark.Bend;
import dev.percorso.server.exchange.sheet.Mark.Box;
import dev.percorso.server.exchange.sheet.Mark.Curve;
import dev.percorso.server.exchange.sheet.Mark.Dot;
import dev.percorso.server.exchange.sheet.Mark.Group;
import dev.percorso.server.exchange.sheet.Mark.Image;
import dev.percorso.server.exchange.sheet.Mark.Role;
import dev.percorso.server.exchange.sheet.Mark.Words;
import dev.percorso.server.picture.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Draws sheets on the pages of a PDF: lines, letters and the pictures of cards, each with the part it belongs to. */
final class PdfWriter {
    /** How far the control points of a quarter of a circle lie from its ends. */
    private static final float ROUND = 0.5523f;

    private static final float FRAME = 0.6f;
    private static final int COLOURS = 255;

    private final Lettering letters;
    private final PDFont regular;
    private final PDFont bold;
    private final PDPageContentStream stream;
    private final float height;
    private final PDDocument document;
    private final IdentityHashMap<Picture, PDImageXObject> images;
    private final PdfStructure structure;
    private final PDPage page;
    /** The parts of the pieces of this page, by their numbers. */
    private final COSArray owners;

    /** The part of the piece that is being drawn; empty for an ornament, and before the first piece. */
    private Optional<PDStructureElement> current = Optional.empty();

    private boolean isOpen;

    private PdfWriter(
            Lettering letters,
            PDFont regular,
            PDFont bold,
            PDPageContentStream stream,
            double height,
            PDDocument document,
            IdentityHashMap<Picture, PDImageXObject> images,
            PdfStructure structure,
            PDPage page) {
        this.document = document;
        this.images = images;
        this.structure = structure;
        this.page = page;
        this.owners = structure.begin(page);
        this.letters = letters;
        this.regular = regular;
        this.bold = bold;
        this.stream = stream;
        this.height = (float) height;
    }

    static void write(Iterable<Sheet> sheets, Lettering letters, PDDocument document) throws IOException {
        PDFont regular = font(document, Lettering.REGULAR);
        PDFont bold = font(document, Lettering.BOLD);
        IdentityHashMap<Picture, PDImageXObject> images = new IdentityHashMap<>();
        PdfStructure structure = new PdfStructure();
        for (Sheet sheet : sheets) {
            PDPage page = new PDPage(new PDRectangle((float) sheet.width(), (float) sheet.height()));
            document.addPage(page);
            try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
                PdfWriter writer = new PdfWriter(
                        letters, regular, bold, stream, sheet.height(), document, images, structure, page);
                writer.draw(sheet.marks(), structure.whole(), Optional.empty());
                writer.endPiece();
            }
        }
        structure.finish(document);
    }

    private static PDFont font(PDDocument document, String resource) throws IOException {
        try (InputStream font = Lettering.open(resource)) {
            return PDType0Font.load(document, font, true);
        }
    }

    /** @param role of the part; empty where nothing is read that stands in no other part */
    private void draw(List<Mark> marks, PDStructureElement part, Optional<Role> role) throws IOException {
        for (Mark mark : marks) {
            if (mark instanceof Group group) {
                draw(group.marks(), structure.part(group, part, page), Optional.of(group.role()));
            } else {
                boolean isRead = role.isPresent() && (role.get() == Role.FIGURE || mark instanceof Words);
                beginPiece(isRead ? Optional.of(part) : Optional.empty());
                draw(mark);
            }
        }
    }

    /** Says what is drawn next belongs to a part, or is an ornament. */
    private void beginPiece(Optional<PDStructureElement> part) throws IOException {
        if (isOpen && part.equals(current)) {
            return;
        }
        endPiece();
        if (part.isPresent()) {
            int number = owners.size();
            owners.add(part.get().getCOSObject());
            part.get().appendKid(number);
            stream.beginMarkedContent(COSName.getPDFName(part.get().getStructureType()), number);
        } else {
            stream.beginMarkedContent(COSName.ARTIFACT);
        }
        current = part;
        isOpen = true;
    }

    private void endPiece() throws IOException {
        if (isOpen) {
            stream.endMarkedContent();
            isOpen = false;
        }
    }

    private void draw(Mark mark) throws IOException {
        switch (mark) {
            case Box box -> box(box);
            case Words words -> words(words);
            case Curve curve -> curve(curve);
            case Group group -> throw new IllegalStateException("parts are drawn mark by mark: " + group.role());
            case Image image ->
                stream.drawImage(
                        drawn(image.picture()),
                        (float) image.x(),
                        up(image.y() + image.height()),
                        (float) image.width(),
                        (float) image.height());
            case Dot dot -> {
                round(dot.x() - dot.radius(), dot.y() - dot.radius(), 2 * dot.radius(), 2 * dot.radius(), dot.radius());
                paint(Optional.of(dot.fill()), Optional.empty());
            }
        }
    }

    /** A picture that several cards show stands in the file once. */
    private PDImageXObject drawn(Picture picture) throws IOException {
        PDImageXObject known = images.get(picture);
        if (known == null) {
            known = PDImageXObject.createFromByteArray(document, picture.content(), "card");
            images.put(picture, known);
        }
        return known;
    }

    private float up(double y) {
        return height - (float) y;
    }

    private void box(Box box) throws IOException {
        if (box.width() <= 0 || box.height() <= 0) {
            return;
        }
        double radius = Math.min(box.radius(), Math.min(box.width(), box.height()) / 2);
        if (radius > 0) {
            round(box.x(), box.y(), box.width(), box.height(), radius);
        } else {
            stream.addRect((float) box.x(), up(box.y() + box.height()), (float) box.width(), (float) box.height());
        }
        paint(box.fill(), box.frame());
    }

    /** The outline of a box with round corners. */
    private void round(double x, double y, double width, double high, double radius) throws IOException {
        float left = (float) x;
        float right = (float) (x + width);
        float top = up(y);
        float bottom = up(y + high);
        float corner = (float) radius;
        float bend = corner * (1 - ROUND);
        stream.moveTo(left + corner, top);
        stream.lineTo(right - corner, top);
        stream.curveTo(right - bend, top, right, top - bend, right, top - corner);
        stream.lineTo(right, bottom + corner);
        stream.curveTo(right, bottom + bend, right - bend, bottom, right - corner, bottom);
        stream.lineTo(left + corner, bottom);
        stream.curveTo(left + bend, bottom, left, bottom + bend, left, bottom + corner);
        stream.lineTo(left, top - corner);
        stream.curveTo(left, top - bend, left + bend, top, left + corner, top);
        stream.closePath();
    }

    private void paint(Optional<Ink> fill, Optional<Ink> frame) throws IOException {
        if (fill.isPresent()) {
            Ink ink = fill.get();
            stream.setNonStrokingColor(red(ink), green(ink), blue(ink));
        }
        if (frame.isPresent()) {
            Ink ink = frame.get();
            stream.setStrokingColor(red(ink), green(ink), blue(ink));
            stream.setLineWidth(FRAME);
        }
        if (fill.isPresent() && frame.isPresent()) {
            stream.fillAndStroke();
        } else if (fill.isPresent()) {
            stream.fill();
        } else {
            stream.stroke();
        }
    }

    private void words(Words words) throws IOException {
        Ink ink = words.ink();
        stream.beginText();
        stream.setFont(words.bold() ? bold : regular, (float) words.size());
        stream.setNonStrokingColor(red(ink), green(ink), blue(ink));
        stream.newLineAtOffset((float) words.x(), up(words.baseline()));
        // The space keeps the last word of a line from the first of the next one when both are read.
        stream.showText(letters.drawable(words.text(), words.bold()) + " ");
        stream.endText();
    }

    private void curve(Curve curve) throws IOException {
        Ink ink = curve.ink();
        stream.setStrokingColor(red(ink), green(ink), blue(ink));
        stream.setLineWidth((float) curve.width());
        stream.setLineCapStyle(1);
        stream.setLineDashPattern(curve.dashed() ? new float[] {3, 3} : new float[0], 0);
        stream.moveTo((float) curve.from().x(), up(curve.from().y()));
        for (Bend bend : curve.bends()) {
            stream.curveTo(
                    (float) bend.first().x(),
                    up(bend.first().y()),
                    (float) bend.second().x(),
                    up(bend.second().y()),
                    (float) bend.to().x(),
                    up(bend.to().y()));
        }
        stream.stroke();
        stream.setLineDashPattern(new float[0], 0);
    }

    private static float red(Ink ink) {
        return (float) (ink.rgb() >> 16 & COLOURS) / COLOURS;
    }

    private static float green(Ink ink) {
        return (float) (ink.rgb() >> 8 & COLOURS) / COLOURS;
    }

    private static float blue(Ink ink) {
        return (float) (ink.rgb() & COLOURS) / COLOURS;
    }
}
