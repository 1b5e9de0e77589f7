package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.remanence.session.Cancelled;
import org.remanence.tensor.ShapeException;
import org.remanence.text.BadInput;

/// The exit code tells a script whose turn it is: the user's, ours, or nobody's.
class FaultsTest {
    @Test
    void interruptedIs130() {
        assertEquals(130, Faults.code(new Cancelled()));
        assertEquals(130, Faults.code(new Cancelled("x.parts")));
    }

    @Test
    void whatAUserGaveIs2() {
        assertEquals(2, Faults.code(new BadInput("times must be above 0, got -1")));
        assertEquals(2, Faults.code(new ShapeException("columns: expected 3, got 4")));
        assertEquals(2, Faults.code(new UncheckedIOException(new NoSuchFileException("x.npy"))));
        assertEquals(2, Faults.code(new OutOfMemoryError("Java heap space")));
    }

    @Test
    void everythingElseIsOurs() {
        for (Throwable each : List.of(new IllegalArgumentException("x"), new IllegalStateException("x"),
                new NullPointerException(),
                new AssertionError("x"), new StackOverflowError(), new IndexOutOfBoundsException(7))) {
            assertEquals(3, Faults.code(each), each.toString());
            String told = Faults.sentence(each);
            assertTrue(told.contains("this is our fault, please report it") && told.contains(each.getClass().getName())
                    && told.contains("FaultsTest"), told);
        }
    }

    @Test
    void filesAreNamedInOneSentence() {
        assertEquals("there is no file x.npy", Faults.sentence(new UncheckedIOException(new NoSuchFileException("x.npy"))));
        assertEquals("no permission for x.npy", Faults.sentence(new UncheckedIOException(new AccessDeniedException("x.npy"))));
        assertEquals("x.npy ends early", Faults.sentence(new UncheckedIOException("x.npy\n  ends early", new IOException())));
        assertTrue(Faults.sentence(new UncheckedIOException(new FileNotFoundException("y"))).contains("y"));
    }

    @Test
    void refusalsAreOneLine() {
        assertEquals("a sentence in two lines", Faults.sentence(new BadInput("a sentence\n   in two lines\n")));
        assertTrue(Faults.sentence(new OutOfMemoryError("Java heap space")).contains("--precision float"));
        assertEquals(new Cancelled("x.parts").getMessage(), Faults.sentence(new Cancelled("x.parts")));
        assertTrue(Faults.sentence(new Cancelled("x.parts")).contains("x.parts"), "where the state is kept");
    }
}
