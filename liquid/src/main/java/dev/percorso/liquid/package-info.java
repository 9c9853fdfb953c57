/**
 * Liquid templates as a library: an immutable, thread-safe syntax tree over plain data, with hard budgets.
 *
 * <p>Start at {@link dev.percorso.liquid.Template}. Data is {@code Map}, {@code List}, {@code String}, {@code Number},
 * {@code Boolean}, {@code null} and the types of {@code java.time}; nothing else is ever looked into, so a template can
 * reach neither methods nor files.
 */
@NullMarked
package dev.percorso.liquid;

import org.jspecify.annotations.NullMarked;
