/** Server, problems, JSON and static files. Knows no capability. */
@NullMarked
package dev.percorso.server.http;

import org.jspecify.annotations.NullMarked;
