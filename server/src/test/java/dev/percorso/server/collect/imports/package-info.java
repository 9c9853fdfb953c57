@NullMarked
package dev.percorso.server.collect.imports;

import org.jspecify.annotations.NullMarked;
