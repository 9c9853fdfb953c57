package dev.percorso.server.exchange.sheet;

import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.PortableMap;
import dev.percorso.server.picture.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Prints maps. The same layout serves every kind of file; a picture is the whole sheet of the PDF. */
public final class MapPrint {
    private static final double MOST_PIXELS = 20e6;
    private static final double FINEST = 2;
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 20;

    private final Semaphore places = new Semaphore(AT_ONCE);

    /** Read when the first map is printed: most starts of the server print none. */
    private static final class Letters {
        private static final Lettering ALL = new Lettering();
    }

    /**
     * A map that is to be printed.
     *
     * @param asOf when it was last changed
     * @param pictures of cards by their ids
     */
    public record Original(
            PortableMap map, Instant asOf, ZoneId zone, MapWords words, Function<String, Optional<Picture>> pictures) {}

    public byte[] pdf(Original original, Paper paper) {
        return inTurn(() -> written(original, paper));
    }

    /** At twice the size of the screen, or smaller where it would be too much to hold. */
    public byte[] png(Original original) {
        return inTurn(() -> {
            try (PDDocument document = Loader.loadPDF(written(original, Paper.WHOLE))) {
                double area = document.getPage(0).getMediaBox().getWidth()
                        * document.getPage(0).getMediaBox().getHeight();
                double scale = Math.min(FINEST, Math.sqrt(MOST_PIXELS / area));
                BufferedImage image = new PDFRenderer(document).renderImage(0, (float) scale, ImageType.RGB);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ImageIO.write(image, "png", bytes);
                return bytes.toByteArray();
            }
        });
    }

    public byte[] svg(Original original) {
        return inTurn(() -> SvgWriter.write(
                sheets(original, Paper.WHOLE).getFirst(),
                original.map().map().name(),
                original.map().map().description().orElse(""),
                original.words().locale()));
    }

    private static List<Sheet> sheets(Original original, Paper paper) {
        return new MapLayout(
                        original.map(),
                        original.words(),
                        Letters.ALL,
                        original.pictures(),
                        paper,
                        original.asOf().atZone(original.zone()).toLocalDate())
                .sheets();
    }

    private static byte[] written(Original original, Paper paper) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDDocumentInformation about = new PDDocumentInformation();
            about.setTitle(original.map().map().name());
            about.setCreator("Percorso");
            about.setCreationDate(calendar(original));
            document.setDocumentInformation(about);
            document.getDocumentCatalog().setLanguage(original.words().locale().getLanguage());
            PDViewerPreferences viewer = new PDViewerPreferences(new COSDictionary());
            viewer.setDisplayDocTitle(true);
            document.getDocumentCatalog().setViewerPreferences(viewer);
            PdfWriter.write(sheets(original, paper), Letters.ALL, document);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static Calendar calendar(Original original) {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(original.zone()));
        calendar.setTimeInMillis(original.asOf().toEpochMilli());
        return calendar;
    }

    private interface Printing {
        byte[] run() throws IOException;
    }

    /** Few at once, since each holds its whole document in memory. */
    private byte[] inTurn(Printing printing) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ProblemException.retryLater(
                        ErrorCode.UNAVAILABLE, "Other maps are being printed; try again in a moment", PATIENCE_SECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a place to print", stopped);
        }
        try {
            return printing.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            places.release();
        }
    }
}
