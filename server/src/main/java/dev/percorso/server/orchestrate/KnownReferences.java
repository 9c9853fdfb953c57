package dev.percorso.server.orchestrate;

import dev.percorso.flow.References;
import dev.percorso.server.compose.Templates;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.list.ListStore;
import dev.percorso.server.loyalty.CouponStore;
import dev.percorso.server.orchestrate.FlowDocument.StepDocument;
import dev.percorso.server.orchestrate.FlowDocument.StepType;
import dev.percorso.server.segment.Segments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Checks what a draft refers to: segments, conditions, the Liquid of its messages. */
final class KnownReferences {
    private final FlowStore flows;
    private final Segments segments;
    private final TemplateCheck templates;
    private final Templates stored;
    private final ListStore lists;
    private final CouponStore coupons;
    private final BiPredicate<WorkspaceId, String> forms;
    private final BiPredicate<WorkspaceId, String> messages;

    KnownReferences(
            Segments segments,
            TemplateCheck templates,
            Templates stored,
            FlowStore flows,
            BiPredicate<WorkspaceId, String> forms,
            BiPredicate<WorkspaceId, String> messages,
            ListStore lists,
            CouponStore coupons) {
        this.lists = lists;
        this.coupons = coupons;
        this.stored = stored;
        this.forms = forms;
        this.messages = messages;
        this.flows = flows;
        this.segments = segments;
        this.templates = templates;
    }

    References in(WorkspaceId workspace) {
        return new InWorkspace(segments, flows, stored, workspace, messages, lists, coupons);
    }

    /** The problems, and those of templates that do not parse and of a form that there is not. */
    List<FlowProblem> withTemplates(WorkspaceId workspace, FlowDocument document, List<FlowProblem> problems) {
        List<FlowProblem> all = new ArrayList<>(problems);
        document.entry()
                .form()
                .filter(form -> document.entry().type() == FlowDocument.EntryType.FORM)
                .filter(form -> !form.isBlank() && !forms.test(workspace, form))
                .ifPresent(form -> all.add(new FlowProblem(
                        Optional.of(FlowReader.ENTRY),
                        Optional.of("form"),
                        "unknownForm",
                        "The form by which people come in is gone. Choose another one.")));
        for (StepDocument step : document.steps()) {
            if (step.type() == StepType.WEBHOOK) {
                check(step, "body", step.body(), all);
            }
            if (step.type() == StepType.SMS) {
                check(step, "text", step.text(), all);
            }
            if (step.type() == StepType.PUSH) {
                check(step, "title", step.title(), all);
                check(step, "body", step.body(), all);
                check(step, "url", step.url(), all);
                check(step, "icon", step.icon(), all);
            }
            if (step.type() == StepType.EMAIL && step.template().isEmpty()) {
                check(step, "subject", step.subject(), all);
                check(step, "body", step.body(), all);
                check(step, "text", step.text(), all);
            }
        }
        return List.copyOf(all);
    }

    private void check(StepDocument step, String field, Optional<String> source, List<FlowProblem> problems) {
        String problem = source.map(templates::problemOf).orElse("");
        if (!problem.isEmpty()) {
            problems.add(new FlowProblem(
                    Optional.of(step.id()),
                    Optional.of(field),
                    "wrongTemplate",
                    switch (step.type()) {
                        case EMAIL -> "The " + field + " of the e-mail " + step.id() + " is not right: " + problem;
                        case SMS -> "The " + field + " of the text message " + step.id() + " is not right: " + problem;
                        case PUSH -> "The " + field + " of the push message " + step.id() + " is not right: " + problem;
                        default -> "The " + field + " of the webhook " + step.id() + " is not right: " + problem;
                    }));
        }
    }

    private record InWorkspace(
            Segments segments,
            FlowStore flows,
            Templates stored,
            WorkspaceId workspace,
            BiPredicate<WorkspaceId, String> messages,
            ListStore lists,
            CouponStore coupons)
            implements References {
        @Override
        public boolean hasSegment(String id) {
            return segments.list(workspace).stream()
                    .anyMatch(segment -> segment.id().equals(id));
        }

        @Override
        public boolean hasMessage(String id) {
            return messages.test(workspace, id);
        }

        @Override
        public boolean hasList(String id) {
            return lists.exists(workspace, id);
        }

        @Override
        public boolean hasCouponPool(String id) {
            return coupons.exists(workspace, id);
        }

        @Override
        public boolean hasFlow(String id) {
            return flows.find(workspace, id).isPresent();
        }

        @Override
        public boolean hasTemplate(String id) {
            return stored.exists(workspace, id);
        }

        @Override
        public boolean hasTopic(String id) {
            return true;
        }

        @Override
        public boolean hasPurpose(String id) {
            return true;
        }

        @Override
        public String problemOfCondition(String expression) {
            try {
                segments.check(workspace, Json.tree(expression.getBytes(StandardCharsets.UTF_8)), "/condition");
                return "";
            } catch (ProblemException wrong) {
                return wrong.detail();
            }
        }
    }
}
