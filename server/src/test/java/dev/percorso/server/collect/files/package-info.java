@NullMarked
package dev.percorso.server.collect.files;

import org.jspecify.annotations.NullMarked;
