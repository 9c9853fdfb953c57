package dev.percorso.server.segment;

/**
 * How many persons a condition holds for.
 *
 * @param total all persons
 * @param usable how many of them marketing may use: those who agreed to profiling
 */
public record SegmentPreview(long size, long total, long usable) {}
