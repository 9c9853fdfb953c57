package dev.percorso.bench;

/**
 * Every target of the engine in one run, with what was measured and whether it was reached. Arguments as for {@link
 * FunnelBench} and {@link AnalysesBench}, which it runs one after the other.
 */
public final class EngineBench {
    private EngineBench() {}

    /** Runs the benchmarks; the process ends with an error when two answers differ. */
    public static void main(String[] arguments) throws Exception {
        Verdicts verdicts = new Verdicts();
        FunnelBench.run(arguments, verdicts);
        AnalysesBench.run(arguments, verdicts);
        verdicts.print();
    }
}
