/** The designed journey: personas, touchpoints, stages and maps; their real figures; how well journeys fit a map. */
@NullMarked
package dev.percorso.server.map;

import org.jspecify.annotations.NullMarked;
