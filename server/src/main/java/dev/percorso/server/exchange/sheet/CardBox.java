package dev.percorso.server.exchange.sheet;

import dev.percorso.server.exchange.sheet.Mark.Box;
import dev.percorso.server.exchange.sheet.Mark.Group;
import dev.percorso.server.exchange.sheet.Mark.Image;
import dev.percorso.server.exchange.sheet.Mark.Role;
import dev.percorso.server.exchange.sheet.Mark.Words;
import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMapContent.Opportunity;
import dev.percorso.server.map.PortableMap;
import dev.percorso.server.map.TouchpointContent;
import dev.percorso.server.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A card, or a part of one that is too long for a page: its lines, and how high they are. */
final class CardBox {
    private static final double PADDING = 5;
    private static final double BAR = 2.5;
    private static final double LEADING = 1.25;
    private static final double TITLE = 8.5;
    private static final double TEXT = 7.5;
    private static final double FACTS = 6.8;
    private static final double HIGHEST_PICTURE = 90;

    /** @param paragraph number of the paragraph that it is a line of */
    private record Line(String text, boolean bold, double size, Ink ink, int paragraph) {
        double height() {
            return size * LEADING;
        }
    }

    /** A picture, in points, and what it is called where it is not seen. */
    private record Shown(Picture picture, double width, double height, String name) {
        static Shown of(Picture picture, double room, String name) {
            double scale = Math.min(room / picture.width(), HIGHEST_PICTURE / picture.height());
            return new Shown(picture, picture.width() * scale, picture.height() * scale, name);
        }
    }

    private final Optional<Shown> shown;
    private final List<Line> lines;
    private final Optional<Ink> bar;

    private CardBox(Optional<Shown> shown, List<Line> lines, Optional<Ink> bar) {
        this.shown = shown;
        this.lines = List.copyOf(lines);
        this.bar = bar;
    }

    double height() {
        return 2 * PADDING
                + pictureHeight()
                + lines.stream().mapToDouble(Line::height).sum();
    }

    private double pictureHeight() {
        return shown.map(picture -> picture.height() + PADDING).orElse(0.0);
    }

    void draw(double x, double y, double width, List<Mark> marks) {
        marks.add(new Box(x, y, width, height(), 3, Optional.of(Ink.PAPER), Optional.of(Ink.STRONG_LINE)));
        bar.ifPresent(ink -> marks.add(new Box(x, y, BAR, height(), 1, Optional.of(ink), Optional.empty())));
        double indent = PADDING + (bar.isPresent() ? BAR : 0);
        shown.ifPresent(picture -> marks.add(Group.figure(
                picture.name(),
                List.of(new Image(x + indent, y + PADDING, picture.width(), picture.height(), picture.picture())))));
        double top = y + PADDING + pictureHeight();
        SortedMap<Integer, List<Mark>> paragraphs = new TreeMap<>();
        for (Line line : lines) {
            paragraphs
                    .computeIfAbsent(line.paragraph(), _ -> new ArrayList<>())
                    .add(new Words(x + indent, top + line.size(), line.text(), line.bold(), line.size(), line.ink()));
            top += line.height();
        }
        paragraphs.values().forEach(paragraph -> marks.add(Group.of(Role.PARAGRAPH, paragraph)));
    }

    /**
     * A card in boxes.
     *
     * @param pictures by id
     * @param width of a box
     * @param highest a box may be; a longer card goes on in the next one
     */
    static List<CardBox> of(
            MapCard card,
            LaneKind kind,
            PortableMap map,
            MapWords words,
            Lettering letters,
            Function<String, Optional<Picture>> pictures,
            double width,
            double highest) {
        Optional<Ink> bar = bar(kind, card);
        double room = width - 2 * PADDING - (bar.isPresent() ? BAR : 0);
        List<Line> lines = new ArrayList<>();
        letters.lines(card.title(), true, TITLE, room)
                .forEach(line -> lines.add(new Line(line, true, TITLE, Ink.WORDS, 0)));
        card.text()
                .filter(text -> !text.isBlank())
                .ifPresent(text -> letters.lines(text, false, TEXT, room)
                        .forEach(line -> lines.add(new Line(line, false, TEXT, Ink.WORDS, 1))));
        int paragraph = 2;
        for (String fact : facts(card, map, words)) {
            int number = paragraph++;
            letters.lines(fact, false, FACTS, room)
                    .forEach(line -> lines.add(new Line(line, false, FACTS, Ink.SOFT, number)));
        }
        Optional<Shown> shown = card.image()
                .flatMap(pictures)
                .map(picture -> Shown.of(picture, room, words.of("picture", card.title())));
        return boxes(shown, lines, bar, highest);
    }

    private static List<CardBox> boxes(Optional<Shown> shown, List<Line> lines, Optional<Ink> bar, double highest) {
        List<CardBox> boxes = new ArrayList<>();
        List<Line> taken = new ArrayList<>();
        Optional<Shown> first = shown;
        double height = new CardBox(first, List.of(), bar).height();
        for (Line line : lines) {
            if (height + line.height() > highest && !taken.isEmpty()) {
                boxes.add(new CardBox(first, taken, bar));
                first = Optional.empty();
                taken.clear();
                height = 2 * PADDING;
            }
            taken.add(line);
            height += line.height();
        }
        boxes.add(new CardBox(first, taken, bar));
        return boxes;
    }

    private static Optional<Ink> bar(LaneKind kind, MapCard card) {
        if (kind == LaneKind.PAINS || card.severity().isPresent()) {
            return Optional.of(Ink.BAD);
        }
        return kind == LaneKind.OPPORTUNITIES || card.opportunity().isPresent()
                ? Optional.of(Ink.GOOD)
                : Optional.empty();
    }

    /** What a card knows besides its words, a line each. */
    private static List<String> facts(MapCard card, PortableMap map, MapWords words) {
        List<String> facts = new ArrayList<>();
        Optional<TouchpointContent> touchpoint = map.touchpointOf(card);
        touchpoint.ifPresent(place -> facts.add(place.name() + " · " + place.channel()));
        card.binding()
                .or(() -> touchpoint.flatMap(TouchpointContent::binding))
                .ifPresent(event -> facts.add("→ " + event.event()
                        + card.step()
                                .map(step -> " · " + words.of("step", step))
                                .orElse("")));
        card.severity().ifPresent(severity -> facts.add(words.of("severity", severity)));
        card.opportunity()
                .map(scores -> scores(scores, words))
                .filter(text -> !text.isEmpty())
                .ifPresent(facts::add);
        card.purpose().ifPresent(purpose -> facts.add(words.of("purpose", purpose)));
        card.evidence().forEach(proof -> facts.add(proof.label().orElse(proof.url())));
        return facts;
    }

    private static String scores(Opportunity scores, MapWords words) {
        return Stream.of(
                        scores.customerValue().map(value -> words.of("customerValue", value)),
                        scores.businessValue().map(value -> words.of("businessValue", value)),
                        scores.effort().map(value -> words.of("effort", value)),
                        scores.status().map(status -> words.of("status", status)),
                        scores.owner())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }
}
