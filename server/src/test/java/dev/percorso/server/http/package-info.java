@NullMarked
package dev.percorso.server.http;

import org.jspecify.annotations.NullMarked;
