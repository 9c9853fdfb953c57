package dev.percorso.server.sql;

import dev.percorso.server.store.SqlRows;
import java.util.List;

/** A view that questions in SQL may name. */
public record SqlView(String name, List<SqlRows.Column> columns) {}
