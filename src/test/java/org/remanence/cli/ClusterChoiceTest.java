package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterChoiceTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        return Main.run(new PrintStream(out), new PrintStream(err, true, StandardCharsets.UTF_8), words);
    }

    /// An ordinary build has no Spark, and that of the profile `cluster` knows no such address.
    @ParameterizedTest
    @ValueSource(strings = {"score --data digits --at digits --time 1", "sample --data digits --count 1", "run excess-entropy", "run collapse",
        "portrait digits"})
    void withoutAClusterOneSentenceSaysWhatToDo(String words) {
        assertEquals(2, run((words + " --cluster local[2]").split(" ")), err::toString);
        assertTrue(err.toString(StandardCharsets.UTF_8).strip().matches("remanence: a? ?cluster (needs Apache Spark|must be spark://HOST:PORT).*"), err::toString);
        assertEquals(0, out.size());
    }

    @Test
    void whatNobodySharesHasNoCluster() {
        assertEquals(2, run("run", "spectrum", "--cluster", "local[2]"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("--cluster"), err::toString);
    }
}
