/**
 * Run states as plain maps of text, numbers, truth values, lists and maps: what a JSON library
 * reads and writes.
 */
@NullMarked
package dev.percorso.flow.format;

import org.jspecify.annotations.NullMarked;
