package org.remanence.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.remanence.result.OutputFailure;
import org.remanence.result.OutputLock;
import org.remanence.result.ResultJson;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What one share of a sweep has done, a line of JSON each, on the disk before anything depends on it.
///
/// A line that a killed process had half written, or a machine that lost its power, is forgotten. One process at a time
/// writes a journal.
final class SweepJournal implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private final FileChannel channel;
    private final OutputLock lock;

    private SweepJournal(Path file, FileChannel channel, OutputLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /// What happened to a run.
    enum Event {
        /// It runs from now on.
        BEGUN,
        /// Its folder is complete.
        DONE,
        /// It ended without a result.
        FAILED,
        /// It was stopped by the user, and may go on.
        INTERRUPTED,
        /// The user asks for it again.
        RETRIED
    }

    /// A line.
    /// @param sweep which sweep this is about, [SweepPlan#id]
    /// @param run the run, [SweepRun#id]
    /// @param event what happened to it
    /// @param at when, UTC
    /// @param seconds it took, where it ended
    /// @param error why it failed; empty otherwise
    record Entry(String sweep, String run, Event event, String at, double seconds, String error) {
        static Entry now(String sweep, String run, Event event, double seconds, String error) {
            return new Entry(sweep, run, event, Instant.now().toString(), seconds, error);
        }
    }

    /// Opens a journal to be continued, or begins it.
    /// @throws BadInput if another process writes it, or it belongs to another sweep
    static SweepJournal open(Path file, String sweep) {
        try {
            OutputLock lock = OutputLock.take(file, "the journal " + file);
            try {
                read(file, sweep);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                channel.truncate(whole(Files.readAllBytes(file)));
                channel.position(channel.size());
                return new SweepJournal(file, channel, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new OutputFailure("the journal " + file, e);
        }
    }

    /// All lines of a journal, none if there is no such file.
    /// @throws BadInput if it belongs to another sweep, or is damaged elsewhere than at its end
    static List<Entry> read(Path file, String sweep) {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            try {
                entries.add(MAPPER.readValue(lines.get(i), Entry.class));
            } catch (JacksonException e) {
                if (i < lines.size() - 1) {
                    throw new BadInput(e, "the journal %s is damaged in line %d: remove that line, its run is then looked up in its folder", file, i + 1);
                }
                return entries;
            }
            if (!sweep.equals(entries.getLast().sweep())) {
                throw new BadInput("the journal %s belongs to another sweep (%s, not %s): remove it, or name another folder", file,
                        entries.getLast().sweep(), sweep);
            }
        }
        return entries;
    }

    /// Writes a line, and waits until it is on the disk.
    synchronized void add(Entry entry) {
        try {
            ByteBuffer line = StandardCharsets.UTF_8.encode(ResultJson.compact(entry) + "\n");
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new OutputFailure("the journal " + file, e);
        }
    }

    @Override
    public void close() {
        try (lock) {
            channel.close();
        } catch (IOException e) {
            throw new OutputFailure("the journal " + file, e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return new String(bytes, 0, whole(bytes), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(Text.of("the journal %s cannot be read: %s", file, e.getMessage()), e);
        }
    }

    /// Bytes up to the end of the last line that has one.
    private static int whole(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
