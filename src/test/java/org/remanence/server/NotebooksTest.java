package org.remanence.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.Slow;

/// The notebooks run from top to bottom, each with a server of its own; what they claim they assert.
@Slow
final class NotebooksTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"portrait", "copying", "scores_in_a_loop"})
    void runsFromTopToBottom(String name) throws IOException, InterruptedException {
        List<Python> all = Python.all();
        assumeTrue(!all.isEmpty(), Python.NONE);
        // the last may have torch
        Python.Said said = all.getLast().run(List.of("src/test/python/run_notebook.py", "src/example/" + name
                + ".ipynb"),
                "REMANENCE_PROGRAM", Python.program(folder).toString(), "PYTHONPATH", Path.of("src/main/python")
                        .toAbsolutePath().toString());
        assertEquals(0, said.code(), said.text());
    }
}
