@NullMarked
package dev.percorso.server.deliver.feedback;

import org.jspecify.annotations.NullMarked;
