package dev.percorso.server.alert;

import dev.percorso.server.alert.AlertContent.Rule;
import dev.percorso.server.analyze.ReportText;
import dev.percorso.server.analyze.ReportWords;
import dev.percorso.server.deliver.Notice;
import java.util.List;
import java.util.Optional;

/** An alert as an e-mail. */
final class AlertWords {
    private final AlertContent alert;
    private final boolean italian;
    private final ReportText text;
    private final String figure;

    AlertWords(AlertContent alert, String currency) {
        this.alert = alert;
        this.italian = alert.language() == ReportWords.Language.IT;
        this.text = new ReportText(alert.language(), currency);
        this.figure = ReportWords.in(alert.language()).of(alert.figure());
    }

    Notice.Content content(Reading reading, String workspace, String address) {
        String value = text.number(reading.value(), reading.format());
        String days = text.days(reading.from(), reading.to());
        return new Notice.Content(
                italian ? "it" : "en",
                (italian ? "Avviso: " : "Alert: ") + alert.name(),
                List.of(
                        italian
                                ? "%s: %s (%s, %s).".formatted(figure, value, workspace, days)
                                : "%s was %s (%s, %s).".formatted(figure, value, workspace, days),
                        reason(reading)),
                List.of(),
                Optional.of(new Notice.Link(italian ? "Apri gli avvisi" : "Open the alerts", address)),
                italian
                        ? "Ricevi questo messaggio una sola volta: finché il valore non rientra non ne arriva un altro."
                        : "You get this message once: there is no other until the figure is back within its bounds.");
    }

    private String reason(Reading reading) {
        String expected = reading.expected()
                .map(value -> text.number(value, reading.format()))
                .orElse("–");
        return switch (alert.rule().kind()) {
            case THRESHOLD -> {
                String bound = text.number(alert.rule().value().orElseThrow(), reading.format());
                if (alert.rule().direction() == Rule.Direction.UP) {
                    yield italian
                            ? "Il limite è %s al massimo.".formatted(bound)
                            : "It should be %s at most.".formatted(bound);
                }
                yield italian
                        ? "Il limite è %s almeno.".formatted(bound)
                        : "It should be at least %s.".formatted(bound);
            }
            case CHANGE -> {
                String change = text.change(reading.value() / reading.expected().orElseThrow() - 1);
                yield italian
                        ? "È una variazione di %s rispetto a %s di altrettanti giorni prima."
                                .formatted(change, expected)
                        : "That is %s against %s in as many days before.".formatted(change, expected);
            }
            case ANOMALY -> {
                String low = reading.low()
                        .map(value -> text.number(value, reading.format()))
                        .orElse("–");
                String high = reading.high()
                        .map(value -> text.number(value, reading.format()))
                        .orElse("–");
                yield italian
                        ? "Lo stesso giorno delle ultime settimane la mediana era %s; da %s a %s sarebbe stato normale."
                                .formatted(expected, low, high)
                        : "The median of the same weekday in the weeks before was %s; from %s to %s would have been usual."
                                .formatted(expected, low, high);
            }
        };
    }
}
