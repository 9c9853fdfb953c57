package dev.percorso.server.collect;

/** What kind of program sends. */
public enum SourceKind {
    /** Browsers, whose own address and user agent say where the person is. */
    WEB,
    /** Programs of the company. */
    SERVER,
    /** Files and generated data. */
    IMPORT
}
