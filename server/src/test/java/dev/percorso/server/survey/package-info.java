@NullMarked
package dev.percorso.server.survey;

import org.jspecify.annotations.NullMarked;
