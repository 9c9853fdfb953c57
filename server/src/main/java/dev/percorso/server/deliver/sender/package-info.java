/** Who e-mail is from: address, signing key, and whether the DNS says what it should. */
@NullMarked
package dev.percorso.server.deliver.sender;

import org.jspecify.annotations.NullMarked;
