package dev.percorso.server.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.percorso.server.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and secured connections, with a real mail server whose certificate is good for 127.0.0.1. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmtpMailerTest {
    private static final String STORE = "greenmail.tls.keystore.file";
    private static final String PASSWORD = "greenmail.tls.keystore.password";

    private SSLSocketFactory trusting;
    private GreenMail mail;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("mail.p12");
        certificate(store);
        trusting = trusting(store);
        System.setProperty(STORE, store.toString());
        System.setProperty(PASSWORD, "secret");
        mail = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
        });
        mail.setUser("shop@example.com", "shop", "right");
        mail.start();
    }

    @AfterAll
    void close() {
        mail.stop();
        System.clearProperty(STORE);
        System.clearProperty(PASSWORD);
    }

    @Test
    void shouldSignInOverTlsAndWaitWhenThePasswordIsWrong() {
        int port = mail.getSmtps().getPort();

        Mailer.Handover right = send("tls", "127.0.0.1", port, "right", Optional.of(trusting));
        Mailer.Handover wrong = send("tls", "127.0.0.1", port, "wrong", Optional.of(trusting));
        Mailer.Handover unknown = send("tls", "127.0.0.1", port, "right", Optional.empty());
        Mailer.Handover otherName = send("tls", "localhost", port, "right", Optional.of(trusting));

        assertEquals(new Mailer.Handover.Taken(), right);
        assertTrue(reason(wrong).contains("535"), reason(wrong));
        assertTrue(reason(unknown).contains("PKIX"), "a certificate of nobody known: " + reason(unknown));
        assertTrue(reason(otherName).contains("No name matching"), "a certificate for another: " + reason(otherName));
        assertEquals(1, mail.getReceivedMessages().length);
    }

    @Test
    void shouldSendNothingInTheClearWhereTlsIsDemanded() {
        Mailer.Handover refused =
                send("starttls", "127.0.0.1", mail.getSmtp().getPort(), "right", Optional.of(trusting));

        assertTrue(reason(refused).contains("STARTTLS"), reason(refused));
    }

    private static String reason(Mailer.Handover handover) {
        return assertInstanceOf(Mailer.Handover.Postponed.class, handover).reason();
    }

    private static Mailer.Handover send(
            String security, String host, int port, String password, Optional<SSLSocketFactory> trusting) {
        Settings.Smtp settings = new Settings.Smtp(
                host, port, security, Optional.of("shop"), Optional.of(password), "Shop <shop@example.com>");
        try (Mailer mailer = new SmtpMailer(settings, InstantSource.system(), trusting)) {
            return mailer.send(new OutgoingEmail(
                    "1",
                    "ann@example.com",
                    new RenderedMessage("Hello", "", "Hi"),
                    Optional.empty(),
                    Optional.empty()));
        }
    }

    private static void certificate(Path store) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int status = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=mail",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertEquals(0, status);
    }

    private static SSLSocketFactory trusting(Path store) throws GeneralSecurityException, IOException {
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry(
                "mail",
                KeyStore.getInstance(store.toFile(), "secret".toCharArray()).getCertificate("mail"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
