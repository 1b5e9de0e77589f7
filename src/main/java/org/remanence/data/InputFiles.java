package org.remanence.data;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.remanence.session.Progress;
import org.remanence.text.BadInput;

/// The files that a computation reads, known by their bytes: these are as much a part of the question as its parameters.
///
/// A file that is only touched stays the same; one that is replaced under its name does not, whatever its size and time of change.
public final class InputFiles {
    /// None: nothing is compared.
    public static final InputFiles NONE = new InputFiles();

    private static final int BUFFER = 1 << 20;
    /// What is read within a moment needs no progress bar.
    private static final int LONG = 256;

    private final SequencedMap<Path, Contents> contents = new LinkedHashMap<>();

    /// What a file or folder held when it was read.
    /// @param stamps of its files, which change when a file is written
    /// @param digest of their bytes
    private record Contents(List<Stamp> stamps, String digest) { }

    /// A file as the file system lists it.
    private record Stamp(Path file, long bytes, FileTime changed, Object identity) { }

    private InputFiles() { }

    /// Reads all of them once.
    /// @param sources of which models have no files
    /// @param progress hears of what takes long
    /// @throws BadInput if a file cannot be read
    public static InputFiles of(Collection<DataSource> sources, Progress progress) {
        InputFiles inputs = new InputFiles();
        for (DataSource each : sources) {
            each.files().forEach(file -> inputs.contents.computeIfAbsent(file, path -> contents(path, progress)));
        }
        return inputs;
    }

    /// All that these sources would read, also in folders and beside a file.
    /// @throws BadInput if a file cannot be read
    public static List<Path> named(Collection<DataSource> sources) {
        return sources.stream().flatMap(DataSource::files).flatMap(path -> Stream.concat(Stream.of(path),
                Reading.of(path, () -> FileKind.of(path).files(path)).stream())).distinct().toList();
    }

    /// SHA-256 by the name of the file or folder, as 64 hexadecimal digits: of the file; of several, as in a folder or with labels beside
    /// them, that of the list which `sha256sum` prints.
    public SequencedMap<String, String> digests() {
        SequencedMap<String, String> digests = new LinkedHashMap<>();
        contents.forEach((path, held) -> digests.put(path.toString(), held.digest()));
        return digests;
    }

    /// Refuses to go on if a file does not hold any more what it held at first. One that is gone has not been read otherwise.
    /// @throws BadInput naming it
    public void checkUnchanged() {
        for (Map.Entry<Path, Contents> each : contents.entrySet()) {
            Path path = each.getKey();
            if (Files.exists(path) && !stamps(path).equals(each.getValue().stamps())) {
                Contents now = contents(path, Progress.SILENT);
                if (!now.digest().equals(each.getValue().digest())) {
                    throw changed(path);
                }
                each.setValue(now);
            }
        }
    }

    private static Contents contents(Path path, Progress progress) {
        List<Stamp> stamps = stamps(path);
        String digest = digest(path, stamps, progress);
        if (!stamps(path).equals(stamps)) {
            throw changed(path);
        }
        return new Contents(stamps, digest);
    }

    private static List<Stamp> stamps(Path path) {
        return Reading.of(path, () -> {
            List<Stamp> stamps = new ArrayList<>();
            for (Path file : FileKind.of(path).files(path)) {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.add(new Stamp(file, now.size(), now.lastModifiedTime(), now.fileKey()));
            }
            return stamps;
        });
    }

    private static String digest(Path path, List<Stamp> stamps, Progress progress) {
        long steps = stamps.stream().mapToLong(Stamp::bytes).sum() / BUFFER;
        Progress heard = steps < LONG ? Progress.SILENT : progress;
        heard.begin("checksum", steps);
        MessageDigest list = sha256();
        String own = "";
        for (Stamp each : stamps) {
            own = digest(each.file(), heard);
            Path name = Files.isDirectory(path) ? path.relativize(each.file()) : each.file().getFileName();
            list.update((own + "  " + name + "\n").getBytes(StandardCharsets.UTF_8));
        }
        heard.end();
        boolean alone = stamps.size() == 1 && stamps.getFirst().file().equals(path);
        return alone ? own : HexFormat.of().formatHex(list.digest());
    }

    private static String digest(Path file, Progress progress) {
        return Reading.of(file, () -> {
            MessageDigest digest = sha256();
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = Files.newInputStream(file)) {
                for (int count = in.readNBytes(buffer, 0, BUFFER); count > 0; count = in.readNBytes(buffer, 0, BUFFER)) {
                    digest.update(buffer, 0, count);
                    progress.advance(count / BUFFER);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        });
    }

    private static BadInput changed(Path path) {
        return new BadInput("%s was changed while it was read: run again", path);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
