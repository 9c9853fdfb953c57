/**
 * Files as rows: CSV, JSON lines, Parquet, XLSX and XES, found out by their first bytes, read in an order that is the
 * same in every run and within bounds, whatever a file claims to be.
 */
@NullMarked
package dev.percorso.server.collect.files;

import org.jspecify.annotations.NullMarked;
