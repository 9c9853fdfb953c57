/** Reports: a request becomes a plan, the plan a fold over journeys, its accumulator the result. */
@NullMarked
package dev.percorso.server.analyze;

import org.jspecify.annotations.NullMarked;
