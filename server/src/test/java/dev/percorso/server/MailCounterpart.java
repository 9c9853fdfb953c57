package dev.percorso.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An SMTP server that counts what it took, keeps none of it, and behaves badly where it is told to. */
public final class MailCounterpart implements AutoCloseable {
    private static final String SUBJECT = "Subject: ";

    /** What becomes of a message. */
    public enum Manner {
        TAKE,
        /** 451 to the recipient. */
        POSTPONE,
        /** 550 to the recipient. */
        REFUSE,
        /** Takes all of it and is gone before it has said so. */
        DROP
    }

    /** Decides what becomes of a message; its answer comes when this returns. */
    @FunctionalInterface
    public interface Manners {
        /** @param time 1 when the recipient is named for the first time */
        Manner of(String recipient, int time) throws InterruptedException;
    }

    private final ServerSocket listener;
    private final Manners manners;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> named = new ConcurrentHashMap<>();
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** @param port 0 for any that is free */
    public MailCounterpart(int port, Manners manners) throws IOException {
        this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.manners = manners;
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many messages it has taken. */
    public int count() {
        return count.get();
    }

    /** How often it has taken a message, by recipient and subject: {@code ann@example.com Hello}. */
    public Map<String, Integer> taken() {
        return new TreeMap<>(taken);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
            new Conversation(in, connection.getOutputStream()).hold();
        } catch (IOException gone) {
            // A client that was killed, or this server that is closed.
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private final class Conversation {
        private final BufferedReader in;
        private final OutputStream out;
        private String recipient = "";
        private Manner manner = Manner.TAKE;

        private Conversation(BufferedReader in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        private void hold() throws IOException, InterruptedException {
            say("220 here");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.toUpperCase(Locale.ROOT);
                if (verb.startsWith("RCPT TO:")) {
                    name(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
                } else if (verb.startsWith("DATA")) {
                    say("354 go on");
                    take();
                    if (manner == Manner.DROP) {
                        return;
                    }
                    say("250 taken");
                } else if (verb.startsWith("QUIT")) {
                    say("221 bye");
                    return;
                } else {
                    say("250 well");
                }
            }
        }

        private void name(String address) throws IOException, InterruptedException {
            recipient = address;
            manner = manners.of(address, named.merge(address, 1, Integer::sum));
            say(
                    switch (manner) {
                        case TAKE, DROP -> "250 well";
                        case POSTPONE -> "451 4.2.1 come back later";
                        case REFUSE -> "550 5.1.1 nobody of that name";
                    });
        }

        private void take() throws IOException {
            String subject = "";
            for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    throw new IOException("the client is gone");
                }
                if (subject.isEmpty() && line.startsWith(SUBJECT)) {
                    subject = line.substring(SUBJECT.length());
                }
            }
            taken.merge(recipient + " " + subject, 1, Integer::sum);
            count.incrementAndGet();
        }

        private void say(String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
