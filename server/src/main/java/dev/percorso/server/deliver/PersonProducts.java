package dev.percorso.server.deliver;

import java.util.List;
import java.util.Map;

/**
 * Products for one person, looked up when a message shows some. Each has {@code id}, {@code name}, {@code price}, {@code
 * image} and {@code url}, as far as they are known.
 */
public interface PersonProducts {
    /** Nothing is known. */
    PersonProducts NONE = new PersonProducts() {
        @Override
        public List<Map<String, Object>> viewed() {
            return List.of();
        }

        @Override
        public List<Map<String, Object>> recommended() {
            return List.of();
        }
    };

    /** Those that an event is about; without addresses, where it cannot be told whether they are the company's. */
    default List<Map<String, Object>> ofEvent(Map<String, Object> event) {
        return EventProducts.of(event).stream()
                .map(EventProducts::withoutAddresses)
                .toList();
    }

    /** What the person looked at, the latest first. */
    List<Map<String, Object>> viewed();

    /** What others looked at or bought together with that, the surest first. */
    List<Map<String, Object>> recommended();
}
