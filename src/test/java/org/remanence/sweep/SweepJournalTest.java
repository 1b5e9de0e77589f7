package org.remanence.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.result.OutputLock;
import org.remanence.sweep.SweepJournal.Entry;
import org.remanence.sweep.SweepJournal.Event;
import org.remanence.text.BadInput;

/// A journal after its process was killed at the worst time.
final class SweepJournalTest {
    private static final String SWEEP = "0123456789abcdef";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("journal.jsonl");
    }

    /// Cut after every byte: what was whole is there, and the next line begins at the start of a line.
    @Test
    void aTornLineIsForgotten() throws IOException {
        write(Event.BEGUN, Event.DONE);
        byte[] whole = Files.readAllBytes(file());
        int first = new String(whole).indexOf('\n') + 1;
        for (int length = first; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertEquals(List.of(Event.BEGUN), events());
            write(Event.FAILED);
            assertEquals(List.of(Event.BEGUN, Event.FAILED), events(), "after " + length + " bytes");
        }
    }

    @Test
    void damageInTheMiddleIsNotPassedOver() throws IOException {
        write(Event.BEGUN);
        Files.writeString(file(), "\0\0\0\n", StandardOpenOption.APPEND);
        assertEquals(List.of(Event.BEGUN), events(), "a last line that a machine without power left");
        Files.writeString(file(), Files.readString(file()) + Files.readString(file()).lines().findFirst().orElseThrow()
                + "\n");
        assertRefused("is damaged in line 2: remove that line");
    }

    @Test
    void anotherSweepIsRefused() {
        try (SweepJournal other = SweepJournal.open(file(), "fedcba9876543210")) {
            other.add(Entry.now("fedcba9876543210", "run", Event.BEGUN, 0, ""));
        }
        assertRefused("belongs to another sweep (fedcba9876543210, not 0123456789abcdef)");
    }

    @Test
    void oneProcessWrites() {
        SweepJournal open = SweepJournal.open(file(), SWEEP);
        assertThrows(OutputLock.Taken.class, () -> SweepJournal.open(file(), SWEEP));
        open.close();
        SweepJournal.open(file(), SWEEP).close();
    }

    @Test
    void theLastWordCounts() {
        assertEquals(RunState.Kind.OPEN, state(Event.BEGUN));
        assertEquals(RunState.Kind.DONE, state(Event.BEGUN, Event.BEGUN, Event.DONE));
        assertEquals(RunState.Kind.OPEN, state(Event.BEGUN, Event.INTERRUPTED));
        assertEquals(RunState.Kind.FAILED, state(Event.BEGUN, Event.FAILED));
        assertEquals(RunState.Kind.OPEN, state(Event.BEGUN, Event.FAILED, Event.RETRIED));
    }

    /// Three deaths, not three interruptions, make a run one that is left alone.
    @Test
    void aRunThatKillsItsProcessIsLeftAlone() {
        assertEquals(RunState.Kind.OPEN, state(Event.BEGUN, Event.BEGUN));
        assertEquals(RunState.Kind.FAILED, state(Event.BEGUN, Event.BEGUN, Event.BEGUN));
        assertEquals(RunState.Kind.OPEN, state(Event.BEGUN, Event.INTERRUPTED, Event.BEGUN, Event.INTERRUPTED,
                Event.BEGUN, Event.INTERRUPTED, Event.BEGUN));
        assertEquals(RunState.Kind.OPEN, state(Event.BEGUN, Event.BEGUN, Event.BEGUN, Event.RETRIED, Event.BEGUN));
    }

    private static RunState.Kind state(Event... events) {
        return RunState.of(Stream.of(events).map(each -> Entry.now(SWEEP, "run", each, 0, "")).toList()).get("run")
                .kind();
    }

    private void write(Event... events) {
        try (SweepJournal journal = SweepJournal.open(file(), SWEEP)) {
            Stream.of(events).forEach(each -> journal.add(Entry.now(SWEEP, "run", each, 0, "")));
        }
    }

    private List<Event> events() {
        return SweepJournal.read(file(), SWEEP).stream().map(Entry::event).toList();
    }

    private void assertRefused(String words) {
        String said = assertThrows(BadInput.class, () -> SweepJournal.open(file(), SWEEP)).getMessage();
        assertTrue(said.contains(words), said);
        assertThrows(BadInput.class, () -> SweepJournal.read(file(), SWEEP));
    }
}
