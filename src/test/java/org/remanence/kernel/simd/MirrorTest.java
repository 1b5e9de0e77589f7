package org.remanence.kernel.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Java has no generic primitives, so the innermost products stand twice. They may differ in the type and in nothing else.
class MirrorTest {
    private static final Path SOURCES = Path.of("src/main/java/org/remanence/kernel/simd");
    private static final Path KERNEL = Path.of("src/main/java/org/remanence/kernel");

    @Test
    void productsDifferInTheTypeAlone() throws IOException {
        String mirrored = Files.readString(SOURCES.resolve("FloatProduct.java"))
                .replace("Float", "Double").replace("float", "double").replace("FLOAT", "DOUBLE").replace(" 64 lanes", " 32 lanes");
        assertEquals(Files.readString(SOURCES.resolve("DoubleProduct.java")), mirrored);
    }

    /// Only the double version needs no casts.
    @Test
    void stepsDifferInTheTypeAlone() throws IOException {
        String mirrored = Files.readString(KERNEL.resolve("FloatSteps.java")).replace("(float) ", "")
                .replace("Float", "Double").replace("float", "double");
        assertEquals(Files.readString(KERNEL.resolve("DoubleSteps.java")), mirrored);
    }
}
