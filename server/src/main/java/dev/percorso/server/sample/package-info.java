/**
 * The sample shop: simulated customers of an Italian web shop for laptops, always the same for the same seed and day, so
 * that everybody sees Percorso filled. Nothing here is data of real people.
 */
@NullMarked
package dev.percorso.server.sample;

import org.jspecify.annotations.NullMarked;
