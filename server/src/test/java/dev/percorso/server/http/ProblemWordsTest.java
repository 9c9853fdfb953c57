package dev.percorso.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.percorso.flow.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Everything that the sources tell people must have its Italian. */
class ProblemWordsTest {
    private static final ProblemWords ITALIAN = ProblemWords.in(Optional.of("it-IT,it;q=0.9,en;q=0.5"));

    @Test
    void shouldSayWhatWasFilledInInTheOtherLanguage() {
        assertEquals(
                "La mappa «x1» non esiste o non c'è più", ITALIAN.of("The map 'x1' does not exist or was deleted"));
        assertEquals(
                "«%» deve essere un numero intero da 1 a 500, non «-3 e $1»",
                ITALIAN.of("'%' must be a whole number from 1 to 500, not '-3 e $1'"));
        assertEquals(
                "Il segmento è usato da la persona tipo Vera, l'avviso Visitatori; toglilo prima da lì. "
                        + "Non è stato eliminato nulla",
                ITALIAN.of("The segment is used by the persona Vera, the alert Visitatori; take it out there first. "
                        + "Nothing was deleted"));
        assertEquals(
                "Riga 1, colonna 128: `{{` non viene mai chiuso; chiudilo con `}}`",
                ITALIAN.of("Line 1, column 128: `{{` is never closed; close it with `}}`"));
        assertEquals("somebody's own words", ITALIAN.of("somebody's own words"));
        for (Optional<String> english : List.of(
                Optional.<String>empty(), Optional.of("de"), Optional.of("en-GB,it;q=0.3"), Optional.of("?;;q"))) {
            assertEquals(ProblemWords.ENGLISH, ProblemWords.in(english), english.toString());
        }
    }

    @Test
    void shouldHaveTheItalianOfEverythingThatPeopleAreTold() throws IOException {
        JsonNode file = words();
        Set<String> known = new HashSet<>(file.get("phrases").propertyNames());
        file.get("internal").forEach(text -> known.add(text.asString()));
        Set<String> told = new TreeSet<>(templates());
        Arrays.stream(ErrorCode.values()).map(ErrorCode::title).forEach(told::add);
        Arrays.stream(Problem.Code.values())
                .map(code -> code.wrong() + " " + code.remedy())
                .forEach(told::add);
        assertTrue(told.size() > 300, "too few texts were found: " + told.size());
        told.removeAll(known);
        assertEquals(
                Set.of(),
                told,
                "add their Italian to server/src/main/resources/problem-words/it.json, "
                        + "or name them under 'internal' if nobody outside ever reads them");
    }

    @Test
    void shouldFillInOnlyWhatThereIs() throws IOException {
        for (Map.Entry<String, JsonNode> phrase : words().get("phrases").properties()) {
            long blanks = Pattern.compile("%,?[sd]|\\{[a-z]+}")
                    .matcher(phrase.getKey().replace("%%", ""))
                    .results()
                    .count();
            Matcher filled =
                    Pattern.compile("\\{(\\d+)").matcher(phrase.getValue().asString());
            while (filled.find()) {
                assertTrue(Integer.parseInt(filled.group(1)) <= blanks, phrase.toString());
            }
            assertTrue(!phrase.getValue().asString().isBlank(), phrase.toString());
        }
    }

    private static JsonNode words() throws IOException {
        return Json.tree(Files.readAllBytes(Path.of("src/main/resources/problem-words/it.json")));
    }

    /** The texts in calls that refuse something, with a blank for everything that is filled in. */
    private static Set<String> templates() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("src/main/java", "../flow/src/main/java", "../liquid/src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(module))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Set<String> found = new HashSet<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                new Texts(found).scan(unit, null);
            }
        }
        return found;
    }

    private static final class Texts extends TreeScanner<@Nullable Void, @Nullable Void> {
        private static final Set<String> REFUSING = Set.of(
                "invalid",
                "of",
                "notFound",
                "retryLater",
                "require",
                "check",
                "requirePresent",
                "fault",
                "gone",
                "wrong",
                "refuse",
                "error",
                "tooMuch");
        private static final Pattern FAULT =
                Pattern.compile(".*(Exception|FieldError|Problem|Refusal|BadLine|UnreadableHook)");

        private final Set<String> found;

        Texts(Set<String> found) {
            this.found = found;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            String method = call.getMethodSelect().toString();
            boolean isForOthers = method.matches("(Optional|List|Map|Set|Stream|Path|LOG)[.].*");
            if (!isForOthers && REFUSING.contains(method.substring(method.lastIndexOf('.') + 1))) {
                call.getArguments().forEach(this::add);
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
            if (FAULT.matcher(made.getIdentifier().toString()).matches()) {
                made.getArguments().forEach(this::add);
            }
            return super.visitNewClass(made, null);
        }

        private void add(ExpressionTree argument) {
            if (argument instanceof ConditionalExpressionTree either) {
                add(either.getTrueExpression());
                add(either.getFalseExpression());
                return;
            }
            Optional.ofNullable(template(argument, false))
                    .filter(text -> text.contains(" "))
                    .ifPresent(found::add);
        }

        /** @param format whether the text is one for {@code formatted}, where a percent sign is doubled already */
        private static @Nullable String template(ExpressionTree expression, boolean format) {
            return switch (expression) {
                case ParenthesizedTree inner -> template(inner.getExpression(), format);
                case LiteralTree literal
                when literal.getValue() instanceof String text -> format ? text : text.replace("%", "%%");
                case MethodInvocationTree call
                when call.getMethodSelect() instanceof MemberSelectTree select
                        && select.getIdentifier().contentEquals("formatted") -> template(select.getExpression(), true);
                case BinaryTree sum
                when sum.getKind() == Tree.Kind.PLUS -> {
                    String left = template(sum.getLeftOperand(), format);
                    String right = template(sum.getRightOperand(), format);
                    yield left == null && right == null
                            ? null
                            : Optional.ofNullable(left).orElse("%s")
                                    + Optional.ofNullable(right).orElse("%s");
                }
                default -> null;
            };
        }
    }
}
