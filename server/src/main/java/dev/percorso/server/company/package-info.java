/** Companies and other groups of people: their list, their page, the story of their people. */
@NullMarked
package dev.percorso.server.company;

import org.jspecify.annotations.NullMarked;
