package dev.percorso.server.deliver.feedback;

import dev.percorso.server.deliver.Feedback;
import dev.percorso.server.deliver.Reactions;
import dev.percorso.server.deliver.Suppressions;
import dev.percorso.server.deliver.sender.Senders;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.outward.Fetcher;
import dev.percorso.server.outward.PublicAddresses;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes in what providers report; the address they send it to is a secret of the workspace and that provider. */
public final class FeedbackRoutes implements Routes {
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final List<String> HEADERS =
            List.of("x-twilio-email-event-webhook-signature", "x-twilio-email-event-webhook-timestamp");

    private final Suppressions suppressions;
    private final Reactions reactions;
    private final Senders senders;
    private final Map<String, ReportReader> readers = new LinkedHashMap<>();

    public FeedbackRoutes(
            Suppressions suppressions,
            Reactions reactions,
            Senders senders,
            InstantSource clock,
            PublicAddresses addresses) {
        this.suppressions = suppressions;
        this.reactions = reactions;
        this.senders = senders;
        Fetcher fetcher = new Fetcher(addresses, MOST_BYTES, LONGEST);
        readers.put("ses", new SesReader(address -> get(fetcher, address)));
        readers.put("sendgrid", new SendGridReader());
        readers.put("mailgun", new MailgunReader(clock));
        readers.put("postmark", new PostmarkReader());
        readers.put("dsn", new DsnReader());
    }

    private static byte[] get(Fetcher fetcher, URI address) throws IOException {
        try {
            Fetcher.Fetched fetched = fetcher.get(address, Map.of());
            if (fetched.status() != 200) {
                throw new IOException("Amazon answered " + fetched.status());
            }
            return fetched.body();
        } catch (PublicAddresses.RefusedAddressException refused) {
            throw new IOException(refused.getMessage(), refused);
        }
    }

    @Override
    public void register(Router router) {
        router.get("/api/workspaces/{workspace}/email/feedback", Access.EDIT, this::addresses);
        router.post("/feedback/{token}/{provider}", Access.PUBLIC, this::receive);
    }

    /** Where a provider sends its reports to. */
    private record Address(String provider, String url) {}

    private Response addresses(Request request) {
        return Response.ok(readers.keySet().stream()
                .map(provider -> new Address(provider, suppressions.feedbackUrl(request.workspace(), provider)))
                .toList());
    }

    private Response receive(Request request) {
        String provider = request.path("provider");
        ReportReader reader = Optional.ofNullable(readers.get(provider))
                .orElseThrow(() -> ProblemException.notFound("The provider '" + provider + "'"));
        WorkspaceId workspace = suppressions
                .feedbackWorkspace(request.path("token"), provider)
                .orElseThrow(() -> ProblemException.notFound("The address for reports"));
        Map<String, String> headers = new LinkedHashMap<>();
        HEADERS.forEach(name -> request.header(name).ifPresent(value -> headers.put(name, value)));
        byte[] body = request.body(MOST_BYTES);
        try {
            List<Feedback> feedback = reader.read(
                    new Report(body, headers, senders.feedbackKey(workspace).orElse("")));
            feedback.stream().filter(one -> one.address().indexOf('@') > 0).forEach(one -> {
                suppressions.reported(workspace, one);
                reactions.reported(workspace, one);
            });
            return Response.ok(Map.of("taken", feedback.size()));
        } catch (ReportReader.UnreadableReportException wrong) {
            throw wrong.isForged()
                    ? ProblemException.of(ErrorCode.NOT_ALLOWED, String.valueOf(wrong.getMessage()))
                    : ProblemException.invalid("/", String.valueOf(wrong.getMessage()));
        }
    }
}
