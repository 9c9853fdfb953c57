package dev.percorso.server.segment;

/**
 * How many persons a condition holds for.
 *
 * @param total all persons
 */
public record SegmentPreview(long size, long total) {}
