package org.remanence.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.remanence.result.Npy;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Pattern sets in `.npz` files, with the labels that lie beside them under the usual names.
final class NpzFile {
    private NpzFile() { }

    /// Opens one array.
    /// @param member its name without `.npy`; empty for the only one, or the first of the usual names
    static PatternSet open(Path file, String member, FileForm form, Precision precision, Arena arena) {
        return Reading.of(file, () -> {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                ArrayNames all = arrays(zip, file);
                ArrayNames arrays = all.withoutWeights(form);
                String chosen = arrays.patterns(member);
                String source = file + ":" + chosen;
                PatternSet patterns;
                try (CheckedInputStream in = open(zip, chosen)) {
                    patterns = arrays.noted(
                            NpyFile.load(in, Npy.read(in, source), Reading.stem(file), source, precision, arena), chosen, member);
                    check(in, zip, chosen, source);
                }
                Optional<String> weights = all.weights(form);
                PatternSet weighted = weights.isEmpty() ? patterns
                        : FoundWeights.attach(patterns, "array " + weights.get(), numbers(zip, file, weights.get()));
                Optional<String> labels = arrays.labels(chosen, form);
                return labels.isEmpty() ? weighted
                        : FoundLabels.attach(weighted, "array " + labels.get(), form.labelName().isPresent(),
                                () -> labels(zip, file, labels.get()));
            }
        });
    }

    /// Labels in an archive of their own, or in one array of it.
    /// @param member its name; empty for the only one, or the first of the usual names
    static Labels labels(Path file, String member) {
        return Reading.of(file, () -> {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return labels(zip, file, arrays(zip, file).labels(member));
            }
        });
    }

    /// The numbers of one array.
    /// @param member its name; empty for the only one
    static double[] numbers(Path file, String member) {
        return Reading.of(file, () -> {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return numbers(zip, file, arrays(zip, file).numbers(member));
            }
        });
    }

    private static double[] numbers(ZipFile zip, Path file, String member) {
        String source = file + ":" + member;
        return Reading.of(source, () -> {
            try (CheckedInputStream in = open(zip, member)) {
                double[] numbers = NpyFile.numbers(in, Npy.read(in, source), source);
                check(in, zip, member, source);
                return numbers;
            }
        });
    }

    private static ArrayNames arrays(ZipFile zip, Path file) {
        List<String> entries = zip.stream().map(ZipEntry::getName).toList();
        List<String> members = entries.stream().filter(each -> each.endsWith(".npy"))
                .map(each -> each.substring(0, each.length() - ".npy".length())).toList();
        if (members.isEmpty()) {
            throw new BadInput("%s is a zip without .npy inside%s", file, insteadOfArrays(entries));
        }
        return new ArrayNames(file.toString(), members);
    }

    private static String insteadOfArrays(List<String> entries) {
        if (entries.stream().anyMatch(each -> each.endsWith("data.pkl"))) {
            return ", a file of PyTorch: save numpy.save(\"x.npy\", x.numpy())";
        }
        if (entries.stream().anyMatch(each -> each.startsWith("xl/"))) {
            return ", a workbook of Excel: save the sheet as CSV";
        }
        if (entries.stream().anyMatch(each -> each.toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)"))) {
            return ": unpack it and give the folder of images";
        }
        return ", not an .npz: save the arrays with numpy.savez" + (entries.isEmpty() ? ""
                : Text.of("; it holds %s", entries.getFirst()))
                + (entries.size() > 1 ? " and others" : "");
    }

    private static Labels labels(ZipFile zip, Path file, String member) {
        String source = file + ":" + member;
        return Reading.of(source, () -> {
            try (CheckedInputStream in = open(zip, member)) {
                Labels labels = NpyFile.labels(in, Npy.read(in, source), source);
                check(in, zip, member, source);
                return labels;
            }
        });
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
