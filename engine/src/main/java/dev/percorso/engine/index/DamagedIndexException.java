package dev.percorso.engine.index;

import java.io.IOException;

/** An index file is not what was written. Nothing is lost: the index is rebuilt from the event files. */
public final class DamagedIndexException extends IOException {
    DamagedIndexException(String message) {
        super(message);
    }
}
