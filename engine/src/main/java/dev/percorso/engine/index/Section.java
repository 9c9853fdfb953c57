package dev.percorso.engine.index;

/** What a section of an index file holds. The numbers are the file format. */
enum Section {
    DIRECTORY(0),
    /** Per local person number: first row; one more entry at the end. 4 bytes each. */
    STARTS(1),
    /** Per row: epoch milliseconds, 8 bytes. */
    TIMES(2),
    /** Per row: event code, with the top bit set where a session starts. 2 bytes. */
    CODES(3),
    /** Per row: sequence minus the smallest one, 4 bytes; the id is 1 when it took 8 bytes. */
    SEQUENCES(4),
    /** Two longs: no sequence is below the first or above the second. */
    SEQUENCE_RANGE(5),
    /** Rows (4 bytes each) whose event arrived for another person than the owner, then those persons. */
    ORIGINS(6),
    /** Per 64 rows: which rows have a value of the property. */
    PRESENCE(7),
    /** Per 64 rows: number of values before them. 4 bytes. */
    RANKS(8),
    /** The values present as 4-byte codes. */
    CODE_VALUES(9),
    /** The values present as 8-byte values. */
    WIDE_VALUES(10),
    EVENT_NAMES(11),
    PROPERTY_NAMES(12),
    /** Text dictionary of a property: where each text starts in the bytes, 8 bytes each, one more at the end. */
    TEXT_OFFSETS(13),
    TEXT_BYTES(14),
    /** Text dictionary of a property: open addressing hash table of code plus one. */
    TEXT_SLOTS(15),
    MERGES(16),
    ERASED(17);

    final int tag;

    Section(int tag) {
        this.tag = tag;
    }

    static Section of(long tag) throws DamagedIndexException {
        for (Section section : values()) {
            if (section.tag == tag) {
                return section;
            }
        }
        throw new DamagedIndexException("unknown section " + tag);
    }
}
