package dev.percorso.server.outward;

import dev.percorso.server.outward.PublicAddresses.RefusedAddressException;
import dev.percorso.server.outward.PublicAddresses.Target;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Gets a document of an address that somebody entered, or sends one there. It speaks HTTP/1.1 itself, because the clients at hand resolve
 * names again when they connect, and that is what {@link PublicAddresses} must prevent.
 */
public final class Fetcher {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 10_000;
    private static final int MOST_REDIRECTS = 3;
    private static final int MOST_HEAD_BYTES = 64 << 10;

    private final PublicAddresses addresses;
    private final int mostBytes;
    private final Duration longest;

    /**
     * @param mostBytes of a document, after it is unpacked
     * @param longest time for everything
     */
    public Fetcher(PublicAddresses addresses, int mostBytes, Duration longest) {
        this.addresses = addresses;
        this.mostBytes = mostBytes;
        this.longest = longest;
    }

    /**
     * What was answered.
     *
     * @param headers by name in lower case
     */
    public record Fetched(int status, Map<String, String> headers, byte[] body) {}

    /**
     * Gets a document, following a few redirects, each checked like the first address.
     *
     * @throws IOException with a reason for people
     */
    public Fetched get(URI uri, Map<String, String> headers) throws IOException, RefusedAddressException {
        long deadline = System.nanoTime() + longest.toNanos();
        URI next = uri;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Fetched fetched = exchange(addresses.resolve(next), new Sent("GET", headers, new byte[0]), deadline);
            String location = fetched.headers().getOrDefault("location", "");
            if (fetched.status() < 300 || fetched.status() == 304 || fetched.status() >= 400 || location.isEmpty()) {
                return fetched;
            }
            try {
                next = next.resolve(location);
            } catch (IllegalArgumentException malformed) {
                throw new IOException("the server redirects to something that is no address");
            }
        }
        throw new IOException("the server redirects more than %d times".formatted(MOST_REDIRECTS));
    }

    /**
     * Sends a document; a redirect is an answer like any other and not followed.
     *
     * @throws IOException with a reason for people
     */
    public Fetched post(URI uri, Map<String, String> headers, byte[] body) throws IOException, RefusedAddressException {
        long deadline = System.nanoTime() + longest.toNanos();
        return exchange(addresses.resolve(uri), new Sent("POST", headers, body), deadline);
    }

    /** As {@link #post}, to take something away. */
    public Fetched delete(URI uri, Map<String, String> headers, byte[] body)
            throws IOException, RefusedAddressException {
        long deadline = System.nanoTime() + longest.toNanos();
        return exchange(addresses.resolve(uri), new Sent("DELETE", headers, body), deadline);
    }

    private record Sent(String method, Map<String, String> headers, byte[] body) {}

    /** The other side cannot be spoken to: nothing of the request has left. */
    public static final class UnreachableException extends IOException {
        UnreachableException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private Fetched exchange(Target target, Sent sent, long deadline) throws IOException {
        try (Socket plain = new Socket();
                Socket socket = connected(plain, target)) {
            send(socket.getOutputStream(), target, sent);
            return read(new Timed(new BufferedInputStream(socket.getInputStream()), deadline));
        }
    }

    private static Socket connected(Socket plain, Target target) throws UnreachableException {
        try {
            plain.connect(new InetSocketAddress(target.address(), target.port()), CONNECT_MILLIS);
            plain.setSoTimeout(READ_MILLIS);
            return target.isSecure() ? secured(plain, target) : plain;
        } catch (IOException failure) {
            throw new UnreachableException(failure);
        }
    }

    private static Socket secured(Socket plain, Target target) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static void send(OutputStream out, Target target, Sent sent) throws IOException {
        String path = target.uri().getRawPath();
        String query = target.uri().getRawQuery();
        boolean isUsual = target.port() == (target.isSecure() ? 443 : 80);
        String host = target.host().indexOf(':') >= 0 ? "[" + target.host() + "]" : target.host();
        StringBuilder head = new StringBuilder(sent.method())
                .append(' ')
                .append(path == null || path.isEmpty() ? "/" : path)
                .append(query == null ? "" : "?" + query)
                .append(" HTTP/1.1\r\nHost: ")
                .append(isUsual ? host : host + ":" + target.port())
                .append("\r\nUser-Agent: Percorso\r\nAccept-Encoding: gzip\r\nConnection: close\r\n");
        if (!sent.method().equals("GET")) {
            head.append("Content-Length: ").append(sent.body().length).append("\r\n");
        }
        sent.headers()
                .forEach((name, value) -> head.append(name)
                        .append(": ")
                        .append(value.replaceAll("[\r\n]", " "))
                        .append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.write(sent.body());
        out.flush();
    }

    private Fetched read(InputStream in) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1") || !status[1].matches("\\d{3}")) {
            throw new IOException("what answers there does not speak HTTP");
        }
        Map<String, String> headers = new HashMap<>();
        int bytes = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            bytes += line.length();
            if (bytes > MOST_HEAD_BYTES) {
                throw new IOException("the head of the answer is too long");
            }
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        int code = Integer.parseInt(status[1]);
        if (code == 204 || code == 304) {
            return new Fetched(code, headers, new byte[0]);
        }
        boolean isChunked = headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked");
        byte[] body = isChunked ? chunks(in) : bounded(in, length(headers));
        byte[] plain =
                isPacked(body) ? bounded(new GZIPInputStream(new ByteArrayInputStream(body)), Long.MAX_VALUE) : body;
        return new Fetched(code, headers, plain);
    }

    private static boolean isPacked(byte[] body) {
        return body.length > 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
    }

    private static long length(Map<String, String> headers) throws IOException {
        String length = headers.getOrDefault("content-length", "");
        if (length.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!length.matches("\\d{1,18}")) {
            throw new IOException("the answer has no sensible length");
        }
        return Long.parseLong(length);
    }

    private byte[] bounded(InputStream in, long length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8 << 10];
        while (bytes.size() < length) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, length - bytes.size()));
            if (read < 0) {
                break;
            }
            bytes.write(buffer, 0, read);
            checkSize(bytes.size());
        }
        return bytes.toByteArray();
    }

    private void checkSize(long size) throws IOException {
        if (size > mostBytes) {
            throw new IOException("the document has more than %,d bytes".formatted(mostBytes));
        }
    }

    private byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            String size = line(in).split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw new IOException("the answer is cut into pieces of no sensible length");
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                return bytes.toByteArray();
            }
            checkSize(bytes.size() + length);
            byte[] chunk = in.readNBytes((int) length);
            if (chunk.length < length) {
                throw new IOException("the answer is cut off");
            }
            bytes.write(chunk);
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int character = in.read(); character != '\n'; character = in.read()) {
            if (character < 0 || line.length() > MOST_HEAD_BYTES) {
                throw new IOException("the answer is cut off");
            }
            if (character != '\r') {
                line.append((char) character);
            }
        }
        return line.toString();
    }

    /** Ends an answer that drips. */
    private static final class Timed extends FilterInputStream {
        private final long deadline;

        Timed(InputStream in, long deadline) {
            super(in);
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            check();
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            check();
            return super.read(buffer, offset, length);
        }

        private void check() throws IOException {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the answer took too long");
            }
        }
    }
}
