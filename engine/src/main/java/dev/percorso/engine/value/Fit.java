package dev.percorso.engine.value;

import java.util.List;

/**
 * What fitting a model to data came to: the model, or why there is none.
 *
 * @param <M> the model
 */
public sealed interface Fit<M> {

    /** Why a model could not be fitted. */
    enum Reason {
        /** Fewer persons bought again than a model needs. */
        TOO_FEW_REPEATS,
        /** The likelihood has no highest point: data as good as the same for very different parameters. */
        NOT_IDENTIFIED
    }

    /**
     * A model at the highest point of the likelihood.
     *
     * @param model with its parameters
     * @param logLikelihood of the data, natural logarithm
     * @param persons how many the data describe
     * @param relativeErrors standard error of each parameter as a share of it (that is, of its logarithm), in the order
     *     of the model's components, from the curvature of the likelihood; large = hardly determined, infinite = the
     *     data want it as large as can be, that is people who do not differ, and the model is close to that limit
     * @param evaluations how often the likelihood was computed
     */
    record Found<M>(M model, double logLikelihood, long persons, List<Double> relativeErrors, int evaluations)
            implements Fit<M> {
        public Found {
            relativeErrors = List.copyOf(relativeErrors);
        }
    }

    /**
     * No model.
     *
     * @param repeats how many persons bought again
     * @param explanation in plain English, with what would help
     */
    record NotFound<M>(Reason reason, long repeats, String explanation) implements Fit<M> {}
}
