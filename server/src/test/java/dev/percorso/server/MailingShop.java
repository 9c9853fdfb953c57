package dev.percorso.server;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shop in Rome with a clock to be set and a mail server, whose Percorso can be stopped and started again. */
public final class MailingShop implements AutoCloseable {
    public static final String SHOP = "/api/workspaces/shop";

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final SettableClock clock;
    private final Path data;
    private RunningPercorso percorso;
    private int messages;

    public MailingShop(Path data, Instant now) throws Exception {
        this.data = data;
        this.clock = new SettableClock(now);
        mail.start();
        this.percorso = running();
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "Europe/Rome"));
    }

    private RunningPercorso running() throws IOException, InterruptedException {
        Settings.Smtp smtp = new Settings.Smtp(
                "127.0.0.1",
                mail.getSmtp().getPort(),
                "none",
                Optional.empty(),
                Optional.empty(),
                "Percorso <percorso@example.com>");
        return new RunningPercorso(
                new Settings(data, "127.0.0.1", 0, URI.create("https://percorso.example.com"), Optional.of(smtp)),
                clock);
    }

    public RunningPercorso percorso() {
        return percorso;
    }

    public SettableClock clock() {
        return clock;
    }

    /** Stops Percorso while time goes on, and starts it again with another administrator. */
    public void restartAfter(Duration time) throws Exception {
        percorso.close();
        clock.advance(time);
        percorso = running();
    }

    /** Time goes on; whoever was signed in stays so. */
    public void later(Duration time) throws Exception {
        clock.advance(time);
        percorso.signIn(
                percorso.administrator().user().email(),
                percorso.administrator().oneTimePassword());
    }

    /** That many visits of different people at that instant. */
    public void visits(Instant at, int count) throws InterruptedException {
        List<Event> events = new ArrayList<>();
        for (int visit = 0; visit < count; visit++) {
            messages++;
            events.add(new Event(
                    "message-" + messages,
                    Event.Kind.PAGE,
                    Event.PAGE_VIEWED,
                    Optional.of("visitor-" + messages),
                    Optional.empty(),
                    Optional.empty(),
                    at,
                    Map.of("path", "/<b>sale</b>", "channel", "email"),
                    Map.of(),
                    "till"));
        }
        percorso.percorso().collector().accept(new WorkspaceId("shop"), "till", events);
        percorso.percorso().awaitProjection();
    }

    public Answer post(String path, Object body) throws Exception {
        return percorso.post(SHOP + path, body);
    }

    /** Subjects of what the mail server took, for one address. */
    public List<String> subjects(String address) {
        return received(address).stream()
                .map(message -> {
                    try {
                        return message.getSubject();
                    } catch (MessagingException failure) {
                        throw new IllegalStateException(failure);
                    }
                })
                .toList();
    }

    public List<MimeMessage> received(String address) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> {
                    try {
                        return message.getAllRecipients()[0].toString().equals(address);
                    } catch (MessagingException failure) {
                        throw new IllegalStateException(failure);
                    }
                })
                .toList();
    }

    /** Time for what must not be sent to be sent all the same: several looks of everybody in the background. */
    public static void rest() throws InterruptedException {
        Thread.sleep(2_000);
    }

    @Override
    public void close() {
        percorso.close();
        mail.stop();
    }
}
