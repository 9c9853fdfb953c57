/** Text messages through gateways that take them over HTTP, and what these report back. */
@NullMarked
package dev.percorso.server.sms;

import org.jspecify.annotations.NullMarked;
