package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.result.OutputFailure;

/// What is printed has arrived, or the command has failed.
final class ResultStreamTest {
    @TempDir
    Path folder;

    /// Takes so many bytes, then no more.
    private static final class Full extends OutputStream {
        private int room;

        Full(int room) {
            this.room = room;
        }

        @Override
        public void write(int value) throws IOException {
            if (room-- <= 0) {
                throw new IOException("No space left on device");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "list --json", "show spectrum", "show spectrum --json", "--help", "", "--version", "run --help",
        "run spectrum --help", "reproduce", "reproduce --json", "run excess-entropy --data gaussian:d=2,n=9 --draws 2 --times 1",
        "run excess-entropy --data gaussian:d=2,n=9 --draws 2 --times 1 --json", "score --data gaussian:d=2,n=9 --at gaussian:d=2,n=3 --time 1",
        "sample --data gaussian:d=2,n=9 --count 2 --steps 3 --json"})
    void aResultThatCannotBePrintedIsAFailure(String command) {
        for (int room : new int[] {0, 10}) {
            var talk = new ByteArrayOutputStream();
            int code = Main.run(new PrintStream(new Full(room)), new PrintStream(talk, true, StandardCharsets.UTF_8),
                    command.isEmpty() ? new String[0] : command.split(" "));
            String last = talk.toString(StandardCharsets.UTF_8).strip().lines().toList().getLast();
            assertEquals(3, code, last);
            assertTrue(last.startsWith("remanence: the result cannot be written: "), last);
        }
    }

    @Test
    void filesAreThereEvenIfTheResultCannotBePrinted() {
        Path out = folder.resolve("out");
        int code = Main.run(new PrintStream(new Full(0)), new PrintStream(OutputStream.nullOutputStream()), "run", "excess-entropy", "--data",
                "gaussian:d=2,n=9", "--draws", "2", "--times", "1", "--out", out.toString());
        assertEquals(3, code);
        assertTrue(Files.exists(out.resolve("report.html")) && Files.exists(out.resolve("manifest.json")));
    }

    @Test
    void talkThatCannotBeHeardIsNoFailure() {
        var said = new ByteArrayOutputStream();
        int code = Main.run(new PrintStream(said, true, StandardCharsets.UTF_8), new PrintStream(new Full(0)), "run", "excess-entropy", "--data",
                "gaussian:d=2,n=9", "--draws", "2", "--times", "1", "--json");
        assertEquals(0, code);
        assertTrue(said.toString(StandardCharsets.UTF_8).strip().endsWith("}"));
    }

    @Test
    void theFirstFailureIsTold() {
        var stream = new ResultStream(new Full(3), false);
        stream.print("abc");
        stream.finish();
        stream.print("d");
        stream.print("e".repeat(100_000));
        assertTrue(assertThrows(OutputFailure.class, stream::finish).getMessage().endsWith("No space left on device"));
    }

    @Test
    void aReaderMayLeave() {
        var stream = new ResultStream(new Full(3), true);
        stream.print("abcdef");
        stream.finish();
    }
}
