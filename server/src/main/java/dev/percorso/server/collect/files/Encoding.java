package dev.percorso.server.collect.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/** Finds out how text is encoded: by its mark, by where its zero bytes are, else by whether it is UTF-8. */
final class Encoding {
    /** What old programs of the West wrote; takes any byte. */
    static final Charset WESTERN = Charset.forName("windows-1252");

    private Encoding() {}

    static Charset of(byte[] start, Optional<String> named) {
        return named.map(Encoding::named).orElseGet(() -> detected(start));
    }

    private static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (UnsupportedCharsetException | IllegalCharsetNameException unknown) {
            throw FileFault.of("'%s' is not an encoding; use e.g. UTF-8, UTF-16LE or windows-1252".formatted(name));
        }
    }

    private static Charset detected(byte[] start) {
        if (begins(start, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (begins(start, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (begins(start, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        int even = 0;
        int odd = 0;
        for (int index = 0; index < start.length; index++) {
            if (start[index] == 0) {
                even += 1 - index % 2;
                odd += index % 2;
            }
        }
        int many = start.length / 5;
        if (many > 0 && odd > many && even < many / 4) {
            return StandardCharsets.UTF_16LE;
        }
        if (many > 0 && even > many && odd < many / 4) {
            return StandardCharsets.UTF_16BE;
        }
        return isUtf8(start) ? StandardCharsets.UTF_8 : WESTERN;
    }

    private static boolean begins(byte[] start, int... bytes) {
        if (start.length < bytes.length) {
            return false;
        }
        for (int index = 0; index < bytes.length; index++) {
            if ((start[index] & 0xff) != bytes[index]) {
                return false;
            }
        }
        return true;
    }

    /** A character cut off at the end of the sample does not count. */
    private static boolean isUtf8(byte[] start) {
        return !StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(start), CharBuffer.allocate(start.length + 1), false)
                .isError();
    }
}
