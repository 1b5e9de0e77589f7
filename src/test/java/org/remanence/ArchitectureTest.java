package org.remanence;

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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The house as the compiled classes show it. `kernel` includes `kernel.simd`, its other half.
final class ArchitectureTest {
    private static final String ROOT = "org.remanence";

    /// What each package may see. Theory and the simulations from data to sampler stay strangers to each other.
    private static final Map<String, Set<String>> MAY_SEE = Map.ofEntries(
            Map.entry("tensor", Set.of()),
            Map.entry("kernel", Set.of("tensor")),
            Map.entry("linalg", Set.of("tensor", "kernel")),
            Map.entry("random", Set.of("tensor", "kernel")),
            Map.entry("result", Set.of("tensor", "kernel", "linalg", "random")),
            Map.entry("theory", Set.of("tensor", "linalg", "random", "result")),
            Map.entry("lab", Set.of("tensor", "kernel", "random", "result")),
            Map.entry("process", Set.of("tensor", "kernel")),
            Map.entry("data", Set.of("tensor", "kernel", "linalg", "random", "result", "lab")),
            Map.entry("score", Set.of("tensor", "kernel", "linalg", "random", "result", "lab", "data", "process")),
            Map.entry("sampler",
                    Set.of("tensor", "kernel", "linalg", "random", "result", "lab", "data", "process", "score")),
            Map.entry("plot", Set.of("tensor", "kernel", "linalg", "random", "result")),
            Map.entry("experiment", Set.of("tensor", "kernel", "linalg", "random", "result", "lab", "data", "process",
                    "score", "sampler", "theory", "plot")),
            Map.entry("reproduce", Set.of("tensor", "kernel", "linalg", "random", "result", "lab", "data", "process",
                    "score", "sampler", "theory", "experiment", "plot")),
            Map.entry("cli", Set.of("tensor", "kernel", "linalg", "random", "result", "lab", "data", "process",
                    "score", "sampler", "theory", "experiment", "reproduce", "plot")));

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);

    static Stream<String> packages() {
        return CLASSES.stream().map(ArchitectureTest::topPackage).distinct().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void importsPointLeft(String name) {
        assertTrue(MAY_SEE.containsKey(name), name + " has no place in the house");
        Set<String> seen = CLASSES.stream().filter(type -> topPackage(type).equals(name))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> target.getPackageName().startsWith(ROOT + "."))
                .map(ArchitectureTest::topPackage)
                .filter(other -> !other.equals(name))
                .collect(Collectors.toCollection(TreeSet::new));
        seen.removeAll(MAY_SEE.get(name));
        assertEquals(Set.of(), seen, name + " sees packages it may not");
    }

    @Test
    void noPackagesInACircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlySimdKnowsTheIncubator() {
        assertEquals(Set.of("kernel.simd"), packagesThat(type -> sees(type, "jdk.incubator.")));
    }

    @Test
    void onlyLinalgKnowsNativeSymbols() {
        assertEquals(Set.of("linalg"), packagesThat(type -> sees(type, "org.bytedeco.")
                || sees(type, Linker.class.getName()) || sees(type, SymbolLookup.class.getName())));
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
                || sees(type, "java.security.SecureRandom") || type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTarget().getFullName().equals("java.lang.Math.random()"))));
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

    private static String topPackage(JavaClass type) {
        String inside = type.getPackageName().substring(ROOT.length() + 1);
        return inside.contains(".") ? inside.substring(0, inside.indexOf('.')) : inside;
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
