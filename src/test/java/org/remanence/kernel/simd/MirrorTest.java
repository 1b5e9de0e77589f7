package org.remanence.kernel.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Java has no generic primitives, so what works on lanes stands twice. The two may differ in the type and in nothing else.
class MirrorTest {
    private static final Path SOURCES = Path.of("src/main/java/org/remanence/kernel/simd");
    private static final String[][] TYPES = {{"Float", "Double"}, {"float", "double"}, {"FLOAT", "DOUBLE"},
        {" 64 lanes", " 32 lanes"}, {"groups of 64", "groups of 32"}, {"of 64 coordinates", "of 32 coordinates"},
        {"64 states", "32 states"}, {"IntVector", "LongVector"}, {"Integer", "Long"}, {"reinterpretAsInts", "reinterpretAsLongs"},
        {"Lanes.INT", "Lanes.LONG"}, {"int[] index = new int[", "long[] index = new long["}};

    @ParameterizedTest
    @ValueSource(strings = {"Product", "Logs", "Scan", "Cross", "Dots", "Gather", "FewTile", "FewStates", "LowTile", "Narrow", "Flat",
        "Fold", "Queries", "Shuffle", "Source", "StripTile", "Sums", "Tile", "TileLogs", "Transpose"})
    void differsInTheTypeAlone(String name) throws IOException {
        String mirrored = Files.readString(SOURCES.resolve("Float" + name + ".java"));
        for (String[] type : TYPES) {
            mirrored = mirrored.replace(type[0], type[1]);
        }
        mirrored = mirrored.replaceAll("\\(double\\) (beta|states|value|reference|factor|queries|query|centre)\\b", "$1");
        assertEquals(mirrored, Files.readString(SOURCES.resolve("Double" + name + ".java")));
    }
}
