package dev.percorso.engine.attribute;

/**
 * How a conversion is shared out among the touchpoints before it. A touchpoint is a visit or event on a channel; a path
 * is the touchpoints of one conversion in order. Every model shares out each total wholly.
 */
public enum AttributionModel {
    /** All to the first touchpoint of the path. */
    FIRST,

    /** All to the last touchpoint. */
    LAST,

    /** All to the last touchpoint that is not direct; to the last one where all are. */
    LAST_NON_DIRECT,

    /** The same to each touchpoint. */
    LINEAR,

    /** To each touchpoint in proportion to 2 to the power of −age ÷ half-life, age being the time to the conversion. */
    TIME_DECAY,

    /**
     * 40 % to the first, 40 % to the last, 20 % in equal parts to those between; of two touchpoints half each, a single
     * one has all.
     */
    POSITION,

    /**
     * By removal effects in the first-order Markov chain of all paths, those that end without a conversion included: the
     * share of the expected result that is lost when every step onto the channel ends the path. Source: Anderl, Becker,
     * von Wangenheim, Schumann, "Mapping the customer journey", International Journal of Research in Marketing 33
     * (2016). Expected results are solved exactly, see {@link MarkovChain}.
     */
    MARKOV,

    /**
     * The Shapley value of the game whose coalitions are sets of channels and whose worth is that of the conversions
     * whose paths lie within the coalition. Such a game is a sum of unanimity games, one per set of channels on a path,
     * so its value is exactly: each conversion in equal parts to the distinct channels of its path, for any number of
     * channels. Source: Zhao, Mahboobi, Bagheri, "Shapley value methods for attribution modeling in online advertising"
     * (arXiv 1804.05327, 2018).
     */
    SHAPLEY
}
