package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.SmallShop.SCOPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the caller is told when a request is wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongRequestTest {
    private static final String SHOP = "/api/workspaces/shop";

    private RunningPercorso percorso;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    WrongRequestTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        percorso = new RunningPercorso(data, InstantSource.fixed(Instant.parse("2025-04-04T10:00:00Z")));
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
    }

    @AfterAll
    void close() {
        percorso.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            overview  | {}                                                            | /                       | 'scope' is missing
            overview  | {"scope":{"from":"2025-03-01"}}                               | /scope                  | 'to' is missing
            overview  | {"scope":{"from":"1.3.2025","to":"2025-03-31"}}               | /scope/from             | a date such as 2025-12-31
            overview  | {"scope":{"from":"2025-04-01","to":"2025-03-31"}}             | /scope                  | must not be after 'to' (2025-03-31)
            overview  | {"scope":{"from":"1900-01-01","to":"2025-03-31"}}             | /scope                  | at most 7320 days
            overview  | {"scope":SCOPE,"interval":"year"}                             | /interval               | one of hour, day, week, month
            overview  | {"scope":SCOPE,"colour":"red"}                                | /colour                 | 'colour' is not known here
            overview  | {"scope":{"from":"2025-03-01","to":"2025-03-02","segment":"buyers"}} | /scope/segment   | 'buyers' does not exist
            events    | {"scope":SCOPE,"match":{"event":"A"},"measure":"sum"}         | /                       | need the numeric 'property'
            events    | {"scope":SCOPE,"match":{"event":" "},"measure":"count"}       | /match                  | needs the name of an 'event'
            funnel    | {"scope":SCOPE,"steps":[{"any":[{"event":"A"}]}]}             | /                       | a funnel has 2 to 20 'steps', not 1
            funnel    | {"scope":SCOPE,"steps":[{"any":[]},{"any":[{"event":"A"}]}]}  | /steps/0                | at least one event
            funnel    | {"scope":SCOPE,"steps":[{"any":[{"event":"A","where":[{"property":"p","operator":"like","value":1}]}]}]} | /steps/0/any/0/where/0/operator | one of equals
            funnel    | {"scope":SCOPE,"steps":[{"any":[{"event":"A"}]},{"any":[{"event":"B"}]}],"window":"7 days"} | /window | such as P7D
            funnel    | {"scope":SCOPE,"steps":[{"any":[{"event":"A"}]},{"any":[{"event":"B"}]}],"breakdown":{"kind":"event","name":"a","touch":"step","step":3}} | / | must be from 1 to 2, not 3
            funnel    | {"scope":SCOPE,"steps":[{"any":[{"event":"A"}]},{"any":[{"event":"B"}]}],"breakdown":{"kind":"event","name":"a","touch":"step"}} | /breakdown | the number of a step from 1
            funnel    | {"scope":SCOPE,"steps":[{"any":[{"event":"A"}]},{"any":[{"event":"B"}]}],"breakdown":{"kind":"person","name":"a","touch":"all"}} | /breakdown | one value of a trait
            funnel    | {"scope":SCOPE,"steps":[{"any":[{"event":"A"}]},{"any":[{"event":"B"}]}],"trend":"hour"} | / | by day, week or month, not by hour
            funnel    | {"scope":SCOPE,"steps":[{"any":[{"event":"A"}]},{"any":[{"event":"B"}],"optional":true}]} | / | the first and the last of the 'steps' cannot be 'optional'
            funnel    | {"scope":SCOPE,"order":"any","steps":[{"any":[{"event":"A"}]},{"any":[{"event":"B"}],"optional":true},{"any":[{"event":"C"}]}]} | / | in any order no step can be 'optional'
            people    | {"kind":"funnel","step":1,"cohort":"2025-03-01","funnel":{"scope":SCOPE,"steps":[{"any":[{"event":"A"}]},{"any":[{"event":"B"}]}]}} | /funnel/trend | needs the 'trend' it belongs to
            people    | {"kind":"funnel","step":2,"outcome":"lost","funnel":{"scope":SCOPE,"steps":[{"any":[{"event":"A"}]},{"any":[{"event":"B"}],"optional":true},{"any":[{"event":"C"}]}]}} | /outcome | nobody is lost after an optional step; ask for step 1
            cohorts   | {"scope":SCOPE,"period":"week","breakdown":{"kind":"event","name":"a","touch":"all"}} | /breakdown/touch | split by the first start event
            paths     | {"scope":SCOPE,"steps":99}                                    | /                       | 'steps' must be from 2 to 10
            process   | {"scope":SCOPE,"activities":1}                                | /                       | 'activities' must be from 2 to 60
            process   | {"scope":SCOPE,"gap":"PT1H"}                                  | /                       | a 'gap' ends a journey
            process   | {"scope":SCOPE,"least":5,"most":2}                            | /                       | 'most' must not be below 'least'
            people    | {"kind":"process","process":{"scope":SCOPE}}                  | /label                  | need 'label' or 'sequence'
            people    | {"kind":"process","process":{"scope":SCOPE},"label":"tv"}     | /label                  | the map has no activity tv
            attribution | {"scope":SCOPE,"channels":99}                           | /                       | 'channels' must be from 1 to 50
            attribution | {"scope":SCOPE,"window":"P0D"}                          | /                       | 'window' must be longer than nothing
            attribution | {"scope":SCOPE,"stayAfter":"P9D","stayWithin":"P1D"}    | /                       | must not be negative or longer than 'stayWithin'
            people    | {"kind":"attribution","attribution":{"scope":SCOPE},"label":"tv"} | /label          | there is no channel 'tv'
            retention | {"scope":SCOPE}                                               | /                       | 'period' is missing
            stages    | {"scope":SCOPE,"interval":"hour"}                             | /                       | by day, week or month
            stages    | {"scope":{"from":"2025-03-01","to":"2025-03-02","where":[{"property":"a","operator":"equals","value":"b"}]}} | / | choose a segment instead
            cohorts   | {"scope":SCOPE,"period":"week"}                               | /breakdown              | cohorts need a 'breakdown'
            cohorts   | {"scope":SCOPE,"period":"week","breakdown":{"kind":"event","name":"a","limit":10000}} | /breakdown | 'limit' must be from 1 to 50
            retention | {"scope":SCOPE,"period":"day","brackets":[{"first":1,"last":3},{"first":2,"last":5}]} | /       | must begin after the one before ends
            retention | {"scope":SCOPE,"period":"day","brackets":[{"first":0,"last":3}]} | /brackets/0         | from 1 or later
            pages     | {"scope":SCOPE,"sort":"colour"}                               | /sort                   | one of path, views
            pages     | {"scope":SCOPE,"limit":10000}                                 | /                       | 'limit' must be from 1 to 1000
            acquisition | {"scope":SCOPE,"dimension":"planet"}                        | /dimension              | one of channel, campaign
            acquisition | {"scope":{"from":"2020-01-01","to":"2025-03-31"},"interval":"hour"} | /                 | choose a longer 'interval'
            people    | {"kind":"acquisition","acquisition":{"scope":SCOPE}}          | /value                  | need 'value'
            people    | {"kind":"stages","stages":{"scope":SCOPE},"stage":"moon","toStage":""} | /stage         | there is no stage 'moon'
            people    | {"kind":"cohorts","retention":{"scope":SCOPE,"period":"day","breakdown":{"kind":"event","name":"a"}},"value":"x","period":99} | /period | must be from 0 to 8
            lifecycle | {"scope":SCOPE,"interval":"hour"}                             | /                       | by day, week or month
            lifecycle | {"scope":{"from":"2020-01-01","to":"2025-03-31"},"interval":"day"} | /                  | choose a longer 'interval'
            stickiness | {"scope":SCOPE,"match":{"event":""}}                         | /match                  | needs the name of an 'event'
            people    | {"kind":"lifecycle","activity":{"scope":SCOPE},"cohort":"2020-01-01","phase":"dormant"} | /cohort | no period starts on 2020-01-01
            people    | {"kind":"stickiness","activity":{"scope":SCOPE},"period":9}   | /period                 | must be from 1 to 1
            commerce  | {"scope":SCOPE,"within":"P60D"}                               | /                       | 'within' must be from PT0S to 30 days
            commerce  | {"scope":SCOPE,"model":"arima"}                               | /model                  | one of bgNbd, mbgNbd, paretoNbd
            commerce  | {"scope":SCOPE,"discountRate":10}                             | /                       | such as 0.1 for 10 % a year
            people    | {"kind":"commerce","commerce":{"scope":SCOPE}}                | /figure                 | kind commerce need 'figure'
            people    | {"kind":"commerce","commerce":{"scope":SCOPE},"figure":"rfm","recency":6,"frequency":1} | /recency | 'recency' must be from 1 to 5
            people    | {"kind":"commerce","commerce":{"scope":SCOPE},"figure":"risk","risk":"low"} | /figure    | nothing is predicted here
            people    | {"kind":"commerce","commerce":{"scope":SCOPE},"figure":"cartAbandoned","dimension":"channel"} | /value | need its 'value'
            people    | {"kind":"funnel"}                                             | /funnel                 | kind funnel need 'funnel'
            people    | {"kind":"condition","condition":{"type":"all","conditions":[{"type":"like"}]}} | /condition/conditions/0/type | 'like' is not known
            people    | {"kind":"retention","retention":{"scope":SCOPE,"period":"day"},"cohort":"2020-01-01","period":1} | /cohort | no cohort starts on 2020-01-01
            people    | {"kind":"overview","overview":{"scope":SCOPE},"dimension":"page"} | /value              | need its 'value'
            people    | {"kind":"paths","paths":{"scope":SCOPE},"step":9,"label":"x"} | /step                   | 'step' must be from 1 to 5
            """)
    void shouldSayWhatIsWrongAndWhatWouldBeRight(String report, String body, String field, String message)
            throws Exception {
        // when
        Answer answer = percorso.send(
                "POST",
                SHOP + "/reports/" + report,
                body.replace("SCOPE", "{\"from\":\"2025-03-29\",\"to\":\"2025-04-04\"}"),
                percorso.session());

        // then
        assertEquals(422, answer.status(), answer.text());
        assertEquals(field, answer.json().at("/errors/0/field").asString());
        String said = answer.json().at("/errors/0/message").asString();
        assertTrue(said.contains(message), said);
    }

    @Test
    void shouldRefuseWhatIsNotJson() throws Exception {
        // when
        Answer answer = percorso.send("POST", SHOP + "/reports/overview", "{\"scope\": ", percorso.session());

        // then
        assertEquals(400, answer.status());
        assertEquals("invalid-json", answer.json().get("code").asString());
    }

    @Test
    void shouldAnswerAnEmptyWorkspaceWithZeros() throws Exception {
        // when
        Answer overview = percorso.post(SHOP + "/reports/overview", Map.of("scope", SCOPE));
        Answer paths = percorso.post(SHOP + "/reports/paths", Map.of("scope", SCOPE));
        Answer retention = percorso.post(SHOP + "/reports/retention", Map.of("scope", SCOPE, "period", "week"));

        // then
        assertEquals(0, overview.json().at("/totals/visitors").asLong());
        assertEquals(1, overview.json().at("/totals/bounceRate/high").asDouble());
        assertEquals(0, paths.json().get("journeys").asLong());
        assertEquals(2, retention.json().get("cohorts").size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            lifecycle   | {"interval":"week"}                                                    | /points/0/active
            stickiness  | {"match":{"event":"Never Seen"},"interval":"day"}                      | /regularity/persons
            pages       | {"search":"nothing"}                                                   | /pages
            acquisition | {"dimension":"campaign"}                                               | /total/sessions
            stages      | {}                                                                     | /points/0/persons/0
            cohorts     | {"period":"week","breakdown":{"kind":"person","name":"never seen"}}    | /groups
            events      | {"match":{"event":"Never Seen"},"measure":"count","breakdown":"never"} | /values
            """)
    void shouldAnswerWhatNobodyDidWithZeros(String report, String body, String figure) throws Exception {
        // when
        Answer answer = percorso.send(
                "POST",
                SHOP + "/reports/" + report,
                body.replaceFirst(
                        "^\\{",
                        "{\"scope\":{\"from\":\"2025-03-29\",\"to\":\"2025-04-04\"}" + (body.equals("{}") ? "" : ",")),
                percorso.session());

        // then
        assertEquals(200, answer.status(), answer.text());
        assertEquals(0, answer.json().at(figure).asLong(-1), answer.text());
    }
}
