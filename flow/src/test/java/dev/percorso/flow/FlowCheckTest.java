package dev.percorso.flow;

import static dev.percorso.flow.FlowFixture.definition;
import static dev.percorso.flow.FlowFixture.email;
import static dev.percorso.flow.FlowFixture.entry;
import static dev.percorso.flow.FlowFixture.exit;
import static dev.percorso.flow.FlowFixture.on;
import static dev.percorso.flow.FlowFixture.pausing;
import static dev.percorso.flow.FlowFixture.waitFor;
import static dev.percorso.flow.FlowFixture.waitSinceEntry;
import static dev.percorso.flow.FlowFixture.withExit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowCheckTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void shouldAcceptACompleteFlow() {
        FlowDefinition flow = definition(
                entry("cart", "mail"),
                email("mail", "until"),
                waitFor("until", "ordered", HOUR, "exit", "mail"),
                exit());

        assertEquals(List.of(), problems(flow));
    }

    @Test
    void shouldAskForAnEntry() {
        assertEquals(List.of("NO_ENTRY "), problems(definition(exit())));
    }

    @Test
    void shouldNameStepsThatNothingLeadsTo() {
        assertEquals(
                List.of("UNREACHABLE mail"),
                problems(definition(entry("cart", "exit"), email("mail", "exit"), exit())));
    }

    @Test
    void shouldNameWaysThatLeadNowhere() {
        FlowDefinition flow = definition(
                entry("cart", "until"), waitFor("until", "ordered", HOUR, "", ""), pausing("pause", HOUR, "gone"));

        assertEquals(
                List.of("MISSING_PATH until", "MISSING_TIMEOUT_PATH until", "UNKNOWN_STEP pause", "UNREACHABLE pause"),
                problems(flow));
    }

    @Test
    void shouldRefuseLoopsThatTakeNoTime() {
        FlowDefinition flow = definition(
                entry("cart", "mail"),
                email("mail", "until"),
                waitSinceEntry("until", "ordered", HOUR, "mail", "exit"),
                exit());

        List<Problem> found = FlowCheck.check(flow, References.unchecked());

        assertEquals(List.of("CYCLE_WITHOUT_WAIT mail"), problems(flow));
        assertTrue(
                found.getFirst().text().contains("mail, until"),
                found.getFirst().text());
    }

    @Test
    void shouldRefuseWaitsWithoutLengthAndLoopsIntoTheEntry() {
        FlowDefinition flow = definition(
                entry("cart", "pause"),
                pausing("pause", Duration.ZERO, "until"),
                waitFor("until", "ordered", Duration.ZERO, "entry", "exit"),
                exit());

        assertEquals(List.of("ZERO_WAIT pause", "ZERO_TIMEOUT until", "ENTRY_AS_TARGET until"), problems(flow));
    }

    @Test
    void shouldCheckWhatAnEmailNeeds() {
        FlowDefinition flow = definition(
                entry("cart", "blank"),
                new Step.SendEmail("blank", new EmailContent.Inline(" ", "", ""), "", "news", "template"),
                new Step.SendEmail("template", new EmailContent.Template("gone"), "spying", "", "exit"),
                exit());

        assertEquals(
                List.of(
                        "NO_SUBJECT blank",
                        "NO_BODY blank",
                        "NO_PURPOSE blank",
                        "UNKNOWN_TOPIC blank",
                        "UNKNOWN_TEMPLATE template",
                        "UNKNOWN_PURPOSE template"),
                problems(flow, nothingExists()));
    }

    @Test
    void shouldCheckTriggersConditionsAndReferences() {
        FlowDefinition flow = withExit(
                definition(
                        new Step.Entry("entry", new Trigger.OnSegmentEntered("gone"), "branch"),
                        new Step.Branch("branch", new Condition.Fact("nonsense"), "exit", "exit"),
                        exit()),
                new Trigger.OnApi());

        assertEquals(
                List.of("WRONG_TRIGGER rule", "UNKNOWN_SEGMENT entry", "WRONG_CONDITION branch"),
                problems(flow, nothingExists()));
    }

    @Test
    void shouldCheckSharesTraitsAndAddresses() {
        FlowDefinition flow = definition(
                entry("", "split"),
                new Step.Split("split", List.of(new Step.Share("A", 5000, "hook"), new Step.Share("A", 2550, "trait"))),
                new Step.Webhook("hook", "ftp://example.com", "", "exit"),
                new Step.SetTrait("trait", "", List.of(), "exit"),
                exit());

        assertEquals(
                List.of(
                        "NO_EVENT_NAME entry",
                        "DUPLICATE_SHARE_LABEL split",
                        "SHARES_NOT_100 split",
                        "WRONG_URL hook",
                        "NO_TRAIT trait",
                        "WRONG_TRAIT_VALUE trait"),
                problems(flow));
        assertTrue(FlowCheck.check(flow, References.unchecked()).stream()
                .anyMatch(problem -> problem.text().contains("75.5 %")));
    }

    @Test
    void shouldRefuseAKeyWithoutAnEventToTakeItFrom() {
        FlowDefinition flow = FlowFixture.keyed(
                definition(new Step.Entry("entry", new Trigger.OnSegmentLeft("vip"), "exit"), exit()), "order_id");

        assertEquals(List.of("KEY_WITHOUT_EVENT entry"), problems(flow));
    }

    @Test
    void shouldNotPublishWithProblemsAndSayWhatToDo() {
        FlowDefinition flow = new FlowDefinition(
                "flow",
                "",
                List.of(exit(), exit()),
                Optional.empty(),
                List.of(),
                new ReEntry.Never(),
                Optional.empty());

        InvalidFlowException refusal = assertThrows(InvalidFlowException.class, () -> FlowFixture.version(flow));

        assertEquals(
                List.of(Problem.Code.NO_NAME, Problem.Code.NO_ENTRY, Problem.Code.DUPLICATE_ID),
                refusal.problems().stream().map(Problem::code).toList());
        assertTrue(
                refusal.problems().stream().noneMatch(problem -> problem.text().contains("{")));
    }

    @Test
    void shouldRefuseEventsAsNothing() {
        assertEquals(
                List.of("NO_EVENT_NAME rule"), problems(withExit(definition(entry("cart", "exit"), exit()), on(" "))));
    }

    private static List<String> problems(FlowDefinition flow) {
        return problems(flow, References.unchecked());
    }

    private static List<String> problems(FlowDefinition flow, References references) {
        return FlowCheck.check(flow, references).stream()
                .map(problem -> problem.code() + " " + problem.where())
                .toList();
    }

    private static References nothingExists() {
        return new References() {
            @Override
            public boolean hasSegment(String id) {
                return false;
            }

            @Override
            public boolean hasTemplate(String id) {
                return false;
            }

            @Override
            public boolean hasTopic(String id) {
                return false;
            }

            @Override
            public boolean hasPurpose(String id) {
                return false;
            }

            @Override
            public String problemOfCondition(String expression) {
                return "no such condition";
            }
        };
    }
}
