package dev.percorso.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jspecify.annotations.NullMarked;

/** The rules of the house that a compiler does not know. */
@AnalyzeClasses(packages = "dev.percorso", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The composition root knows everything and nothing knows it but the commands that start it. */
    private static final String[] ROOTS = {"dev.percorso.server", "dev.percorso.server.command.."};

    @ArchTest
    static final ArchRule CAPABILITIES_FORM_NO_CYCLE = slices().matching("dev.percorso.server.(*)..")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(resideInAnyPackage(ROOTS), resideInAnyPackage("dev.percorso.."));

    @ArchTest
    static final ArchRule THE_ENGINE_SEES_ONLY_JAVA = classes()
            .that()
            .resideInAPackage("dev.percorso.engine..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.percorso.engine..", "java..", "org.jspecify..", "org.hipparchus..");

    @ArchTest
    static final ArchRule FLOWS_SEE_ONLY_JAVA = classes()
            .that()
            .resideInAPackage("dev.percorso.flow..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.percorso.flow..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule TEMPLATES_SEE_ONLY_JAVA = classes()
            .that()
            .resideInAPackage("dev.percorso.liquid..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.percorso.liquid..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule FLOWS_DO_NO_INPUT_OR_OUTPUT = noClasses()
            .that()
            .resideInAnyPackage("dev.percorso.flow..", "dev.percorso.liquid..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net.http..", "java.sql..", "java.lang.foreign..");

    @ArchTest
    static final ArchRule ONLY_HTTP_SEES_HELIDON = noClasses()
            .that()
            .resideOutsideOfPackage("dev.percorso.server.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.helidon..");

    /** Work on a handle may be passed along to be part of a transaction, and its failure travels as it is. */
    @ArchTest
    static final ArchRule ONLY_STORES_SEE_SQL = noClasses()
            .that()
            .resideOutsideOfPackage("dev.percorso.server.store..")
            .and()
            .haveNameNotMatching(".*Store(?:\\$.*)?")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "org.jdbi..")
                    .and(not(belongToAnyOf(
                            Handle.class, HandleConsumer.class, HandleCallback.class, SQLException.class))));

    @ArchTest
    static final ArchRule TIME_IS_GIVEN = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now");

    /** The index has a base and a tail, so there {@code Base} is a word of the domain. */
    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = classes()
            .that()
            .resideOutsideOfPackage("dev.percorso.engine.index")
            .should()
            .haveNameNotMatching(".*\\.(?:\\w+(?:Impl|Manager|Helper|Util|Utils|DTO)|(?:Base|Abstract)[A-Z]\\w*)");

    @ArchTest
    static final ArchRule NOTHING_IS_SERIALIZED_BY_JAVA = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.script..", "org.mockito..");

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .that()
            .areTopLevelClasses()
            .should(new ArchCondition<>("be in a @NullMarked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(
                            type, marked, type.getName() + (marked ? " is" : " is not") + " in a @NullMarked package"));
                }
            });
}
