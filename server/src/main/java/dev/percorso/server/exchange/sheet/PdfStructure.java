package dev.percorso.server.exchange.sheet;

import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/** The parts of a PDF in the order in which they are read (ISO 32000-1, 14.7 and 14.8), besides its drawing. */
final class PdfStructure {
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final PDStructureElement whole = new PDStructureElement(StandardStructureTypes.DOCUMENT, root);
    private final Map<Integer, PDParentTreeValue> pages = new TreeMap<>();

    PdfStructure() {
        root.appendKid(whole);
    }

    PDStructureElement whole() {
        return whole;
    }

    /** Begins a page; the list it gives is filled with the part that each numbered piece of the page belongs to. */
    COSArray begin(PDPage page) {
        COSArray owners = new COSArray();
        page.setStructParents(pages.size());
        pages.put(pages.size(), new PDParentTreeValue(owners));
        return owners;
    }

    PDStructureElement part(Mark.Group group, PDStructureElement parent, PDPage page) {
        PDStructureElement part = new PDStructureElement(type(group.role()), parent);
        part.setPage(page);
        if (!group.alternative().isEmpty()) {
            part.setAlternateDescription(group.alternative());
        }
        PDTableAttributeObject inTable = new PDTableAttributeObject();
        switch (group.role()) {
            case STAGE -> inTable.setScope(PDTableAttributeObject.SCOPE_COLUMN);
            case LANE -> inTable.setScope(PDTableAttributeObject.SCOPE_ROW);
            case CELL -> {
                if (group.columns() > 1) {
                    inTable.setColSpan(group.columns());
                }
            }
            case TITLE, PARAGRAPH, TABLE, ROW, FIGURE -> {}
        }
        if (!inTable.isEmpty()) {
            part.addAttribute(inTable);
        }
        parent.appendKid(part);
        return part;
    }

    private static String type(Mark.Role role) {
        return switch (role) {
            case TITLE -> StandardStructureTypes.H1;
            case PARAGRAPH -> StandardStructureTypes.P;
            case TABLE -> StandardStructureTypes.TABLE;
            case ROW -> StandardStructureTypes.TR;
            case STAGE, LANE -> StandardStructureTypes.TH;
            case CELL -> StandardStructureTypes.TD;
            case FIGURE -> StandardStructureTypes.Figure;
        };
    }

    /** Puts the structure into the document, when all its pages are drawn. */
    void finish(PDDocument document) {
        PDNumberTreeNode parents = new PDNumberTreeNode(PDParentTreeValue.class);
        parents.setNumbers(pages);
        root.setParentTree(parents);
        root.setParentTreeNextKey(pages.size());
        PDMarkInfo info = new PDMarkInfo();
        info.setMarked(true);
        document.getDocumentCatalog().setMarkInfo(info);
        document.getDocumentCatalog().setStructureTreeRoot(root);
    }
}
