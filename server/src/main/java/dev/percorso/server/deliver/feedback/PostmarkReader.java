package dev.percorso.server.deliver.feedback;

import dev.percorso.server.deliver.Feedback;
import dev.percorso.server.http.Json;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Webhooks of Postmark, which signs nothing: the address they are sent to is the secret. */
final class PostmarkReader implements ReportReader {
    private static final Set<String> FOR_GOOD = Set.of("HardBounce", "BadEmailAddress", "ManuallyDeactivated");

    @Override
    public List<Feedback> read(Report report) throws UnreadableReportException {
        JsonNode event = Json.tree(report.body());
        String address = event.path("Email").asString("");
        String detail = event.path("Description").asString("");
        OptionalLong message = ReportReader.message(event.path("Metadata").toString());
        return switch (event.path("RecordType").asString("")) {
            case "Bounce" ->
                FOR_GOOD.contains(event.path("Type").asString(""))
                        ? List.of(new Feedback(Feedback.Kind.BOUNCED, address, message, detail))
                        : List.of();
            case "SpamComplaint" -> List.of(new Feedback(Feedback.Kind.COMPLAINED, address, message, detail));
            default -> List.of();
        };
    }
}
