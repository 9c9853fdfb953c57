/** The tiny shared kernel: workspaces, events and how text of the outside becomes them. */
@NullMarked
package dev.percorso.server.event;

import org.jspecify.annotations.NullMarked;
