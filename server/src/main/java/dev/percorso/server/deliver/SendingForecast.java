package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what would become of a message that a flow would have sent at a moment of the past, by the rules, consents and
 * suppressions of today. The throttle is left out: it delays, and only with everybody's messages together.
 */
public final class SendingForecast {
    private static final String CHANNEL = "email";

    private final Recipients recipients;
    private final Suppressions suppressions;
    private final DeliveryRulesStore store;

    public SendingForecast(Recipients recipients, Suppressions suppressions, SendingChecks checks) {
        this.recipients = recipients;
        this.suppressions = suppressions;
        this.store = checks.store();
    }

    /**
     * What would become of the message.
     *
     * @param skipped the rule that would hold it back for good
     * @param until when it would go out, if it had to wait
     */
    public record Outlook(List<SendingChecks.Check> checks, Optional<String> skipped, Optional<Instant> until) {
        public Outlook {
            checks = List.copyOf(checks);
        }
    }

    /**
     * @param topic empty for none
     * @param earlier when the same person would have got messages before
     */
    public Outlook of(
            WorkspaceId workspace, int person, boolean marketing, String topic, Instant at, List<Instant> earlier) {
        List<SendingChecks.Check> checks = new ArrayList<>();
        Optional<Recipient> recipient = recipients.find(workspace, person);
        if (recipient.isEmpty() || recipient.get().email().isBlank()) {
            return skipped(checks, "address", "no e-mail address is known");
        }
        if (!marketing) {
            checks.add(
                    new SendingChecks.Check("purpose", true, "part of an order or account, which no rule holds back"));
            return new Outlook(checks, Optional.empty(), Optional.empty());
        }
        Optional<String> objection = suppressions.consentObjection(recipient.get());
        if (objection.isPresent()) {
            return skipped(checks, "consent", objection.get());
        }
        checks.add(passed("consent"));
        if (!topic.isBlank() && store.refused(workspace, person).contains(topic)) {
            return skipped(checks, "topic", "the person does not want the topic " + topic);
        }
        checks.add(passed("topic"));
        objection = suppressions.suppressionObjection(workspace, recipient.get());
        if (objection.isPresent()) {
            return skipped(checks, "suppression", objection.get());
        }
        checks.add(passed("suppression"));
        return byRules(store.rules(workspace), recipient.get(), at, earlier, checks);
    }

    private static Outlook byRules(
            DeliveryRules rules,
            Recipient recipient,
            Instant at,
            List<Instant> earlier,
            List<SendingChecks.Check> checks) {
        Optional<Instant> quiet = rules.quietHours().flatMap(hours -> hours.endAfter(at, recipient.zone()));
        Instant goesOut = quiet.orElse(at);
        for (DeliveryRules.Cap cap : rules.caps()) {
            Instant since = goesOut.minus(cap.length());
            long sent = earlier.stream().filter(each -> each.isAfter(since)).count();
            if (cap.counts(CHANNEL) && sent >= cap.count()) {
                return skipped(checks, "cap", "the cap of %d in %s is reached".formatted(cap.count(), cap.per()));
            }
        }
        checks.add(passed("cap"));
        checks.add(new SendingChecks.Check(
                "quietHours",
                quiet.isEmpty(),
                quiet.map(end -> "held until " + end).orElse("")));
        return new Outlook(checks, Optional.empty(), quiet);
    }

    private static SendingChecks.Check passed(String rule) {
        return new SendingChecks.Check(rule, true, "");
    }

    private static Outlook skipped(List<SendingChecks.Check> checks, String rule, String reason) {
        checks.add(new SendingChecks.Check(rule, false, reason));
        return new Outlook(checks, Optional.of(rule), Optional.empty());
    }
}
