package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.result.Npy;

/// What a program of its own shows alone: how it ends, and what is left when it is killed.
final class ProcessTest {
    /// Three parts: two take a moment, the third longer than any test waits.
    private static final String[] LONG = {"run", "scaling", "--ask", "excess-entropy --data f.npy --times 1 --draws {x}", "--sizes", "10,20,3000000",
        "--measure", "logLoad", "--threads", "1", "--out", "out"};

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killAll() throws InterruptedException {
        for (Process each : started) {
            each.destroyForcibly().waitFor();
        }
    }

    @Test
    void aKilledRunGoesOnUnlessItsFileIsReplaced() throws Exception {
        write(0);
        Process killed = start(LONG);
        await(() -> parts().size() == 1, killed);
        kill(killed);
        String key = parts().getFirst();
        assertEquals(List.of("f.npy", "out.partial", "out.parts", "out.remanence-lock", "talk"), kinds());
        Process again = start(LONG);
        await(() -> talk().contains("goes on after "), again);
        kill(again);
        assertEquals(List.of(key), parts());
        assertEquals(List.of("f.npy", "out.partial", "out.parts", "out.remanence-lock", "talk"), kinds(), "of two killed runs, the first is cleared");
        write(1);
        Process replaced = start(LONG);
        await(() -> parts().size() == 2, replaced);
        assertFalse(talk().contains("goes on"), talk());
        kill(replaced);
        Process other = start("run", "excess-entropy", "--data", "f.npy", "--draws", "10", "--times", "1", "--out", "out");
        assertEquals(0, other.waitFor(), talk());
        assertEquals(List.of("f.npy", "out", "talk"), kinds(), "a finished run clears everything");
        assertTrue(talk().contains("finished parts of another question"), talk());
    }

    @Test
    void twoRunsOfOneOutputExcludeEachOther() throws Exception {
        write(0);
        Process first = start(LONG);
        await(() -> parts().size() == 1, first);
        Process second = start("run", "spectrum", "--data", "f.npy", "--out", "./out");
        assertEquals(2, second.waitFor(), talk());
        assertTrue(talk().contains("another run (process " + first.pid() + ") is writing to the output directory"), talk());
        assertTrue(first.isAlive());
        kill(first);
        assertEquals(0, start("run", "spectrum", "--data", "f.npy", "--out", "./out").waitFor(), "a dead run binds nobody: " + talk());
    }

    /// The signal is SIGTERM, since tests may run where SIGINT is ignored; the program treats both alike, but for the code, 128 + its number.
    @Test
    void anInterruptedRunKeepsItsPartsAndSaysWhere() throws Exception {
        write(0);
        Process process = start(LONG);
        await(() -> parts().size() == 1, process);
        process.destroy();
        assertEquals(143, process.waitFor());
        assertTrue(talk().contains("remanence: interrupted: finished parts are kept in " + folder.toRealPath().resolve(parts().getFirst())), talk());
        assertEquals(List.of("f.npy", "out.parts", "talk"), kinds());
    }

    @Test
    void aFullDeviceIsAFailure() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "a device that is always full");
        for (String[] command : new String[][] {{"list"}, {"--help"}, {"run", "excess-entropy", "--draws", "2", "--times", "1", "--json", "--quiet"}}) {
            Process process = program(command).redirectOutput(new File("/dev/full")).start();
            started.add(process);
            assertEquals(3, process.waitFor(), command[0]);
            assertTrue(talk().contains("remanence: the result cannot be written: "), talk());
        }
        Process deaf = program("run", "excess-entropy", "--draws", "2", "--times", "1").redirectError(new File("/dev/full"))
                .redirectOutput(folder.resolve("out").toFile()).start();
        started.add(deaf);
        assertEquals(0, deaf.waitFor(), "nobody hears the talk");
        assertNotEquals(0, Files.size(folder.resolve("out")));
    }

    @Test
    void aReaderMayLeave() throws Exception {
        Process process = program("list", "--json").redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        started.add(process);
        process.getInputStream().close();
        assertEquals(0, process.waitFor());
        assertFalse(talk().contains("remanence"), talk());
    }

    private void write(double first) {
        double[] values = new double[2 * 2000];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sin(i + first);
        }
        Npy.write(folder.resolve("f.npy"), values, values.length / 2, 2);
    }

    private ProcessBuilder program(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("native-config/jvm.args").toAbsolutePath(), "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(folder.toFile()).redirectError(folder.resolve("talk").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private Process start(String... arguments) throws IOException {
        Process process = program(arguments).start();
        started.add(process);
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void await(BooleanSupplier condition, Process process) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            assertTrue(process.isAlive(), () -> "it ended too early: " + talk());
            Thread.sleep(10);
        }
    }

    private String talk() {
        try {
            return Files.readString(folder.resolve("talk"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Folders that hold a finished part.
    private List<String> parts() {
        return names(folder).filter(each -> each.contains(".parts-") && names(folder.resolve(each)).anyMatch(name -> name.endsWith(".json"))).toList();
    }

    /// What there is, without the numbers in the names.
    private List<String> kinds() {
        return names(folder).map(each -> each.replaceFirst("-\\d.*|-[0-9a-f]{12}$", "")).toList();
    }

    private static Stream<String> names(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? Stream.empty() : Stream.of(names).sorted();
    }
}
