package dev.percorso.flow;

import java.util.List;
import java.util.stream.Collectors;

/** A definition cannot become a version. */
public final class InvalidFlowException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public InvalidFlowException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
