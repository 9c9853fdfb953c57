package dev.percorso.server.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentScorerTest {
    private final SentimentScorer scorer = new SentimentScorer();

    /** The share that docs/adr/0066 states; the scorer may become better, not worse. */
    @ParameterizedTest
    @CsvSource({"en, 0.88", "it, 0.80"})
    void shouldReadLabelledTextsAsWellAsStated(String language, double stated) throws IOException {
        List<String> wrong = new ArrayList<>();
        int all = 0;
        for (String line : lines(language)) {
            Sentiment expected = switch (line.charAt(0)) {
                case '+' -> Sentiment.POSITIVE;
                case '-' -> Sentiment.NEGATIVE;
                default -> Sentiment.NEUTRAL;
            };
            all++;
            if (scorer.of(line.substring(1)) != expected) {
                wrong.add("%s %.2f".formatted(line, scorer.score(line.substring(1))));
            }
        }
        assertEquals(60, all);
        assertTrue(
                1 - wrong.size() / (double) all >= stated, () -> wrong.size() + " wrong\n" + String.join("\n", wrong));
    }

    private static List<String> lines(String language) throws IOException {
        try (InputStream stream =
                SentimentScorerTest.class.getResourceAsStream("/sentiment/labelled-" + language + ".txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }

    @Test
    void shouldTurnRoundWhatIsNegated() {
        assertTrue(scorer.score("The staff was friendly") > Sentiment.LIMIT);
        assertTrue(scorer.score("The staff was not friendly") < -Sentiment.LIMIT);
        assertTrue(scorer.score("Il personale è gentile") > Sentiment.LIMIT);
        assertTrue(scorer.score("Il personale non è gentile") < -Sentiment.LIMIT);
        assertTrue(scorer.score("It is not the end. Great shop") > Sentiment.LIMIT);
    }

    @Test
    void shouldHearMoreInStrongerWords() {
        assertTrue(scorer.score("very good") > scorer.score("good"));
        assertTrue(scorer.score("slightly slow") > scorer.score("slow"));
        assertTrue(scorer.score("molto utile") > scorer.score("utile"));
    }

    @Test
    void shouldBelieveWhatComesAfterBut() {
        assertTrue(scorer.score("slow delivery but great quality") > Sentiment.LIMIT);
        assertTrue(scorer.score("great quality but slow and rude") < 0);
    }

    @Property(tries = 200)
    void shouldStayBetweenMinusOneAndOneWhateverIsWritten(@ForAll String text) {
        double score = scorer.score(text);
        assertTrue(score >= -1 && score <= 1, text);
    }
}
