/** What mail providers and mail servers report of messages: that an address does not exist, that somebody complained. */
@NullMarked
package dev.percorso.server.deliver.feedback;

import org.jspecify.annotations.NullMarked;
