package dev.percorso.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection that knows just enough to send what is to be measured: a full client would take a
 * good part of the processors that it shares with the server.
 */
final class Connection implements AutoCloseable {
    /** What matters of an answer; seconds to wait are 0 when it names none. */
    record Answer(int status, int retryAfterSeconds) {}

    private final Socket socket;
    private final byte[] fixed;
    private final byte[] buffer = new byte[16 * 1024];
    private int filled;

    Connection(URI target, String authorization) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), target.getPort());
        socket.setTcpNoDelay(true);
        fixed =
                "POST %s HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: "
                        .formatted(target.getPath(), target.getHost(), target.getPort(), authorization)
                        .getBytes(StandardCharsets.ISO_8859_1);
    }

    Answer post(String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] length = (content.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[fixed.length + length.length + content.length];
        System.arraycopy(fixed, 0, request, 0, fixed.length);
        System.arraycopy(length, 0, request, fixed.length, length.length);
        System.arraycopy(content, 0, request, fixed.length + length.length, content.length);
        socket.getOutputStream().write(request);
        return read(socket.getInputStream());
    }

    private Answer read(InputStream in) throws IOException {
        int headEnd = -1;
        while (headEnd < 0) {
            int scanned = filled;
            fill(in);
            headEnd = endOfHead(Math.max(0, scanned - 3));
        }
        String head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int end = headEnd + number(head, "\r\ncontent-length:");
        while (filled < end) {
            fill(in);
        }
        System.arraycopy(buffer, end, buffer, 0, filled - end);
        filled -= end;
        return new Answer(Integer.parseInt(head, 9, 12, 10), number(head, "\r\nretry-after:"));
    }

    private void fill(InputStream in) throws IOException {
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read <= 0) {
            throw new EOFException("the server closed the connection, or answers more than expected");
        }
        filled += read;
    }

    private int endOfHead(int from) {
        for (int at = from; at + 3 < filled; at++) {
            if (buffer[at] == '\r' && buffer[at + 1] == '\n' && buffer[at + 2] == '\r' && buffer[at + 3] == '\n') {
                return at + 4;
            }
        }
        return -1;
    }

    private static int number(String head, String name) {
        int at = head.indexOf(name);
        return at < 0
                ? 0
                : Integer.parseInt(head.substring(at + name.length(), head.indexOf('\r', at + 2))
                        .strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
