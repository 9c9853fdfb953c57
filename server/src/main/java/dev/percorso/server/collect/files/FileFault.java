package dev.percorso.server.collect.files;

import dev.percorso.server.http.ProblemException;

/** Problems of whole files. */
final class FileFault {
    private FileFault() {}

    static ProblemException of(String message) {
        return ProblemException.invalid("/file", message);
    }
}
