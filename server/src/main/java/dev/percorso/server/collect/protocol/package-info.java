/** What the programs of other vendors send, made into events: one adapter per protocol, one pipeline for all. */
@NullMarked
package dev.percorso.server.collect.protocol;

import org.jspecify.annotations.NullMarked;
