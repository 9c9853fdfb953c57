package dev.percorso.server.alert;

import dev.percorso.server.access.Workspace;
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

    private final String place;

    /** @param only name of the segment that is looked at */
    AlertWords(AlertContent alert, Workspace workspace, Optional<String> only) {
        this.alert = alert;
        this.italian = alert.language() == ReportWords.Language.IT;
        this.text = new ReportText(alert.language(), workspace.currency());
        this.place = workspace.name()
                + only.map(name -> (italian ? ", solo " : ", only ") + name).orElse("");
        this.figure = ReportWords.in(alert.language()).of(alert.figure());
    }

    /** What is sent when the figure leaves its bounds. */
    Notice.Content raised(Reading reading, String address) {
        return content(
                italian ? "Avviso: " : "Alert: ",
                reading,
                address,
                italian
                        ? "Ricevi questo messaggio una sola volta: il prossimo arriva quando il valore rientra."
                        : "You get this message once: the next one comes when the figure is back within its bounds.");
    }

    /** What is sent when it is back. */
    Notice.Content back(Reading reading, String address) {
        return content(
                italian ? "Rientrato: " : "Back to normal: ",
                reading,
                address,
                italian
                        ? "Il valore è di nuovo nei limiti; l'avviso continua a tenerlo d'occhio."
                        : "The figure is within its bounds again; the alert goes on watching it.");
    }

    /** What is sent to whoever tries the alert. */
    Notice.Content test(Reading reading, String address) {
        String state = reading.raised()
                ? (italian ? "Ora il valore è fuori dai limiti." : "The figure is out of bounds now.")
                : (italian
                        ? "Ora il valore è nei limiti: l'avviso non manderebbe nulla."
                        : "The figure is within its bounds now: the alert would send nothing.");
        return content(
                italian ? "Prova: " : "Test: ",
                reading,
                address,
                state + (italian ? " Questo messaggio è arrivato solo a te." : " Only you got this message."));
    }

    private Notice.Content content(String kind, Reading reading, String address, String footer) {
        String value = text.number(reading.value(), reading.format());
        String days = text.days(reading.from(), reading.to());
        return new Notice.Content(
                italian ? "it" : "en",
                kind + alert.name(),
                List.of(
                        italian
                                ? "%s: %s (%s, %s).".formatted(figure, value, place, days)
                                : "%s was %s (%s, %s).".formatted(figure, value, place, days),
                        reason(reading)),
                List.of(),
                Optional.of(new Notice.Link(italian ? "Apri gli avvisi" : "Open the alerts", address)),
                footer);
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
            case PACE ->
                italian
                        ? "A questo punto l'obiettivo chiede %s.".formatted(expected)
                        : "By now the goal asks for %s.".formatted(expected);
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
