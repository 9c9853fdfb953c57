/** Surveys: what is asked, whom and where; answers become events. */
@NullMarked
package dev.percorso.server.survey;

import org.jspecify.annotations.NullMarked;
