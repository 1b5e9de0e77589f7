package org.remanence.data;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    /// The format of CIFAR-10, one file or the folder of all.
    CIFAR,
    /// The Hierarchical Data Format, version 5.
    HDF5,
    /// Named tensors, as PyTorch and others save them.
    SAFETENSORS,
    /// A table as text.
    CSV,
    /// A folder of images.
    IMAGES,
    /// A trained network, or what is said about one.
    NETWORK;

    private static final int HEAD = 1 << 12;

    /// @throws IllegalArgumentException if the file is empty or of no kind that is read
    static FileKind of(Path path) {
        if (Files.isDirectory(path)) {
            return CifarFile.isFolder(path) ? CIFAR : IMAGES;
        }
        return Reading.of(path, () -> {
            byte[] head = Reading.head(path, HEAD);
            if (head.length == 0) {
                throw new BadInput("%s is empty: no patterns can be read from it", path);
            }
            String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
            if (!Reading.isGzip(head)) {
                return of(path, head, name);
            }
            FileKind packed = of(path, unpackedHead(path), name.replaceFirst("\\.gz$", ""));
            if (packed == NPZ || packed == HDF5 || packed == SAFETENSORS) {
                throw new BadInput("%s is compressed by gzip, which is not read of this kind: unpack it first", path);
            }
            return packed;
        });
    }

    PatternSet open(Path path, String member, FileForm form, Precision precision, Arena arena) {
        if (this != CSV) {
            form.refuseTable(path.toString());
        }
        if (this == NPY || this == IDX || this == CIFAR || this == IMAGES) {
            form.refuseName(form.labelName(), "labels", path.toString());
            form.refuseName(form.weightName(), "weights", path.toString());
        }
        return switch (this) {
            case NPY -> NpyFile.open(path, precision, arena);
            case NPZ -> NpzFile.open(path, member, form, precision, arena);
            case IDX -> IdxFile.open(path, form, precision, arena);
            case CIFAR -> CifarFile.open(path, form, precision, arena);
            case HDF5 -> Hdf5File.open(path, member, form, precision, arena);
            case SAFETENSORS -> SafetensorsFile.open(path, member, form, precision, arena);
            case CSV -> CsvFile.open(path, form, precision, arena);
            case IMAGES -> ImageFolder.open(path, form, precision, arena);
            case NETWORK -> throw new BadInput("%s is a trained network and holds no patterns: give it as --score", path);
        };
    }

    /// The labels in a file that holds nothing else, or in one array of it.
    /// @throws BadInput if it holds none
    Labels labels(Path path, String member) {
        return switch (this) {
            case NPY -> NpyFile.labels(path);
            case NPZ -> NpzFile.labels(path, member);
            case IDX -> IdxFile.labels(path);
            case HDF5 -> Hdf5File.labels(path, member);
            case SAFETENSORS -> SafetensorsFile.labels(path, member);
            case CSV -> CsvFile.labels(path);
            case CIFAR, IMAGES, NETWORK -> throw new BadInput("%s must be a file of labels: .npy, .npz, IDX, HDF5, safetensors or a table",
                    path);
        };
    }

    /// The numbers of an array or a table of one column that holds nothing else, or of one array of a file of several.
    /// @param member name of the array; empty for the only one
    /// @throws BadInput if there are none
    double[] numbers(Path path, String member) {
        return switch (this) {
            case NPY -> NpyFile.numbers(path);
            case NPZ -> NpzFile.numbers(path, member);
            case IDX -> IdxFile.numbers(path);
            case HDF5 -> Hdf5File.numbers(path, member);
            case SAFETENSORS -> SafetensorsFile.numbers(path, member);
            case CSV -> CsvFile.numbers(path);
            case CIFAR, IMAGES, NETWORK -> throw new BadInput("%s must be a file of numbers: .npy, .npz, IDX, HDF5, safetensors or a table",
                    path);
        };
    }

    /// All that [#open] reads.
    List<Path> files(Path path) {
        return switch (this) {
            case NPY, NPZ, HDF5, SAFETENSORS, CSV, NETWORK -> List.of(path);
            case IDX -> IdxFile.files(path);
            case CIFAR -> CifarFile.files(path);
            case IMAGES -> ImageFolder.files(path);
        };
    }

    private static FileKind of(Path path, byte[] head, String name) throws IOException {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (name.matches(".*\\.onnx(\\.(json|data))?")) {
            return NETWORK;
        }
        if (name.endsWith(".safetensors") || start.matches("(?s).{4}\\x00{4}\\{.*")) {
            return SAFETENSORS;
        }
        if (start.startsWith("\u0093NUMPY")) {
            return NPY;
        }
        if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) {
            return NPZ;
        }
        if (start.startsWith("\u0089HDF")) {
            return HDF5;
        }
        Optional<ForeignFormat> foreign = ForeignFormat.of(start);
        if (foreign.isPresent()) {
            throw new BadInput("%s is %s", path, foreign.get().sentence());
        }
        if (name.endsWith(".npy")) {
            return NPY;
        }
        if (name.endsWith(".npz")) {
            return NPZ;
        }
        if (IdxFile.isIdx(head) || name.matches(".*(idx\\d?|ubyte)")) {
            return IDX;
        }
        if (CifarFile.isCifar(path, name, head)) {
            return CIFAR;
        }
        if (name.matches(".*\\.(csv|tsv|txt)") || TableText.isText(head)) {
            return CSV;
        }
        throw new BadInput("%s is of no kind that is read: data is %s", path, DataSource.GRAMMAR);
    }

    private static byte[] unpackedHead(Path path) throws IOException {
        try (InputStream in = Reading.unpacked(path)) {
            return in.readNBytes(HEAD);
        }
    }
}
