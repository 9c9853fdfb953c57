package dev.percorso.server.goal;

import dev.percorso.server.analyze.ReportText;
import dev.percorso.server.analyze.ReportWords;
import dev.percorso.server.http.ProblemWords;
import java.util.Optional;

/** How a goal stands, in the words of its tile on a dashboard, for messages. */
final class GoalWords {
    private final boolean italian;
    private final ReportText text;

    GoalWords(ReportWords.Language language, String currency) {
        this.italian = language == ReportWords.Language.IT;
        this.text = new ReportText(language, currency);
    }

    /** Actual figure, target, pace and forecast. */
    String of(GoalContent goal, GoalProgress progress) {
        if (progress.actual().isEmpty() || progress.expected().isEmpty()) {
            return unmeasured(goal, progress);
        }
        boolean isAtLeast = goal.direction() == GoalContent.Direction.AT_LEAST;
        String target = italian ? (isAtLeast ? "almeno " : "al massimo ") : (isAtLeast ? "at least " : "at most ");
        String stands = (italian
                        ? "%s; traguardo: %s%s entro il %s. %s: atteso finora %s."
                        : "%s; target: %s%s by %s. %s: %s expected by now.")
                .formatted(
                        number(progress.actual().get(), progress),
                        target,
                        number(goal.target(), progress),
                        text.day(goal.until()),
                        state(progress.state()),
                        number(progress.expected().get(), progress));
        return progress.forecast()
                .map(forecast -> stands
                        + (italian ? " Previsione per il %s: %s (%s – %s)." : " Forecast for %s: %s (%s – %s).")
                                .formatted(
                                        text.day(goal.until()),
                                        number(forecast.value(), progress),
                                        number(forecast.low(), progress),
                                        number(forecast.high(), progress)))
                .orElse(stands);
    }

    /** What stands in the place of a goal that was deleted. */
    String gone() {
        return italian ? "Questo obiettivo è stato eliminato." : "This goal was deleted.";
    }

    private String unmeasured(GoalContent goal, GoalProgress progress) {
        if (!progress.problem().isEmpty()) {
            return ProblemWords.in(Optional.of(italian ? "it" : "en")).of(progress.problem());
        }
        return (italian
                        ? "Si misura dal %s; il primo valore arriva a giorno finito."
                        : "Measured from %s on; the first figure comes when that day is over.")
                .formatted(text.day(goal.from()));
    }

    private String number(double value, GoalProgress progress) {
        return text.number(value, progress.format());
    }

    private String state(GoalProgress.State state) {
        return switch (state) {
            case ON_TRACK -> italian ? "Al passo" : "On track";
            case BEHIND -> italian ? "Indietro" : "Behind";
            case REACHED -> italian ? "Raggiunto" : "Reached";
            case MISSED -> italian ? "Mancato" : "Missed";
            case UNKNOWN -> italian ? "Non ancora misurato" : "Not measured yet";
        };
    }
}
