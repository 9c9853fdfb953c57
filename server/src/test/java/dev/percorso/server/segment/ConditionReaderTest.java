package dev.percorso.server.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionReaderTest {
    @Test
    void shouldReadEveryTypeOfCondition() {
        // given
        String json = """
                {"type": "all", "conditions": [
                  {"type": "any", "conditions": [{"type": "stage", "stage": "purchase"}]},
                  {"type": "not", "condition": {"type": "segment", "segment": "abc"}},
                  {"type": "trait", "trait": "city", "operator": "in", "values": ["Roma", "Bari"]},
                  {"type": "event", "match": {"event": "Order Completed", "where": [
                      {"property": "value", "operator": "between", "values": [10, 99.5]}]},
                    "comparison": "exactly", "count": 2, "within": "P30D"},
                  {"type": "event", "match": {"event": "Order Completed"}, "from": "2025-01-01", "to": "2025-01-31"},
                  {"type": "sequence", "matches": [{"event": "A"}, {"event": "B"}], "within": "PT1H"},
                  {"type": "lastSeen", "comparison": "atLeast", "days": 30},
                  {"type": "firstSeen", "comparison": "atMost", "days": 7},
                  {"type": "sessions", "comparison": "atLeast", "count": 3}
                ]}""";

        // when
        Condition condition = read(json);

        // then
        assertEquals(
                new Condition.All(List.of(
                        new Condition.Any(List.of(new Condition.Stage("purchase"))),
                        new Condition.Not(new Condition.Segment("abc")),
                        new Condition.Trait(
                                new PropertyCondition("city", Operator.IN, Optional.empty(), List.of("Roma", "Bari"))),
                        new Condition.Event(
                                new EventMatch(
                                        "Order Completed",
                                        List.of(new PropertyCondition(
                                                "value", Operator.BETWEEN, Optional.empty(), List.of(10L, 99.5)))),
                                Comparison.EXACTLY,
                                2,
                                new Period.Within(Duration.ofDays(30))),
                        new Condition.Event(
                                EventMatch.of("Order Completed"),
                                Comparison.AT_LEAST,
                                1,
                                new Period.Between(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-01-31"))),
                        new Condition.Sequence(
                                List.of(EventMatch.of("A"), EventMatch.of("B")), Optional.of(Duration.ofHours(1))),
                        new Condition.LastSeen(Comparison.AT_LEAST, 30),
                        new Condition.FirstSeen(Comparison.AT_MOST, 7),
                        new Condition.Sessions(Comparison.AT_LEAST, 3))),
                condition);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"wish"}                                                                  | /c/type                 | 'wish' is not known
            {"kind":"all"}                                                                   | /c/type                 | needs a 'type'
            {"type":"all","conditions":[{"type":"all","conditions":7}]}                      | /c/conditions/0/conditions | must be a list
            {"type":"stage","stage":"x","days":3}                                            | /c/days                 | is not a field of
            {"type":"trait","trait":"a","operator":"resembles","value":1}                    | /c/operator             | 'resembles' is not known; use one of equals
            {"type":"trait","trait":"a","operator":"greater","value":"many"}                 | /c/value                | compares with a number
            {"type":"trait","trait":"a","operator":"between","values":[9,1]}                 | /c/values               | the lower one first
            {"type":"trait","trait":"a","operator":"equals","value":{"x":1}}                 | /c/value                | a text, a number or a boolean
            {"type":"event","match":{"event":""}}                                            | /c/match/event          | 'event' is missing
            {"type":"event","match":{"event":"A","where":[{"property":"p","operator":"!"}]}} | /c/match/where/0/operator | '!' is not known
            {"type":"event","match":{"event":"A"},"within":"a week"}                         | /c/within               | P7D (7 days)
            {"type":"event","match":{"event":"A"},"from":"1/2/2025","to":"2025-03-01"}       | /c/from                 | write it as 2025-12-31
            {"type":"event","match":{"event":"A"},"from":"2025-03-02","to":"2025-03-01"}     | /c/to                   | must not be before
            {"type":"event","match":{"event":"A"},"count":1.5}                               | /c/count                | whole number from 0
            {"type":"sequence","matches":[{"event":"A"}]}                                    | /c/matches              | at least two events
            {"type":"lastSeen","comparison":"exactly","days":2}                              | /c/comparison           | atLeast or atMost
            {"type":"firstSeen","comparison":"atMost"}                                       | /c/days                 | is missing
            """)
    void shouldPointAtTheFault(String json, String pointer, String message) {
        // when
        ProblemException problem = assertThrows(ProblemException.class, () -> read(json));

        // then
        assertEquals(pointer, problem.errors().getFirst().field());
        String said = problem.errors().getFirst().message();
        assertTrue(said.contains(message), said);
    }

    @Test
    void shouldNameAllFaultsAtOnce() {
        // given
        String json = """
                {"type": "any", "conditions": [
                  {"type": "stage"}, {"type": "sessions", "comparison": "about", "count": -1}]}""";

        // when
        ProblemException problem = assertThrows(ProblemException.class, () -> read(json));

        // then
        assertEquals(
                List.of("/c/conditions/0/stage", "/c/conditions/1/comparison", "/c/conditions/1/count"),
                problem.errors().stream()
                        .map(ProblemException.FieldError::field)
                        .toList());
    }

    private static Condition read(String json) {
        return ConditionReader.read(Json.tree(json.getBytes(StandardCharsets.UTF_8)), "/c")
                .condition();
    }
}
