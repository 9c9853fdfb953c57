/** What the same people have in common: values of a property that go together. */
@NullMarked
package dev.percorso.engine.together;

import org.jspecify.annotations.NullMarked;
