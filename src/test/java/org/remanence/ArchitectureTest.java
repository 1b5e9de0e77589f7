package org.remanence;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The house as the compiled classes show it. `kernel` includes `kernel.simd`, its other half.
final class ArchitectureTest {
    private static final String ROOT = "org.remanence";

    private static final Set<String> GROUND = Set.of("text", "tensor", "kernel", "linalg", "random", "result", "channel");
    private static final Set<String> SIMULATION = Set.of("session", "data", "process", "score", "sampler", "feature", "hopfield", "perceptron", "network");

    /// What each layer may see. Theory and the simulations from data to sampler stay strangers to each other.
    private static final Map<String, Set<String>> MAY_SEE = Map.ofEntries(
            Map.entry("text", Set.of()),
            Map.entry("tensor", Set.of("text")),
            Map.entry("kernel", Set.of("text", "tensor")),
            Map.entry("linalg", Set.of("text", "tensor", "kernel")),
            Map.entry("random", Set.of("text", "tensor", "kernel")),
            Map.entry("result", Set.of("text", "tensor", "kernel", "linalg", "random")),
            Map.entry("channel", Set.of("text", "tensor")),
            Map.entry("theory", Set.of("text", "tensor", "linalg", "random", "result", "channel")),
            Map.entry("session", Set.of("text", "tensor", "kernel", "random", "result")),
            Map.entry("process", Set.of("text", "tensor", "kernel")),
            Map.entry("data", union(GROUND, Set.of("session"))),
            Map.entry("score", union(GROUND, Set.of("session", "data", "process"))),
            Map.entry("sampler", union(GROUND, Set.of("session", "data", "process", "score"))),
            Map.entry("feature", union(GROUND, Set.of("session", "data", "process", "score"))),
            Map.entry("hopfield", union(GROUND, Set.of("session", "data", "process", "score"))),
            Map.entry("perceptron", union(GROUND, Set.of("session"))),
            Map.entry("network", union(GROUND, Set.of("session", "data", "process", "score"))),
            Map.entry("onnx", union(GROUND, Set.of("session", "data", "process", "score", "network"))),
            Map.entry("cluster", Set.of("text", "session")),
            Map.entry("plot", GROUND),
            Map.entry("experiment", union(GROUND, SIMULATION, Set.of("theory", "plot"))),
            Map.entry("reproduce", union(GROUND, SIMULATION, Set.of("theory", "plot", "experiment"))),
            Map.entry("server", union(GROUND, SIMULATION, Set.of("theory", "plot", "experiment", "reproduce"))),
            Map.entry("sweep", union(GROUND, Set.of("session", "data", "plot", "experiment"))),
            Map.entry("cli", union(GROUND, SIMULATION, Set.of("theory", "plot", "experiment", "reproduce", "server", "sweep"))));

    /// What the packages below a layer may see of their own layer, from left to right: what all share, what several subjects
    /// measure with, one package a subject, the catalogue. Subjects do not see each other.
    private static final List<String> ROOMS = List.of("", "measure", "SUBJECT", "catalogue");

    /// Subjects that look at a data set from all sides.
    private static final Set<String> WIDE = Set.of("portrait", "audit");

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("-test-classes/")).importPackages(ROOT);

    static Stream<String> packages() {
        return CLASSES.stream().map(ArchitectureTest::topPackage).distinct().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void importsPointLeft(String name) {
        assertTrue(MAY_SEE.containsKey(name), name + " has no place in the house");
        Set<String> seen = seenBy(type -> topPackage(type).equals(name), ArchitectureTest::topPackage);
        seen.remove(name);
        seen.removeAll(MAY_SEE.get(name));
        assertEquals(Set.of(), seen, name + " sees packages it may not");
    }

    static Stream<String> rooms() {
        return CLASSES.stream().map(ArchitectureTest::packageOf)
                .filter(name -> Set.of("experiment", "theory", "reproduce").contains(layer(name))).distinct().sorted();
    }

    /// One level deeper: `experiment.regimes` sees `experiment` and `experiment.measure`, but no other subject of any layer but
    /// its own and those it asks.
    @ParameterizedTest
    @MethodSource("rooms")
    void subjectsAreBlindToEachOther(String name) {
        Set<String> seen = seenBy(type -> packageOf(type).equals(name), ArchitectureTest::packageOf);
        seen.removeIf(other -> !layer(other).equals(layer(name)) || ROOMS.indexOf(room(other)) < ROOMS.indexOf(room(name)) || other.equals(name));
        assertEquals(Set.of(), seen, name + " sees rooms it may not");
    }

    /// A subject of one layer may use the theory and the experiments of the same subject, and what all subjects share.
    @ParameterizedTest
    @MethodSource("rooms")
    void subjectsKeepTheirNameInAllLayers(String name) {
        if (!room(name).equals("SUBJECT") || WIDE.contains(subject(name))) {
            return;
        }
        Set<String> seen = seenBy(type -> packageOf(type).equals(name), ArchitectureTest::packageOf);
        seen.removeIf(other -> !other.startsWith("theory.") || subject(other).equals(subject(name)));
        assertEquals(Set.of(), seen, name + " sees the theory of another subject");
    }

    @Test
    void noPackagesInACircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
        // `kernel` chooses between its own twins and those of its other half, `kernel.simd`.
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles()
                .ignoreDependency(resideInAPackage(ROOT + ".kernel"), resideInAPackage(ROOT + ".kernel.simd")).check(CLASSES);
    }

    /// `"%.2f".formatted(x)` and the like write a comma in half of Europe: [org.remanence.text.Text] does not.
    @Test
    void nothingDependsOnTheCountry() {
        assertEquals(Set.of(), CLASSES.stream().flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                .filter(LocaleRule::isLeftToTheMachine)
                .map(call -> call.getOriginOwner().getName() + " calls " + call.getTarget().getFullName())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void oneNameHasOneMeaning() {
        Map<String, Long> counts = CLASSES.stream().filter(type -> type.getEnclosingClass().isEmpty()).map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info")).collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        assertEquals(Set.of(), counts.keySet().stream().filter(name -> counts.get(name) > 1).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void onlySimdKnowsTheIncubator() {
        assertEquals(Set.of("kernel.simd"), packagesThat(type -> sees(type, "jdk.incubator.")));
    }

    /// The adapter of ONNX Runtime, which only its profile compiles, sets a variable of the environment.
    @Test
    void onlyLinalgKnowsNativeSymbols() {
        assertEquals(Set.of("linalg"), packagesThat(type -> !layer(packageOf(type)).equals("onnx")
                && knowsNativeSymbols(type)));
    }

    private static boolean knowsNativeSymbols(JavaClass type) {
        return sees(type, "org.bytedeco.") || sees(type, Linker.class.getName()) || sees(type, SymbolLookup.class.getName());
    }

    @Test
    void onlyTheCommandLineExits() {
        assertEquals(Set.of("cli"), packagesThat(type -> type.getMethodCallsFromSelf().stream()
                .map(call -> call.getTarget())
                .anyMatch(method -> Set.of("exit", "halt").contains(method.getName())
                        && (method.getOwner().isEquivalentTo(System.class)
                                || method.getOwner().isEquivalentTo(Runtime.class)))));
    }

    @Test
    void onlyTheCommandLinePrints() {
        assertEquals(Set.of("cli"), packagesThat(type -> sees(type, "java.lang.IO") || sees(type, "java.io.FileDescriptor")
                || type.getFieldAccessesFromSelf().stream().map(access -> access.getTarget())
                        .anyMatch(field -> field.getOwner().isEquivalentTo(System.class))));
    }

    @Test
    void randomnessHasAName() {
        assertEquals(Set.of(), packagesThat(type -> sees(type, "java.util.Random")
                || sees(type, "java.util.concurrent.ThreadLocalRandom") || sees(type, "java.util.random.")
                || type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTarget().getFullName().equals("java.lang.Math.random()"))));
    }

    /// What nobody may guess: the token of the server.
    @Test
    void onlySecretsHaveNoName() {
        assertEquals(Set.of("AccessToken"), CLASSES.stream().filter(type -> sees(type, "java.security.SecureRandom")).map(JavaClass::getSimpleName)
                .collect(Collectors.toSet()));
    }

    @Test
    void onlyTheFrontKnowsTheLibraryOfTheServer() {
        assertEquals(Set.of("server"), packagesThat(type -> sees(type, "io.helidon.")));
        assertEquals(Set.of(), CLASSES.stream().filter(type -> sees(type, "io.helidon.")).map(type -> type.getName().replaceFirst("\\$.*", ""))
                .filter(name -> !name.endsWith(".Front")).collect(Collectors.toSet()));
    }

    /// Its profile alone compiles that package.
    @Test
    void onlyTheClusterKnowsSpark() {
        assertEquals(Set.of(), packagesThat(type -> !layer(packageOf(type)).equals("cluster")
                && (sees(type, "org.apache.spark.") || sees(type, "scala."))));
    }

    @Test
    void publicNamesDoNotShadowTheJdk() throws IOException {
        Set<String> taken = publicNamesOfTheJdk();
        assertTrue(taken.containsAll(Set.of("Process", "List", "Path")), "the JDK's names were not found");
        Set<String> shadows = CLASSES.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.getEnclosingClass().isEmpty()).map(JavaClass::getSimpleName)
                .filter(taken::contains).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), shadows, "types that scripts would mistake for the JDK's");
    }

    private static Set<String> packagesThat(Predicate<JavaClass> offend) {
        return CLASSES.stream().filter(offend).map(type -> type.getPackageName().substring(ROOT.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean sees(JavaClass type, String prefix) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType().getName())
                .anyMatch(name -> name.startsWith(prefix));
    }

    private static Set<String> seenBy(Predicate<JavaClass> those, Function<JavaClass, String> as) {
        return CLASSES.stream().filter(those).flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> target.getPackageName().startsWith(ROOT + "."))
                .map(as).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length() + 1);
    }

    private static String topPackage(JavaClass type) {
        return layer(packageOf(type));
    }

    private static String layer(String name) {
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }

    private static String subject(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    private static String room(String name) {
        String below = name.contains(".") ? subject(name) : "";
        return ROOMS.contains(below) ? below : "SUBJECT";
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        return union(some, more, Set.of());
    }

    private static Set<String> union(Set<String> some, Set<String> more, Set<String> most) {
        return Stream.of(some, more, most).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /// Public types of the packages that scripts import whole.
    private static Set<String> publicNamesOfTheJdk() throws IOException {
        Set<String> imported = Set.of("java.lang", "java.util", "java.util.function", "java.util.stream",
                "java.util.concurrent", "java.io", "java.nio.file", "java.lang.foreign", "java.math");
        try (ModuleReader reader = ModuleFinder.ofSystem().find("java.base").orElseThrow().open();
                Stream<String> files = reader.list()) {
            return files.filter(file -> file.matches("java/.+/[^$]+\\.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(type -> imported.contains(type.substring(0, type.lastIndexOf('.'))))
                    .filter(ArchitectureTest::isPublic)
                    .map(type -> type.substring(type.lastIndexOf('.') + 1)).collect(Collectors.toSet());
        }
    }

    private static boolean isPublic(String type) {
        try {
            return Modifier.isPublic(Class.forName(type, false, null).getModifiers());
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
