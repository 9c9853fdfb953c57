/** Web push: browsers that take messages, their keys, and handing messages to the services of their makers. */
@NullMarked
package dev.percorso.server.push;

import org.jspecify.annotations.NullMarked;
