package dev.percorso.server.http;

import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;
import java.util.Set;

/**
 * Lets bodies with {@code Content-Encoding: gzip} pass, which Helidon would answer with 400, and leaves them zipped:
 * {@link Unzipped} tells gzip by its first bytes, since not every sender says so, and bounds what comes out.
 */
record GzipAsItComes() implements ContentEncoding {
    private static final String GZIP = "gzip";

    @Override
    public Set<String> ids() {
        return Set.of(GZIP, "x-gzip");
    }

    @Override
    public boolean supportsEncoding() {
        return false;
    }

    @Override
    public boolean supportsDecoding() {
        return true;
    }

    @Override
    public ContentDecoder decoder() {
        return ContentDecoder.NO_OP;
    }

    @Override
    public ContentEncoder encoder() {
        return ContentEncoder.NO_OP;
    }

    @Override
    public String name() {
        return GZIP;
    }

    @Override
    public String type() {
        return GZIP;
    }
}
