package dev.percorso.server.deliver.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.deliver.sender.DomainCheck.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DomainCheckTest {
    private LocalDns server;
    private DomainCheck check;

    @BeforeAll
    void open() throws IOException {
        server = new LocalDns();
        check = new DomainCheck(new Dns(Optional.of(server.address())));
    }

    @AfterAll
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v=spf1 include:mail.example ~all | GOOD
            v=spf1 ip4:192.0.2.1 -all        | GOOD
            v=spf1 redirect=other.example    | GOOD
            v=spf1 +all                      | OPEN
            v=spf1 a mx ?all                 | OPEN
            v=spf1 a mx                      | ENDLESS
            google-site-verification=1       | MISSING
            """)
    void shouldJudgeWhoMaySend(String record, Finding finding) {
        server.put("spf.example", record);
        assertEquals(finding, finding("spf.example", DomainCheck.Kind.SPF));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v=DMARC1; p=none                           | WATCHING
            v=DMARC1; p=reject                         | WITHOUT_REPORTS
            v=DMARC1; p=quarantine; rua=mailto:a@b.org | GOOD
            v=DMARC1; sp=none                          | WRONG
            """)
    void shouldJudgeWhatReceiversDo(String record, Finding finding) {
        server.put("_dmarc.dmarc.example", record);
        assertEquals(finding, finding("dmarc.example", DomainCheck.Kind.DMARC));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v=DMARC1; p=reject; rua=mailto:a@b.org               | GOOD     | _dmarc.above.example
            v=DMARC1; p=reject; sp=none; rua=mailto:a@b.org      | WATCHING | _dmarc.above.example
            v=DMARC1; p=none; sp=quarantine; rua=mailto:a@b.org  | GOOD     | _dmarc.above.example
            something else                                       | MISSING  | _dmarc.news.shop.above.example
            """)
    void shouldLookAboveASubdomain(String record, Finding finding, String name) {
        server.put("_dmarc.above.example", record);
        server.put("_dmarc.example", "v=DMARC1; p=reject; rua=mailto:a@b.org");

        DomainCheck.Checked dmarc = check.check("news.shop.above.example", "percorso", "key")
                .checks()
                .getLast();

        assertEquals(finding, dmarc.finding());
        assertEquals(name, dmarc.name());
    }

    @Test
    void shouldFindALongKeyThatComesInPieces() {
        String key = DkimKey.create().publicKey();
        assertTrue(DkimKey.record(key).length() > 255);
        server.put("percorso._domainkey.key.example", DkimKey.record(key));
        server.put(
                "percorso._domainkey.old.example",
                DkimKey.record(DkimKey.create().publicKey()));
        server.put("percorso._domainkey.gone.example", "v=DKIM1; p=");

        assertEquals(
                Finding.GOOD,
                check.check("key.example", "percorso", key).checks().get(1).finding());
        assertEquals(
                Finding.OTHER_KEY,
                check.check("old.example", "percorso", key).checks().get(1).finding());
        assertEquals(
                Finding.REVOKED,
                check.check("gone.example", "percorso", key).checks().get(1).finding());
        assertEquals(
                Finding.MISSING,
                check.check("none.example", "percorso", key).checks().get(1).finding());
    }

    @Test
    void shouldSayWhenThereAreSeveralAndWhenNobodyAnswers() {
        server.put("two.example", "v=spf1 a -all", "v=spf1 mx -all", "something else");
        // Nobody listens there, which the machine says at once.
        DomainCheck asking = new DomainCheck(new Dns(Optional.of("127.0.0.1:1")));
        assertEquals(
                List.of(Finding.UNANSWERED, Finding.UNANSWERED, Finding.UNANSWERED),
                asking.check("x.example", "percorso", "k").checks().stream()
                        .map(DomainCheck.Checked::finding)
                        .toList());
        assertEquals(Finding.SEVERAL, finding("two.example", DomainCheck.Kind.SPF));
    }

    private Finding finding(String domain, DomainCheck.Kind kind) {
        return check.check(domain, "percorso", "key").checks().stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow()
                .finding();
    }
}
