package org.remanence.data;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// What is in a file, judged by its first bytes, and where those say nothing by its name.
enum FileKind {
    /// NumPy's format of one array.
    NPY,
    /// NumPy's archive of arrays.
    NPZ,
    /// The format of MNIST.
    IDX,
    /// A table as text.
    CSV,
    /// A folder of images.
    PNG_FOLDER,
    /// A trained network, or what is said about one.
    NETWORK;

    private static final int HEAD = 8;

    /// @throws IllegalArgumentException if the file is empty or of no kind that is read
    static FileKind of(Path path) {
        if (Files.isDirectory(path)) {
            return PNG_FOLDER;
        }
        return Reading.of(path, () -> {
            byte[] head = Reading.head(path, HEAD);
            if (head.length == 0) {
                throw new BadInput("%s is empty: no patterns can be read from it", path);
            }
            String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
            return Reading.isGzip(head) ? of(path, unpackedHead(path), name.replaceFirst("\\.gz$", ""))
                    : of(path, head, name);
        });
    }

    PatternSet open(Path path, String member, Precision precision, Arena arena) {
        return switch (this) {
            case NPY -> NpyFile.open(path, precision, arena);
            case NPZ -> NpzFile.open(path, member, precision, arena);
            case IDX -> IdxFile.open(path, precision, arena);
            case CSV -> CsvFile.open(path, precision, arena);
            case PNG_FOLDER -> PngFolder.open(path, precision, arena);
            case NETWORK -> throw new BadInput("%s is a trained network and holds no patterns: give it as --score", path);
        };
    }

    /// All that [#open] reads.
    List<Path> files(Path path) {
        return switch (this) {
            case NPY, NPZ, CSV, NETWORK -> List.of(path);
            case IDX -> IdxFile.files(path);
            case PNG_FOLDER -> PngFolder.files(path);
        };
    }

    private static FileKind of(Path path, byte[] head, String name) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0093NUMPY") || name.endsWith(".npy")) {
            return NPY;
        }
        if (start.startsWith("PK") || name.endsWith(".npz")) {
            return NPZ;
        }
        if (IdxFile.isIdx(head) || name.matches(".*(idx\\d?|ubyte)")) {
            return IDX;
        }
        if (start.startsWith("\u0089PNG")) {
            throw new BadInput("%s is one image: give the folder of images", path);
        }
        if (start.startsWith("\u0089HDF")) {
            throw new BadInput("%s is an HDF5 file, which is not read: save its array with numpy.save", path);
        }
        if (name.matches(".*\\.(csv|tsv|txt)")) {
            return CSV;
        }
        if (name.matches(".*\\.(safetensors|onnx(\\.(json|data))?)")) {
            return NETWORK;
        }
        throw new BadInput("%s is of no kind that is read: data is %s", path, DataSource.GRAMMAR);
    }

    private static byte[] unpackedHead(Path path) throws IOException {
        try (InputStream in = Reading.unpacked(path)) {
            return in.readNBytes(HEAD);
        }
    }
}
