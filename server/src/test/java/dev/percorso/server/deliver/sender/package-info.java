@NullMarked
package dev.percorso.server.deliver.sender;

import org.jspecify.annotations.NullMarked;
