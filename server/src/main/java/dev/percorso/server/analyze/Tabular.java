package dev.percorso.server.analyze;

import java.util.List;

/** An answer that can be written as tables, the main one first. */
interface Tabular {
    List<ReportTable> tables();
}
