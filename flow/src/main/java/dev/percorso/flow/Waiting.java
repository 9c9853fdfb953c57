package dev.percorso.flow;

/** Which steps people wait at. */
final class Waiting {
    private Waiting() {}

    static boolean isAt(Step step) {
        return step instanceof Step.Wait
                || step instanceof Step.WaitUntilEvent
                || step instanceof Step.WaitUntilCondition
                || step instanceof Step.WaitUntilDate
                || isForCaller(step);
    }

    /** Has no timer: the caller says when it goes on. */
    static boolean isForCaller(Step step) {
        return step instanceof Step.Throttle || step instanceof Step.IssueCoupon;
    }
}
