package org.remanence.data;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Pattern sets in the binary version of CIFAR-10: one byte of label, then 32 × 32 pixels of red, of green, of blue.
///
/// A folder stands for its five files of training data, `data_batch_1.bin` to `data_batch_5.bin`.
/// Source: A. Krizhevsky, "Learning multiple layers of features from tiny images", 2009.
final class CifarFile {
    private static final int SIDE = 32;
    private static final int CLASSES = 10;
    private static final int NUMBERS = 3 * SIDE * SIDE;
    private static final int RECORD = 1 + NUMBERS;

    private CifarFile() { }

    /// Whether that folder holds training data.
    static boolean isFolder(Path folder) {
        return Files.isRegularFile(folder.resolve("data_batch_1.bin"));
    }

    /// Whether a file, given its name in lower case and its first bytes, may hold such records.
    static boolean isCifar(Path file, String name, byte[] head) throws IOException {
        return name.endsWith(".bin") && head[0] >= 0 && head[0] < CLASSES && Files.size(file) % RECORD == 0;
    }

    /// The files with the records.
    static List<Path> files(Path path) {
        return !Files.isDirectory(path) ? List.of(path) : Reading.of(path, () -> {
            try (Stream<Path> all = Files.list(path)) {
                return all.filter(each -> each.getFileName().toString().matches("data_batch_\\d+\\.bin")).sorted().toList();
            }
        });
    }

    static PatternSet open(Path path, FileForm form, Precision precision, Arena arena) {
        List<Path> files = files(path);
        return Reading.of(path, () -> {
            long rows = 0;
            for (Path each : files) {
                if (Files.size(each) % RECORD != 0) {
                    throw new BadInput("%s is truncated: it must hold records of %d bytes, got %d bytes", each, RECORD,
                            Files.size(each));
                }
                rows += Files.size(each) / RECORD;
            }
            StoredRows table = StoredRows.zeros(rows, NUMBERS, precision, arena);
            List<Integer> codes = new ArrayList<>();
            for (Path each : files) {
                read(each, table, codes);
            }
            Description about = Description.of(Reading.stem(path), path + ", CIFAR-10 binary")
                    .with(new ImageShape(SIDE, SIDE, 3)).with(ValueRange.BYTES);
            PatternSet set = new PatternSet(table, Labels.NONE, files.size() == 1 ? about
                    : about.note(Text.of("%d files", files.size())));
            return !form.autoLabels() ? set
                    : FoundLabels.attach(set, "the first byte of each record", false,
                            () -> Labels.of(codes.stream().mapToLong(code -> code).toArray()));
        });
    }

    private static void read(Path file, StoredRows into, List<Integer> codes) throws IOException {
        ChannelOrder order = new ChannelOrder(3, SIDE * SIDE, true);
        double[] values = new double[NUMBERS];
        try (InputStream in = Reading.unpacked(file)) {
            for (byte[] record = in.readNBytes(RECORD); record.length == RECORD; record = in.readNBytes(RECORD)) {
                if (record[0] < 0 || record[0] >= CLASSES) {
                    throw new BadInput("%s must have a label from 0 to %d in each record, got %d in row %d", file, CLASSES - 1,
                            Byte.toUnsignedInt(record[0]), codes.size());
                }
                for (int k = 0; k < NUMBERS; k++) {
                    values[k] = Byte.toUnsignedInt(record[k + 1]);
                }
                order.apply(values, 0);
                into.write(codes.size(), 1, values);
                codes.add((int) record[0]);
            }
        }
    }
}
