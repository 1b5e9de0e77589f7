package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.remanence.result.OutputFailure;
import org.remanence.session.Cancelled;
import org.remanence.tensor.ShapeException;
import org.remanence.text.BadInput;
import org.remanence.theory.NotConverged;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The numbers of the README.
final class FaultsTest {
    @Test
    void everyFailureHasItsCode() {
        assertEquals(130, Faults.code(new Cancelled()));
        assertEquals(130, Faults.code(new Cancelled("somewhere")));
        assertEquals(2, Faults.code(new BadInput("no")));
        assertEquals(2, Faults.code(new ShapeException("no")));
        assertEquals(2, Faults.code(new UncheckedIOException("x.npy cannot be read", new IOException())));
        assertEquals(2, Faults.code(new ParameterException(new CommandLine(Main.class), "no")));
        assertEquals(2, Faults.code(new OutOfMemoryError()));
        assertEquals(3, Faults.code(new OutputFailure("the result", new IOException("full"))));
        assertEquals(3, Faults.code(new IllegalArgumentException("no")));
        assertEquals(3, Faults.code(new IllegalStateException("no")));
        assertEquals(3, Faults.code(new NullPointerException()));
        assertEquals(3, Faults.code(new NotConverged("residual 1")));
        assertEquals(2, Faults.code(new ExceptionInInitializerError(new BadInput("remanence.lanes"))));
        assertEquals(3, Faults.code(new ExceptionInInitializerError(new IllegalArgumentException("x"))));
        assertEquals(3, Faults.code(new AssertionError()));
        assertEquals(0, Faults.DONE);
        assertEquals(1, Faults.NO);
    }

    @Test
    void onlyOurOwnFaultsShowATrace() {
        for (Throwable own : new Throwable[] {new IllegalArgumentException("rows"), new IllegalStateException("rows"), new Error("rows")}) {
            String told = Faults.sentence(own);
            assertTrue(told.startsWith("this is our fault, please report it: " + own), told);
            assertTrue(told.contains(System.lineSeparator() + "    at org.remanence.cli.FaultsTest."), told);
        }
        assertEquals("remanence.lanes", Faults.sentence(new ExceptionInInitializerError(new BadInput("remanence.lanes"))));
        assertEquals("this is our fault, please report it: residual 1", Faults.sentence(new NotConverged("residual 1")));
        assertEquals("a b", Faults.sentence(new BadInput("a\n  b\n")));
        assertEquals("st/a.npy cannot be written: No space left on device",
                Faults.sentence(new OutputFailure("st/a.npy", new IOException("No space left on device"))));
        assertEquals("st/a.npy cannot be written: /x is not writable", Faults.sentence(new OutputFailure("st/a.npy", new AccessDeniedException("/x"))));
        assertEquals("there is no file x.npy", Faults.sentence(new UncheckedIOException(new NoSuchFileException("x.npy"))));
        assertEquals("no permission for x.npy", Faults.sentence(new UncheckedIOException(new AccessDeniedException("x.npy"))));
        assertEquals("x.npy cannot be read: broken", Faults.sentence(new UncheckedIOException("x.npy cannot be read: broken", new IOException("broken"))));
        assertEquals("interrupted: finished parts are kept in /st.parts-1, the same command goes on from there", Faults.sentence(new Cancelled("/st.parts-1")));
    }
}
