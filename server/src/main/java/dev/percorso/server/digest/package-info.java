/** Reports and dashboards that come by e-mail, at their time. */
@NullMarked
package dev.percorso.server.digest;

import org.jspecify.annotations.NullMarked;
