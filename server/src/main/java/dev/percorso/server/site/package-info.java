/** What surveys and messages share to appear on a site: looks, whom they are meant for, and how the tag asks for them. */
@NullMarked
package dev.percorso.server.site;

import org.jspecify.annotations.NullMarked;
