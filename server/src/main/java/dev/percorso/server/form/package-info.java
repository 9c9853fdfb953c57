/** Forms by which people subscribe, and the confirmation of their address. */
@NullMarked
package dev.percorso.server.form;

import org.jspecify.annotations.NullMarked;
