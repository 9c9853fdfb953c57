/**
 * Receivers of other programs' webhooks: each has an address and a secret, proves who sent, and turns what shops tell of
 * orders, customers and carts into events.
 */
@NullMarked
package dev.percorso.server.collect.connect;

import org.jspecify.annotations.NullMarked;
