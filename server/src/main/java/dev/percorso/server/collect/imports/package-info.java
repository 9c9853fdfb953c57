/**
 * Imports of files: a YAML mapping says what a line means, a run reads the file, keeps bad lines aside and can be taken up
 * again where it stopped.
 */
@NullMarked
package dev.percorso.server.collect.imports;

import org.jspecify.annotations.NullMarked;
