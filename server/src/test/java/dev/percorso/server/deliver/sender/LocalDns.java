package dev.percorso.server.deliver.sender;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A DNS server on this machine that knows texts (RFC 1035); a name without any does not exist. */
public final class LocalDns implements AutoCloseable {
    private static final int LONGEST_PIECE = 255;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();

    public LocalDns() throws IOException {
        Thread.ofPlatform().daemon().name("dns").start(this::answer);
    }

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    public void put(String name, String... content) {
        texts.put(name.toLowerCase(Locale.ROOT), List.of(content));
    }

    private void answer() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket asked = new DatagramPacket(buffer, buffer.length);
                socket.receive(asked);
                byte[] answer = answer(Arrays.copyOf(buffer, asked.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(byte[] asked) {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (asked[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(asked, at + 1, asked[at], StandardCharsets.US_ASCII));
            at += asked[at] + 1;
        }
        List<String> found = texts.getOrDefault(name.toString().toLowerCase(Locale.ROOT), List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(asked, 0, 2);
        out.writeBytes(new byte[] {(byte) 0x85, (byte) (found.isEmpty() ? 0x83 : 0x80), 0, 1, 0, (byte) found.size()});
        out.writeBytes(new byte[4]);
        out.write(asked, 12, at + 5 - 12);
        for (String text : found) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream pieces = new ByteArrayOutputStream();
            for (int from = 0; from < bytes.length; from += LONGEST_PIECE) {
                int length = Math.min(LONGEST_PIECE, bytes.length - from);
                pieces.write(length);
                pieces.write(bytes, from, length);
            }
            out.writeBytes(new byte[] {(byte) 0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60});
            out.write(pieces.size() >> 8);
            out.write(pieces.size());
            out.writeBytes(pieces.toByteArray());
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
