package dev.percorso.server.deliver;

import dev.percorso.server.Settings;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.simplejavamail.utils.mail.dkim.Canonicalization;
import org.simplejavamail.utils.mail.dkim.DkimException;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;

/** Hands e-mail to an SMTP server over one connection, which it keeps open. Not for several threads. */
final class SmtpMailer implements Mailer {
    private static final String CONNECT_MILLIS = "10000";
    private static final String ANSWER_MILLIS = "60000";
    private static final int MOST_METADATA = 80;

    private final Settings.Smtp settings;
    private final InstantSource clock;
    private final Session session;
    private final Transport transport;
    private final InternetAddress from;

    SmtpMailer(Settings.Smtp settings, InstantSource clock) {
        this(settings, clock, Optional.empty());
    }

    /** @param trusting makes secured connections; empty for those that trust what this Java trusts */
    SmtpMailer(Settings.Smtp settings, InstantSource clock, Optional<SSLSocketFactory> trusting) {
        this.settings = settings;
        this.clock = clock;
        try {
            this.from = new InternetAddress(settings.from());
            Properties properties = properties(settings);
            // Else the first greeting looks this machine up by name, which takes seconds where there is no DNS.
            properties.put("mail.smtp.localhost", domain());
            trusting.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
            // What one kind of connection refuses is not tried by another.
            properties.put("mail.smtp.socketFactory.fallback", "false");
            this.session = Session.getInstance(properties);
            this.transport = session.getTransport("smtp");
        } catch (AddressException malformed) {
            throw new IllegalArgumentException(
                    "PERCORSO_SMTP_FROM is '%s'; write it like Shop <shop@example.com>".formatted(settings.from()),
                    malformed);
        } catch (MessagingException missing) {
            throw new IllegalStateException("no SMTP transport", missing);
        }
    }

    private static Properties properties(Settings.Smtp settings) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", settings.host());
        properties.put("mail.smtp.port", Integer.toString(settings.port()));
        properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.put("mail.smtp.timeout", ANSWER_MILLIS);
        properties.put("mail.smtp.writetimeout", ANSWER_MILLIS);
        properties.put("mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
        switch (settings.security()) {
            case "none" -> properties.put("mail.smtp.starttls.enable", "false");
            case "starttls" -> {
                properties.put("mail.smtp.starttls.enable", "true");
                // Never silently in the clear when the server offers no STARTTLS.
                properties.put("mail.smtp.starttls.required", "true");
                properties.put("mail.smtp.ssl.checkserveridentity", "true");
            }
            case "tls" -> {
                properties.put("mail.smtp.ssl.enable", "true");
                properties.put("mail.smtp.ssl.checkserveridentity", "true");
            }
            default ->
                throw new IllegalArgumentException(
                        "PERCORSO_SMTP_SECURITY is '%s'; use none, starttls or tls".formatted(settings.security()));
        }
        return properties;
    }

    @Override
    public Handover send(OutgoingEmail email) {
        MimeMessage message;
        InternetAddress[] to;
        try {
            to = new InternetAddress[] {new InternetAddress(email.to(), true)};
            message = compose(email, to[0]);
            Optional<Sender.Signature> signature = email.sender().flatMap(Sender::signature);
            message = signature.isPresent() ? signed(message, signature.get()) : message;
        } catch (MessagingException malformed) {
            return new Handover.Refused("the address or content cannot be sent: " + malformed.getMessage());
        }
        try {
            connect();
        } catch (MessagingException unreachable) {
            return new Handover.Postponed("the mail server %s:%d cannot be used: %s"
                    .formatted(settings.host(), settings.port(), why(unreachable)));
        }
        try {
            transport.sendMessage(message, to);
            return new Handover.Taken();
        } catch (SendFailedException answered) {
            return answer(answered);
        } catch (MessagingException lost) {
            return new Handover.Uncertain("the connection broke while sending: " + lost.getMessage());
        }
    }

    /** What lies beneath says more, such as that nobody trusts the server's certificate. */
    private static String why(MessagingException unreachable) {
        String said = String.valueOf(unreachable.getMessage());
        return Optional.ofNullable(next(unreachable))
                .map(Exception::getMessage)
                .filter(beneath -> !said.contains(beneath))
                .map(beneath -> said + ": " + beneath)
                .orElse(said);
    }

    private void connect() throws MessagingException {
        // Asks the server (NOOP), so that a connection it closed meanwhile is not mistaken for a lost answer.
        if (transport.isConnected()) {
            return;
        }
        transport.connect(settings.user().orElse(null), settings.password().orElse(null));
    }

    private MimeMessage compose(OutgoingEmail email, InternetAddress to) throws MessagingException {
        String id = "percorso-%s@%s".formatted(email.id(), domain());
        NumberedMessage message = new NumberedMessage(session, "<" + id + ">");
        // Postmark gives messages ids of its own, and names in its reports only what stands here.
        message.setHeader("X-PM-Metadata-id", id.substring(0, Math.min(id.length(), MOST_METADATA)));
        message.setFrom(sender(email));
        Optional<String> replyTo = email.sender().flatMap(Sender::replyTo);
        if (replyTo.isPresent()) {
            message.setReplyTo(new InternetAddress[] {new InternetAddress(replyTo.get(), true)});
        }
        message.setRecipient(Message.RecipientType.TO, to);
        message.setSubject(email.content().subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        if (email.unsubscribeUrl().isPresent()) {
            message.setHeader("List-Unsubscribe", "<" + email.unsubscribeUrl().get() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(email.content().text(), StandardCharsets.UTF_8.name());
        if (email.content().html().isBlank()) {
            message.setText(email.content().text(), StandardCharsets.UTF_8.name());
        } else {
            MimeBodyPart html = new MimeBodyPart();
            html.setText(email.content().html(), StandardCharsets.UTF_8.name(), "html");
            message.setContent(new MimeMultipart("alternative", text, html));
        }
        message.saveChanges();
        return message;
    }

    private InternetAddress sender(OutgoingEmail email) throws AddressException {
        return email.sender().isPresent()
                ? new InternetAddress(email.sender().get().from())
                : from;
    }

    /** Signs what receivers show and what must not be changed on the way, with blanks and line breaks taken lightly. */
    private static MimeMessage signed(MimeMessage message, Sender.Signature signature) throws MessagingException {
        try {
            DkimSigner signer = new DkimSigner(signature.domain(), signature.selector(), signature.key());
            // Else it asks the DNS for the key at every message.
            signer.setCheckDomainKey(false);
            signer.setHeaderCanonicalization(Canonicalization.RELAXED);
            signer.setBodyCanonicalization(Canonicalization.RELAXED);
            signer.addHeaderToSign("List-Unsubscribe");
            signer.addHeaderToSign("List-Unsubscribe-Post");
            return new DkimMessage(message, signer);
        } catch (DkimException wrong) {
            throw new MessagingException("it cannot be signed", wrong);
        }
    }

    private String domain() {
        String address = from.getAddress();
        return address.substring(address.indexOf('@') + 1);
    }

    private static Handover answer(SendFailedException failure) {
        OptionalInt code = replyCode(failure);
        String reason = "the mail server answered: "
                + String.valueOf(failure.getMessage()).strip();
        if (code.isEmpty() || code.getAsInt() < 400) {
            return new Handover.Uncertain(reason);
        }
        return code.getAsInt() >= 500 ? new Handover.Refused(reason) : new Handover.Postponed(reason);
    }

    private static OptionalInt replyCode(MessagingException failure) {
        for (Exception cause = failure; cause != null; cause = next(cause)) {
            switch (cause) {
                case SMTPAddressFailedException address -> {
                    return OptionalInt.of(address.getReturnCode());
                }
                case SMTPSenderFailedException sender -> {
                    return OptionalInt.of(sender.getReturnCode());
                }
                case SMTPSendFailedException send
                when send.getNextException() == null -> {
                    return OptionalInt.of(send.getReturnCode());
                }
                default -> {}
            }
        }
        return OptionalInt.empty();
    }

    private static @org.jspecify.annotations.Nullable Exception next(Exception failure) {
        return failure instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException gone) {
            // The connection is gone, which is what closing wants.
        }
    }

    /** A message that keeps its id when it is saved. */
    private static final class NumberedMessage extends MimeMessage {
        private final String id;

        NumberedMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
