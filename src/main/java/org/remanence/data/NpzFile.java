package org.remanence.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.remanence.result.Npy;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// Pattern sets in `.npz` files, with the labels that lie beside them under the usual names.
final class NpzFile {
    private static final List<String> PATTERNS = List.of("x", "X", "data", "images");
    private static final List<String> LABELS = List.of("y", "labels");

    private NpzFile() { }

    /// Opens one array.
    /// @param member its name without `.npy`; empty for the only one, or the first of the usual names
    static PatternSet open(Path file, String member, Precision precision, Arena arena) {
        return Reading.of(file, () -> {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                List<String> members = zip.stream().map(ZipEntry::getName).filter(each -> each.endsWith(".npy"))
                        .map(each -> each.substring(0, each.length() - ".npy".length())).toList();
                String chosen = choose(file, member, members);
                String source = file + ":" + chosen;
                PatternSet patterns;
                try (CheckedInputStream in = open(zip, chosen)) {
                    patterns = NpyFile.load(in, Npy.read(in, source), Reading.stem(file), source, precision, arena);
                    check(in, zip, chosen, source);
                }
                return patterns.with(labels(zip, file, chosen, members));
            }
        });
    }

    private static String choose(Path file, String member, List<String> members) {
        if (!member.isEmpty()) {
            if (!members.contains(member)) {
                throw new BadInput("%s has no array %s: it has %s", file, member, members);
            }
            return member;
        }
        List<String> candidates = members.stream().filter(each -> !LABELS.contains(each)).toList();
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        return PATTERNS.stream().filter(candidates::contains).findFirst()
                .orElseThrow(() -> new BadInput("%s holds the arrays %s: choose one as %s:NAME", file, members, file));
    }

    /// `x_test` goes with `y_test`, `test_images` with `test_labels`, anything with `y` or `labels`.
    private static Labels labels(ZipFile zip, Path file, String chosen, List<String> members) throws IOException {
        var names = Stream.concat(Stream.of(chosen.replaceFirst("^[xX]", "y"), chosen.replace("images", "labels")),
                LABELS.stream());
        var found = names.filter(each -> !each.equals(chosen)).filter(members::contains).findFirst();
        if (found.isEmpty()) {
            return Labels.NONE;
        }
        String source = file + ":" + found.get();
        try (CheckedInputStream in = open(zip, found.get())) {
            Labels labels = NpyFile.labels(in, Npy.read(in, source), source);
            check(in, zip, found.get(), source);
            return labels;
        }
    }

    private static CheckedInputStream open(ZipFile zip, String member) throws IOException {
        return new CheckedInputStream(new BufferedInputStream(zip.getInputStream(zip.getEntry(member + ".npy"))),
                new CRC32());
    }

    /// Compares what was read with the archive's checksum, which the library does not.
    private static void check(CheckedInputStream in, ZipFile zip, String member, String source) {
        if (in.getChecksum().getValue() != zip.getEntry(member + ".npy").getCrc()) {
            throw new BadInput("%s is damaged: its checksum is not that of its bytes", source);
        }
    }
}
