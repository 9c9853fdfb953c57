package dev.percorso.server.picture;

import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads what somebody sent as a picture and draws it anew: hidden data such as the place where it was taken is gone, and
 * so is whatever pretends to be a picture.
 */
final class PictureReader {
    private static final Set<String> FORMATS = Set.of("png", "jpeg");
    /** A small file can hold an enormous picture; that is found out before it is unpacked. */
    private static final long MOST_PIXELS = 16_000_000;

    private static final int LONGEST_SIDE = 1_024;

    private PictureReader() {}

    static Picture read(byte[] sent) {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(sent))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw none();
            }
            ImageReader reader = readers.next();
            try {
                return drawn(reader, input);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw none();
        }
    }

    private static Picture drawn(ImageReader reader, ImageInputStream input) throws IOException {
        if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
            throw none();
        }
        reader.setInput(input, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            throw ProblemException.of(
                    ErrorCode.TOO_LARGE,
                    "the picture has %,d pixels; make it smaller than %,d".formatted(pixels, MOST_PIXELS));
        }
        return written(scaled(reader.read(0), LONGEST_SIDE));
    }

    /** The same picture, drawn smaller where it is larger than that. */
    static Picture fitted(Picture picture, int longestSide) {
        if (Math.max(picture.width(), picture.height()) <= longestSide) {
            return picture;
        }
        try {
            return written(scaled(ImageIO.read(new ByteArrayInputStream(picture.content())), longestSide));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static BufferedImage scaled(BufferedImage whole, int longestSide) {
        double scale = Math.min(1, (double) longestSide / Math.max(whole.getWidth(), whole.getHeight()));
        int width = Math.max(1, (int) Math.round(whole.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(whole.getHeight() * scale));
        boolean isClear = whole.getColorModel().hasAlpha();
        BufferedImage drawn =
                new BufferedImage(width, height, isClear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = drawn.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(whole, 0, 0, width, height, null);
        pen.dispose();
        return drawn;
    }

    private static Picture written(BufferedImage drawn) throws IOException {
        boolean isClear = drawn.getColorModel().hasAlpha();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(drawn, isClear ? "png" : "jpeg", bytes)) {
            throw new IllegalStateException("this Java cannot write pictures");
        }
        return new Picture(
                isClear ? "image/png" : "image/jpeg", drawn.getWidth(), drawn.getHeight(), bytes.toByteArray());
    }

    private static ProblemException none() {
        return ProblemException.of(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE, "this is no picture that can be read; send a PNG or a JPEG file");
    }
}
