package org.remanence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Java has no generic primitives, so what works on floats and doubles stands twice: `FloatX` and `DoubleX` side by side. The
/// double side is the float side under these replacements, and differs in nothing else.
class MirrorTest {
    private static final Path SOURCES = Path.of("src/main/java/org/remanence");
    private static final List<String> HALVES = List.of("kernel", "kernel/simd");

    /// In this order. A cast to float narrows; in double there is nothing to narrow. Shifts and shuffles of bits work on the
    /// integers of the same width.
    private static final String[][] REPLACEMENTS = {{"(float) ", ""}, {"Float", "Double"}, {"float", "double"}, {"FLOAT", "DOUBLE"},
        {"IntVector", "LongVector"}, {"VectorSpecies<Integer>", "VectorSpecies<Long>"}, {"AsInts", "AsLongs"},
        {"Lanes.INT", "Lanes.LONG"}};
    /// The exponential takes ten coefficients in double, the first five in float.
    private static final String DOUBLE_ONLY = "(?m)^.*\\bQ[5-9]\\b.*\\n";

    /// Pairs that do not mirror each other, and why.
    private static final Map<String, String> DIFFERENT = Map.of(
            "kernel/simd/FloatStage.java", "float tiles also take patterns stored in double: subtracted in double, then rounded");

    static List<Path> floatSides() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> name(file).startsWith("Float") && Files.exists(doubleSide(file)))
                    .map(SOURCES::relativize).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("floatSides")
    void differsInTheTypeAlone(Path side) throws IOException {
        String mirrored = Files.readString(SOURCES.resolve(side));
        for (String[] each : REPLACEMENTS) {
            mirrored = mirrored.replace(each[0], each[1]);
        }
        String actual = Files.readString(doubleSide(SOURCES.resolve(side))).replaceAll(DOUBLE_ONLY, "");
        if (DIFFERENT.containsKey(side.toString())) {
            assertNotEquals(mirrored, actual, "mirrors by now: no exception any more");
        } else {
            assertEquals(mirrored, actual);
        }
    }

    /// Among the kernels none stands alone, and the search finds them.
    @Test
    void everyKernelHasItsOtherSide() throws IOException {
        for (String folder : HALVES) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
                List<String> names = files.map(MirrorTest::name).toList();
                assertEquals(names.stream().filter(name -> name.startsWith("Float")).map(MirrorTest::mirrored).sorted().toList(),
                        names.stream().filter(name -> name.startsWith("Double")).sorted().toList());
            }
        }
        assertTrue(floatSides().containsAll(List.of(Path.of("kernel/FloatSteps.java"), Path.of("kernel/simd/FloatTile.java"))));
        assertTrue(floatSides().stream().map(Path::toString).toList().containsAll(DIFFERENT.keySet()));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String mirrored(String name) {
        return name.replaceFirst("^Float", "Double");
    }

    private static Path doubleSide(Path file) {
        return file.resolveSibling(mirrored(name(file)));
    }
}
