package dev.percorso.engine.stage;

/** From where a rule admits a person to its stage. */
public enum RuleKind {
    /** From no stage and from lower ones; from higher ones if the model lets people regress. */
    ENTER,
    /** From lower stages only. */
    ADVANCE,
    /** From higher stages only. */
    REGRESS
}
