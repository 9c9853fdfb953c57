package dev.percorso.server.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumberTest {
    @ParameterizedTest
    @CsvSource({
        "+39 333 123 4567, +393331234567",
        "0039 (333) 123-4567, +393331234567",
        "+1.415.555.2671, +14155552671",
        "333 1234567,",
        "+0393331234567,",
        "+39,",
        "+3912345678901234,",
        "+39 call me,"
    })
    void shouldReadWhatPeopleWriteAndNothingElse(String written, String number) {
        assertEquals(Optional.ofNullable(number), PhoneNumber.of(written));
    }
}
