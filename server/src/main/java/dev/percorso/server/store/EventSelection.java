package dev.percorso.server.store;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which stored events are meant, so that files without any of them need not be read. */
public sealed interface EventSelection {
    boolean matches(ProjectedEvent event);

    /** All events. */
    record Everything() implements EventSelection {
        @Override
        public boolean matches(ProjectedEvent event) {
            return true;
        }
    }

    /** Events projected as one of these persons; give all numbers of merged ones. */
    record OfPersons(Set<Integer> persons) implements EventSelection {
        @Override
        public boolean matches(ProjectedEvent event) {
            return persons.contains(event.person());
        }
    }

    /** Events that came through a source or an import. */
    record OfSource(String source) implements EventSelection {
        @Override
        public boolean matches(ProjectedEvent event) {
            return event.event().source().equals(source);
        }
    }

    /** Events whose message id begins so. */
    record WithMessagePrefix(String prefix) implements EventSelection {
        @Override
        public boolean matches(ProjectedEvent event) {
            return event.event().messageId().startsWith(prefix);
        }
    }

    /** Events that happened before an instant. */
    record Before(Instant time) implements EventSelection {
        @Override
        public boolean matches(ProjectedEvent event) {
            return event.event().time().isBefore(time);
        }
    }

    /** Events that carry one of these ids, whosever they are. */
    record WithIds(Set<String> ids) implements EventSelection {
        @Override
        public boolean matches(ProjectedEvent projected) {
            Event event = projected.event();
            return Stream.of(event.anonymousId(), event.userId(), event.previousId())
                    .flatMap(java.util.Optional::stream)
                    .anyMatch(ids::contains);
        }
    }

    /**
     * Events in which one of the texts stands by itself, in any case: in an id, a property or a trait, with neither a
     * letter nor a digit next to it.
     */
    record Mentioning(List<String> texts) implements EventSelection {
        @Override
        public boolean matches(ProjectedEvent projected) {
            Event event = projected.event();
            return Stream.of(
                            Stream.of(event.messageId()),
                            event.anonymousId().stream(),
                            event.userId().stream(),
                            event.previousId().stream(),
                            values(event.properties()),
                            values(event.traits()))
                    .flatMap(part -> part)
                    .anyMatch(this::isIn);
        }

        private static Stream<String> values(Map<String, Object> values) {
            return values.values().stream().filter(String.class::isInstance).map(String.class::cast);
        }

        /** Whether one of the texts stands in the value. */
        public boolean isIn(String value) {
            String lower = value.toLowerCase(Locale.ROOT);
            return texts.stream().anyMatch(text -> standsIn(lower, text.toLowerCase(Locale.ROOT)));
        }

        private static boolean standsIn(String value, String text) {
            for (int at = value.indexOf(text); at >= 0; at = value.indexOf(text, at + 1)) {
                int end = at + text.length();
                if ((at == 0 || !Character.isLetterOrDigit(value.charAt(at - 1)))
                        && (end == value.length() || !Character.isLetterOrDigit(value.charAt(end)))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Events of any of the selections. */
    record Any(List<EventSelection> parts) implements EventSelection {
        public Any {
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("any of nothing selects nothing");
            }
        }

        @Override
        public boolean matches(ProjectedEvent event) {
            return parts.stream().anyMatch(part -> part.matches(event));
        }
    }
}
