package dev.percorso.server.campaign;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.percorso.server.deliver.Channel;
import dev.percorso.server.event.DisplayName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * What a user says about a campaign. A draft may lack segment, subject and body; it cannot start without them.
 *
 * @param channel on which it goes out, by e-mail where none is named
 * @param segment who gets it, as of the moment it starts
 * @param template of e-mail that says what is sent, instead of body and text
 * @param subject Liquid template, as body and text; with a template empty for the one that stands there; the title of a
 *     push message, and none of a text message
 * @param body the HTML of an e-mail, the words of a push or text message
 * @param text of an e-mail without HTML; empty to make it from the HTML
 * @param url where a click on a push message leads; empty for the start of the site
 * @param icon address of a picture beside a push message; empty for none
 * @param startAt not before; empty for as soon as it is started
 * @param timing whether each person has a moment of their own, reckoned from {@code startAt}
 * @param perMinute most messages a minute
 * @param test of a second subject
 * @param tagLinks whether links name the campaign, for reports on where visits came from
 */
public record CampaignContent(
        String name,
        Channel channel,
        Optional<String> segment,
        String purpose,
        Optional<String> topic,
        Optional<String> template,
        String subject,
        String body,
        Optional<String> text,
        Optional<String> url,
        Optional<String> icon,
        Optional<Instant> startAt,
        Timing timing,
        Optional<Integer> perMinute,
        Optional<Test> test,
        boolean tagLinks) {
    private static final int MOST_PER_MINUTE = 1_000_000;
    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_BODY = 500_000;

    /** By what the better subject is known. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum By {
        CLICKS,
        OPENS
    }

    /** What the others get when the difference may be chance. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Unclear {
        /** The subject that is ahead all the same. */
        AHEAD,
        /** The first. */
        FIRST
    }

    /**
     * Two subjects for a part of the people; the others get the better one.
     *
     * @param share of the people who get one of both, half each, in percent
     * @param after how long after the last of them the better one is chosen, like PT4H
     * @param unclear what the others get when the difference may be chance
     */
    public record Test(String subject, int share, String after, By by, Unclear unclear) {
        private static final Duration LONGEST = Duration.ofDays(14);

        public Test {
            subject = subject == null ? "" : subject;
            by = by == null ? By.CLICKS : by;
            unclear = unclear == null ? Unclear.AHEAD : unclear;
            require(subject.length() <= LONGEST_SUBJECT, "a subject has at most 500 characters");
            require(share >= 2 && share <= 90, "'share' must be from 2 to 90 percent");
            Duration wait = length(after);
            require(
                    wait.toMinutes() >= 1 && wait.compareTo(LONGEST) <= 0,
                    "'after' must be a minute to 14 days, like PT4H");
        }

        Duration length() {
            return length(after);
        }

        private static Duration length(String text) {
            try {
                return Duration.parse(String.valueOf(text));
            } catch (DateTimeException malformed) {
                throw new IllegalArgumentException("'after' must be a minute to 14 days, like PT4H", malformed);
            }
        }
    }

    public CampaignContent {
        require(DisplayName.isValid(name), "a campaign needs a 'name' " + DisplayName.RULE);
        name = name.strip();
        channel = channel == null ? Channel.EMAIL : channel;
        segment = segment == null ? Optional.empty() : segment.filter(id -> !id.isBlank());
        purpose = purpose == null || purpose.isBlank() ? "marketing" : purpose;
        topic = topic == null ? Optional.empty() : topic.filter(id -> !id.isBlank());
        template = template == null ? Optional.empty() : template.filter(id -> !id.isBlank());
        subject = subject == null ? "" : subject;
        body = body == null ? "" : body;
        text = text == null ? Optional.empty() : text.filter(plain -> !plain.isBlank());
        url = url == null ? Optional.empty() : url.map(String::strip).filter(address -> !address.isEmpty());
        icon = icon == null ? Optional.empty() : icon.map(String::strip).filter(address -> !address.isEmpty());
        startAt = startAt == null ? Optional.empty() : startAt;
        timing = timing == null ? Timing.AT : timing;
        perMinute = perMinute == null ? Optional.empty() : perMinute;
        test = test == null ? Optional.empty() : test;
        require(
                purpose.equals("marketing") || purpose.equals("transactional"),
                "the 'purpose' is marketing or transactional");
        require(subject.length() <= LONGEST_SUBJECT, "a subject has at most 500 characters");
        require(body.length() <= LONGEST_BODY, "the 'body' has at most 500,000 characters");
        require(
                template.isEmpty() || channel == Channel.EMAIL,
                "a 'template' is for e-mail; a push or text message has a 'body'");
        require(
                test.isEmpty() || channel != Channel.SMS,
                "text messages cannot be tested against each other: who follows a link in one is not measured");
        require(
                test.filter(two -> two.by() == By.OPENS).isEmpty() || channel == Channel.EMAIL,
                "only of e-mail it is known who opens it; test push messages by clicks");
        require(
                perMinute.filter(most -> most < 1 || most > MOST_PER_MINUTE).isEmpty(),
                "'perMinute' must be 1 to 1,000,000");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @JsonIgnore
    boolean isMarketing() {
        return purpose.equals("marketing");
    }

    /** The subject of a variant: 2 is the one that is tested against the other. */
    String subjectOf(int variant) {
        return variant == 2 ? test.map(Test::subject).orElse(subject) : subject;
    }

    /** What links are tagged with: the name in small letters, with hyphens. */
    @JsonIgnore
    String tag() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    }
}
