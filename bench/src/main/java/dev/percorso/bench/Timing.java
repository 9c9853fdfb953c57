package dev.percorso.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.Callable;

/** Milliseconds: wall clock, and processor time per run over all threads, which a busy machine distorts less. */
record Timing(double median, double best, double processor) {

    /** Before this many runs the compiler has not seen the work often enough to be done with it. */
    private static final int LEAST_WARM_UP = 5;

    /** Runs the work to warm up, then as often as said. */
    static Timing of(int repeat, Callable<?> work) throws Exception {
        for (int run = 0; run < Math.max(LEAST_WARM_UP, repeat / 4); run++) {
            work.call();
        }
        double[] times = new double[repeat];
        double processorBefore = processorMillis();
        for (int run = 0; run < repeat; run++) {
            long start = System.nanoTime();
            work.call();
            times[run] = (System.nanoTime() - start) / 1e6;
        }
        double processor = (processorMillis() - processorBefore) / repeat;
        Arrays.sort(times);
        return new Timing(times[repeat / 2], times[0], processor);
    }

    private static double processorMillis() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e6;
    }

    @Override
    public String toString() {
        return "median %.1f ms, best %.1f ms, processor time %.1f ms".formatted(median, best, processor);
    }
}
