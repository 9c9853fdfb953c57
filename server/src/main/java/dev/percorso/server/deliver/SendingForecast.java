package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Says what would become of a message that a flow would have sent at a moment of the past, by the rules, consents and
 * suppressions of today. The throttle is left out: it delays, and only with everybody's messages together.
 */
public final class SendingForecast {
    private final Recipients recipients;
    private final Map<Channel, Reach> reaches;
    private final Suppressions suppressions;
    private final DeliveryRulesStore store;

    /** @param reaches where each channel reaches people */
    public SendingForecast(
            Recipients recipients, Map<Channel, Reach> reaches, Suppressions suppressions, SendingChecks checks) {
        this.recipients = recipients;
        this.reaches = Map.copyOf(reaches);
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

    /** A message that would have gone out. */
    public record Sent(Channel channel, Instant at) {}

    /**
     * A message as a flow would have sent it.
     *
     * @param topic empty for none
     */
    public record Wanted(int person, Channel channel, boolean marketing, String topic, Instant at) {}

    /** @param earlier what the same person would have got before */
    public Outlook of(WorkspaceId workspace, Wanted wanted, List<Sent> earlier) {
        List<SendingChecks.Check> checks = new ArrayList<>();
        Optional<Recipient> found = recipients.find(workspace, wanted.person());
        if (found.isEmpty()) {
            return skipped(checks, "address", "the person was erased");
        }
        Recipient recipient = found.get();
        Reach reach = Objects.requireNonNull(reaches.get(wanted.channel()));
        return switch (reach.of(workspace, wanted.person(), recipient)) {
            case Reach.Nowhere nowhere -> skipped(checks, "address", nowhere.reason());
            case Reach.At at -> of(workspace, wanted, recipient, at.address(), earlier);
        };
    }

    private Outlook of(WorkspaceId workspace, Wanted wanted, Recipient recipient, String address, List<Sent> earlier) {
        List<SendingChecks.Check> checks = new ArrayList<>();
        if (!wanted.marketing()) {
            checks.add(SendingChecks.RECEIPT);
            Optional<String> bounced = suppressions.bounceObjection(workspace, wanted.channel(), recipient, address);
            if (bounced.isPresent()) {
                return skipped(checks, "suppression", bounced.get());
            }
            checks.add(passed("suppression"));
            return new Outlook(checks, Optional.empty(), Optional.empty());
        }
        DeliveryRules rules = store.rules(workspace);
        if (rules.holdsOut(workspace, wanted.person())) {
            return skipped(checks, "holdout", SendingChecks.HELD_OUT);
        }
        Optional<String> objection = suppressions.consentObjection(wanted.channel(), recipient);
        if (objection.isPresent()) {
            return skipped(checks, "consent", objection.get());
        }
        checks.add(passed("consent"));
        String topic = wanted.topic();
        if (!topic.isBlank() && store.refused(workspace, wanted.person()).contains(topic)) {
            return skipped(checks, "topic", "the person does not want the topic " + topic);
        }
        checks.add(passed("topic"));
        objection = suppressions.suppressionObjection(workspace, wanted.channel(), recipient, address);
        if (objection.isPresent()) {
            return skipped(checks, "suppression", objection.get());
        }
        checks.add(passed("suppression"));
        return byRules(rules, recipient, wanted, earlier, checks);
    }

    private static Outlook byRules(
            DeliveryRules rules,
            Recipient recipient,
            Wanted wanted,
            List<Sent> earlier,
            List<SendingChecks.Check> checks) {
        Instant at = wanted.at();
        Optional<Instant> quiet = rules.quietHours().flatMap(hours -> hours.endAfter(at, recipient.zone()));
        Instant goesOut = quiet.orElse(at);
        for (DeliveryRules.Cap cap : rules.caps()) {
            Instant since = goesOut.minus(cap.length());
            long sent = earlier.stream()
                    .filter(each -> cap.counts(each.channel()) && each.at().isAfter(since))
                    .count();
            if (cap.counts(wanted.channel()) && sent >= cap.count()) {
                return skipped(checks, "cap", cap.reached());
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
