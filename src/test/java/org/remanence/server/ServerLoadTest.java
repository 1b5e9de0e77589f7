package org.remanence.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.Slow;

/// What `bench/server.py` measures, for a shorter time: idle, half-open and slow connections stop nobody, and a mixed
/// load gets no wrong answer, each compared to the bit. Memory that grows without end would end this server, which has
/// one GiB.
@Slow
final class ServerLoadTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"connections, among 1100 connections", "soak, all answers right"})
    void bears(String part, String told) throws IOException, InterruptedException {
        List<Python> all = Python.all();
        assumeTrue(!all.isEmpty(), Python.NONE);
        Python.Said said = all.getFirst().run(List.of("bench/server.py", part, "--seconds",
                Integer.getInteger("remanence.load.seconds", 60).toString()),
                "REMANENCE_PROGRAM", Python.program(folder).toString());
        assertEquals(0, said.code(), said.text());
        assertTrue(said.text().contains(told), said.text());
    }
}
