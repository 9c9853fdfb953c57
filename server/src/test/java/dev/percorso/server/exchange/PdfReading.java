package dev.percorso.server.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** A tagged PDF as a screen reader goes through it: part by part of its structure, not place by place of its pages. */
record PdfReading(List<Part> parts) {
    /** One part with the words that are its own. */
    record Part(String type, String words, String alternative) {}

    static PdfReading of(PDDocument document) throws IOException {
        Map<PDPage, Map<Integer, String>> pieces = new HashMap<>();
        for (PDPage page : document.getPages()) {
            PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
            extractor.processPage(page);
            pieces.put(
                    page,
                    extractor.getMarkedContents().stream()
                            .filter(piece -> piece.getMCID() >= 0)
                            .collect(Collectors.toMap(PDMarkedContent::getMCID, PdfReading::words)));
        }
        List<Part> parts = new ArrayList<>();
        walk(document.getDocumentCatalog().getStructureTreeRoot(), pieces, parts);
        return new PdfReading(parts);
    }

    private static String words(PDMarkedContent piece) {
        return piece.getContents().stream()
                .filter(TextPosition.class::isInstance)
                .map(letter -> ((TextPosition) letter).getUnicode())
                .collect(Collectors.joining());
    }

    private static void walk(PDStructureNode node, Map<PDPage, Map<Integer, String>> pieces, List<Part> parts) {
        if (node instanceof PDStructureElement part) {
            String own = node.getKids().stream()
                    .filter(Integer.class::isInstance)
                    .map(number -> pieces.getOrDefault(part.getPage(), Map.of()).getOrDefault((Integer) number, ""))
                    .collect(Collectors.joining());
            String alternative = part.getAlternateDescription();
            parts.add(new Part(part.getStructureType(), own, alternative == null ? "" : alternative));
        }
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureNode inner) {
                walk(inner, pieces, parts);
            }
        }
    }

    String text() {
        return parts.stream().map(Part::words).collect(Collectors.joining());
    }

    String of(String type) {
        return parts.stream()
                .filter(part -> part.type().equals(type))
                .map(Part::words)
                .collect(Collectors.joining());
    }

    long count(String type) {
        return parts.stream().filter(part -> part.type().equals(type)).count();
    }

    String alternatives() {
        return parts.stream().map(Part::alternative).collect(Collectors.joining(" "));
    }
}
