package dev.percorso.liquid;

import java.util.Optional;

/** A template that cannot be parsed or rendered: where, what was wrong, what would be right. */
public final class TemplateException extends RuntimeException {
    /** Who has to act. */
    public enum Kind {
        /** The template's author: it does not parse. */
        SYNTAX,
        /** The template's author or the data's: a value does not fit where it is used. */
        VALUE,
        /** The template costs more than its {@link Budgets} allow. */
        BUDGET
    }

    private final Kind kind;
    private final String templateName;
    private final Position position;
    private final String problem;
    private final String remedy;

    TemplateException(Kind kind, String templateName, Position position, String problem, String remedy) {
        super(problem);
        this.kind = kind;
        this.templateName = templateName;
        this.position = position;
        this.problem = problem;
        this.remedy = remedy;
    }

    /** The whole sentence: template, place, problem, remedy. */
    @Override
    public String getMessage() {
        String where = templateName.isEmpty() ? "" : "in \"" + templateName + "\", ";
        return where + position + ": " + problem + "; " + remedy;
    }

    /** What sort of mistake it is. */
    public Kind kind() {
        return kind;
    }

    /** The snippet's name, when the mistake is in a named template. */
    public Optional<String> templateName() {
        return templateName.isEmpty() ? Optional.empty() : Optional.of(templateName);
    }

    /** Where in the source. */
    public Position position() {
        return position;
    }

    /** Line, counted from 1. */
    public int line() {
        return position.line();
    }

    /** Column, counted from 1. */
    public int column() {
        return position.column();
    }

    /** What was wrong, in one clause. */
    public String problem() {
        return problem;
    }

    /** What would be right, in one clause. */
    public String remedy() {
        return remedy;
    }
}
