package dev.percorso.server.audience;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A destination's API for who is in an audience. Telling it the same again changes nothing there. */
interface AdvertisingApi {
    /** Most people in one call; every destination takes as many. */
    int MOST_AT_ONCE = 10_000;

    /** @param rows hashes in the order of {@link Destination#columns} */
    Answer add(List<List<String>> rows) throws IOException;

    Answer remove(List<List<String>> rows) throws IOException;

    /** What a destination says. */
    sealed interface Answer {
        /** @param invalid how many it could not read, where it says so */
        record Done(long invalid) implements Answer {}

        /** Not now. */
        record Later(String reason, Optional<Duration> pause) implements Answer {}

        /** Somebody must do something first. */
        record Refused(String reason) implements Answer {}
    }
}
