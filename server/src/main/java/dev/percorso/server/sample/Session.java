package dev.percorso.server.sample;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.Event.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** One visit: knows its channel, device and clock, and writes events. */
final class Session {
    private final Visitor visitor;
    private final boolean onMainDevice;
    private boolean signedIn;
    private final Channel channel;
    private final SplittableRandom random;
    private final List<Event> events = new ArrayList<>();
    private Instant now;
    private boolean first = true;

    /** Where visits come from, with what stands in the address or the referrer. */
    enum Channel {
        ORGANIC_SEARCH("organic search", "", "", "https://www.google.com/"),
        PAID_SEARCH("paid search", "google", "cpc", "https://www.google.com/"),
        ORGANIC_SOCIAL("organic social", "", "", "https://www.instagram.com/"),
        PAID_SOCIAL("paid social", "instagram", "paid_social", "https://www.instagram.com/"),
        REFERRAL("referral", "", "", "https://www.confrontaprezzi.example/"),
        AFFILIATE("affiliate", "scontissimi", "affiliate", "https://www.scontissimi.example/"),
        EMAIL("email", "newsletter", "email", ""),
        DIRECT("direct", "", "", "");

        private final String label;
        private final String source;
        private final String medium;
        private final String referrer;

        Channel(String label, String source, String medium, String referrer) {
            this.label = label;
            this.source = source;
            this.medium = medium;
            this.referrer = referrer;
        }
    }

    Session(
            Visitor visitor,
            boolean onMainDevice,
            boolean signedIn,
            Channel channel,
            Instant start,
            SplittableRandom random) {
        this.visitor = visitor;
        this.onMainDevice = onMainDevice;
        this.signedIn = signedIn;
        this.channel = channel;
        this.now = start;
        this.random = random;
    }

    boolean isMobile() {
        return visitor.mobile() == onMainDevice;
    }

    boolean isSignedIn() {
        return signedIn;
    }

    Instant now() {
        return now;
    }

    List<Event> events() {
        return events;
    }

    /** A page view, and how long the page was read. */
    Session page(String path) {
        return page(path, Map.of());
    }

    Session page(String path, Map<String, Object> extra) {
        Map<String, Object> properties = new LinkedHashMap<>(extra);
        properties.put("path", path);
        properties.put("url", "https://portatili.example" + path);
        write(Kind.PAGE, Event.PAGE_VIEWED, properties);
        if (random.nextDouble() < 0.35) {
            long seconds = 6 + (long) (-45 * Math.log(1 - random.nextDouble() * 0.98));
            pass(seconds);
            write(Kind.TRACK, "Page Engaged", Map.of("path", path, "engaged_seconds", seconds));
        }
        pass(8 + random.nextInt(70));
        return this;
    }

    /** Something that the page does by itself, shortly before now: it takes no time, and chance has no part in it. */
    void beside(String name, Map<String, Object> properties) {
        Instant before = now.minusSeconds(4);
        write(
                "sample-%d-%s-%d".formatted(visitor.number(), name, before.toEpochMilli()),
                Kind.TRACK,
                name,
                before,
                properties);
    }

    Session track(String name, Map<String, Object> properties) {
        write(Kind.TRACK, name, properties);
        pass(5 + random.nextInt(60));
        return this;
    }

    /** The visitor signs up or in: from here the browser and the customer are one person. */
    Session identify(boolean wantsEmail) {
        signedIn = true;
        events.add(new Event(
                messageId(),
                Kind.IDENTIFY,
                "Identified",
                Optional.of(visitor.anonymousId(onMainDevice)),
                Optional.of(visitor.userId()),
                Optional.empty(),
                now,
                Map.of(),
                visitor.traits(wantsEmail),
                ""));
        pass(2);
        return this;
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds).plusMillis(random.nextInt(1000));
    }

    private void write(Kind kind, String name, Map<String, Object> given) {
        write(messageId(), kind, name, now, given);
    }

    private void write(String messageId, Kind kind, String name, Instant time, Map<String, Object> given) {
        Map<String, Object> properties = new LinkedHashMap<>(given);
        properties.put(Event.CHANNEL, channel.label);
        properties.put("device", isMobile() ? "mobile" : "desktop");
        if (first) {
            first = false;
            putIfPresent(properties, "utm_source", channel.source);
            putIfPresent(properties, "utm_medium", channel.medium);
            putIfPresent(properties, "utm_campaign", campaign());
            putIfPresent(properties, "referrer", channel.referrer);
        }
        events.add(new Event(
                messageId,
                kind,
                name,
                Optional.of(visitor.anonymousId(onMainDevice)),
                signedIn ? Optional.of(visitor.userId()) : Optional.empty(),
                Optional.empty(),
                time,
                properties,
                Map.of(),
                ""));
    }

    /** Paid channels and the newsletter advertise what the season offers. */
    private String campaign() {
        if (channel.source.isEmpty()) {
            return "";
        }
        String season = switch (now.atZone(ZoneOffset.UTC).getMonth()) {
            case DECEMBER, JANUARY, FEBRUARY -> "inverno";
            case MARCH, APRIL, MAY -> "primavera";
            case JUNE, JULY, AUGUST -> "estate";
            case SEPTEMBER, OCTOBER -> "rientro";
            case NOVEMBER -> "black-friday";
        };
        return channel.source + "-" + season;
    }

    private static void putIfPresent(Map<String, Object> properties, String name, String value) {
        if (!value.isEmpty()) {
            properties.put(name, value);
        }
    }

    private String messageId() {
        return "sample-" + visitor.number() + "-" + Long.toString(random.nextLong(Long.MAX_VALUE), 36);
    }
}
