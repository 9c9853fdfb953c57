package dev.percorso.liquid;

/** What a rendering gives to filters: its context and its meter. */
record Evaluation(RenderContext context, Meter meter) {}
