package dev.percorso.server.analyze;

import dev.percorso.engine.stat.Interval;
import dev.percorso.engine.stat.Normal;
import dev.percorso.server.analyze.SurveyScore.Part;
import dev.percorso.server.analyze.SurveyScore.ScoreCount;
import dev.percorso.server.sentiment.Sentiment;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;

/** Counts the answers of one kind. */
final class SurveyTally {
    private static final double CONFIDENCE = 0.95;
    private static final int PROMOTERS_FROM = 9;
    private static final int DETRACTORS_TO = 6;
    private static final int SATISFIED_FROM = 4;
    /** Responses that the adjusted interval of an NPS adds: three, a quarter of each end and half in the middle. */
    private static final double ADDED = 3;

    private final SurveyKind kind;
    private final BitSet persons = new BitSet();
    private final Map<Integer, Long> scores = new TreeMap<>();
    private final Map<Sentiment, Long> sounds = new EnumMap<>(Sentiment.class);
    private long answers;
    private double sum;
    private double squares;
    private double satisfaction;

    SurveyTally(SurveyKind kind) {
        this.kind = kind;
    }

    void add(SurveyAnswer answer, Sentiment sentiment) {
        persons.set(answer.person());
        if (kind == SurveyKind.TEXT) {
            answers++;
            sounds.merge(sentiment, 1L, Long::sum);
            return;
        }
        answer.score().ifPresent(score -> {
            answers++;
            sum += score;
            squares += score * score;
            satisfaction += answer.scale().satisfaction(score);
            scores.merge((int) Math.round(score), 1L, Long::sum);
        });
    }

    SurveyTally merge(SurveyTally other) {
        persons.or(other.persons);
        other.scores.forEach((score, count) -> scores.merge(score, count, Long::sum));
        other.sounds.forEach((sound, count) -> sounds.merge(sound, count, Long::sum));
        answers += other.answers;
        sum += other.sum;
        squares += other.squares;
        satisfaction += other.satisfaction;
        return this;
    }

    SurveyScore score() {
        Interval value = value();
        return new SurveyScore(
                kind,
                answers,
                persons.cardinality(),
                value.estimate(),
                value.low(),
                value.high(),
                answers == 0 ? 0 : satisfaction / answers,
                parts(),
                distribution());
    }

    private Interval value() {
        return switch (kind) {
            case NPS -> netPromoterScore(from(PROMOTERS_FROM), to(DETRACTORS_TO), answers);
            case CSAT -> share(from(SATISFIED_FROM));
            case RATING -> share(from(1));
            case TEXT -> share(sounding(Sentiment.POSITIVE));
            case CES, REVIEW -> mean(answers, sum, squares, kind.scale());
        };
    }

    private long sounding(Sentiment sentiment) {
        return sounds.getOrDefault(sentiment, 0L);
    }

    private Interval share(long those) {
        Rate rate = Rate.of(those, answers);
        return new Interval(rate.value(), rate.low(), rate.high());
    }

    /**
     * The share of promoters minus the share of detractors, in points. The interval is the adjusted Wald one (B. Rocks,
     * Interval Estimation for the Net Promoter Score, The American Statistician 70, 2016), widened to hold the estimate.
     */
    static Interval netPromoterScore(long promoters, long detractors, long answers) {
        if (answers == 0) {
            return new Interval(0, -100, 100);
        }
        double estimate = 100.0 * (promoters - detractors) / answers;
        double n = answers + ADDED;
        double p = (promoters + ADDED / 4) / n;
        double d = (detractors + ADDED / 4) / n;
        double half = Normal.twoSided(CONFIDENCE) * Math.sqrt((p + d - (p - d) * (p - d)) / n);
        return new Interval(
                estimate,
                Math.clamp(100 * (p - d - half), -100, estimate),
                Math.clamp(100 * (p - d + half), estimate, 100));
    }

    /** The mean with Student's interval, cut to the scale; with one answer the whole scale. */
    static Interval mean(long answers, double sum, double squares, SurveyScale scale) {
        if (answers == 0) {
            return new Interval(scale.low(), scale.low(), scale.high());
        }
        double mean = sum / answers;
        if (answers == 1) {
            return new Interval(mean, scale.low(), scale.high());
        }
        double variance = Math.max(0, (squares - sum * mean) / (answers - 1));
        double half = new TDistribution(answers - 1.0).inverseCumulativeProbability((1 + CONFIDENCE) / 2)
                * Math.sqrt(variance / answers);
        return new Interval(mean, Math.max(scale.low(), mean - half), Math.min(scale.high(), mean + half));
    }

    private long from(int least) {
        return scores.entrySet().stream()
                .filter(entry -> entry.getKey() >= least)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private long to(int most) {
        return scores.entrySet().stream()
                .filter(entry -> entry.getKey() <= most)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private List<Part> parts() {
        return switch (kind) {
            case NPS -> {
                long promoters = from(PROMOTERS_FROM);
                long detractors = to(DETRACTORS_TO);
                yield List.of(
                        part("promoters", promoters),
                        part("passives", answers - promoters - detractors),
                        part("detractors", detractors));
            }
            case CSAT -> {
                long satisfied = from(SATISFIED_FROM);
                yield List.of(part("satisfied", satisfied), part("others", answers - satisfied));
            }
            case TEXT ->
                List.of(
                        part("positive", sounding(Sentiment.POSITIVE)),
                        part("neutral", sounding(Sentiment.NEUTRAL)),
                        part("negative", sounding(Sentiment.NEGATIVE)));
            case CES, RATING, REVIEW -> List.of();
        };
    }

    private Part part(String name, long those) {
        return new Part(name, those, answers == 0 ? 0 : (double) those / answers);
    }

    private List<ScoreCount> distribution() {
        return kind == SurveyKind.TEXT
                ? List.of()
                : IntStream.rangeClosed(
                                (int) kind.scale().low(), (int) kind.scale().high())
                        .mapToObj(score -> new ScoreCount(score, scores.getOrDefault(score, 0L)))
                        .toList();
    }

    /** Whether an answer belongs to a part or has that score, as the parts and scores above are called. */
    static boolean isIn(String group, SurveyAnswer answer, Sentiment sentiment) {
        double score = answer.score().orElse(Double.NaN);
        return switch (group) {
            case "" -> true;
            case "promoters" -> score >= PROMOTERS_FROM;
            case "detractors" -> score <= DETRACTORS_TO;
            case "passives" -> score > DETRACTORS_TO && score < PROMOTERS_FROM;
            case "satisfied" -> score >= SATISFIED_FROM;
            case "others" -> score < SATISFIED_FROM;
            case "positive" -> sentiment == Sentiment.POSITIVE;
            case "neutral" -> sentiment == Sentiment.NEUTRAL;
            case "negative" -> sentiment == Sentiment.NEGATIVE;
            default -> Long.toString(Math.round(score)).equals(group);
        };
    }
}
