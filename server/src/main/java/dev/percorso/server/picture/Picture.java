package dev.percorso.server.picture;

/**
 * A picture as it is kept: drawn anew from what was sent, so that nothing but the picture is in it.
 *
 * @param type its media type
 * @param width in pixels
 * @param height in pixels
 */
public record Picture(String type, int width, int height, byte[] content) {}
