package dev.percorso.server.compose;

import dev.percorso.server.access.User;
import dev.percorso.server.access.Users;
import dev.percorso.server.deliver.Mailer;
import dev.percorso.server.deliver.OutgoingEmail;
import dev.percorso.server.deliver.RenderedMessage;
import dev.percorso.server.deliver.Sender;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Caller;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sends a draft to whoever works on it, past outbox and rules: nobody else can get it. */
public final class TestSender {
    private final Users users;
    private final Optional<Supplier<Mailer>> mailers;
    private final Function<WorkspaceId, Optional<Sender>> from;
    private final Ids ids;

    /** @param mailers empty without a mail server */
    public TestSender(
            Users users, Optional<Supplier<Mailer>> mailers, Function<WorkspaceId, Optional<Sender>> from, Ids ids) {
        this.users = users;
        this.mailers = mailers;
        this.from = from;
        this.ids = ids;
    }

    /** Where it went. */
    record Sent(String to) {}

    Sent send(WorkspaceId workspace, RenderedMessage message, Caller caller) {
        String to = users.all().stream()
                .filter(user -> caller.userId().filter(user.id()::equals).isPresent())
                .map(User::email)
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.NOT_ALLOWED, "A test goes to the address of whoever asks; sign in as a user for it"));
        Supplier<Mailer> mailer = mailers.orElseThrow(() -> ProblemException.of(
                ErrorCode.NOT_CONFIGURED,
                "There is no mail server to send with; see 'smtp' in the manual's chapter on operations"));
        RenderedMessage marked = new RenderedMessage("[Test] " + message.subject(), message.html(), message.text());
        try (Mailer open = mailer.get()) {
            return switch (open.send(
                    new OutgoingEmail("test-" + ids.next(), to, marked, Optional.empty(), from.apply(workspace)))) {
                case Mailer.Handover.Taken _ -> new Sent(to);
                case Mailer.Handover.Refused refused -> throw failed(refused.reason());
                case Mailer.Handover.Postponed later -> throw failed(later.reason());
                case Mailer.Handover.Uncertain lost -> throw failed(lost.reason());
            };
        }
    }

    private static ProblemException failed(String reason) {
        return ProblemException.of(
                ErrorCode.UNAVAILABLE, "The mail server did not take the test: %s".formatted(reason));
    }
}
