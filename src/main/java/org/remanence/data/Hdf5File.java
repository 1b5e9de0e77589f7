package org.remanence.data;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.FixedPoint;
import java.lang.foreign.Arena;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Pattern sets in HDF5 files, with the labels that lie beside them under the usual names. The patterns are read in blocks of
/// rows.
final class Hdf5File {
    private Hdf5File() { }

    /// Opens one array.
    /// @param member its path in the file; empty for the only one, or the first of the usual names
    static PatternSet open(Path file, String member, FileForm form, Precision precision, Arena arena) {
        return with(file, hdf -> {
            var all = new ArrayNames(file.toString(), names(hdf));
            ArrayNames arrays = all.withoutWeights(form);
            String chosen = arrays.patterns(member);
            PatternSet patterns = arrays.noted(
                    patterns(hdf.getDatasetByPath(chosen), file, chosen, precision, arena), chosen, member);
            Optional<String> weights = all.weights(form);
            PatternSet weighted = weights.isEmpty() ? patterns : FoundWeights.attach(patterns, "array " + weights.get(),
                    numbers(hdf.getDatasetByPath(weights.get()), file + ":" + weights.get()));
            Optional<String> labels = arrays.labels(chosen, form);
            return labels.isEmpty() ? weighted
                    : FoundLabels.attach(weighted, "array " + labels.get(), form.labelName().isPresent(),
                            () -> labels(hdf.getDatasetByPath(labels.get()), file + ":" + labels.get()));
        });
    }

    /// Labels in a file of their own, or in one array of it.
    /// @param member its path; empty for the only one, or the first of the usual names
    static Labels labels(Path file, String member) {
        return with(file, hdf -> {
            String chosen = new ArrayNames(file.toString(), names(hdf)).labels(member);
            return labels(hdf.getDatasetByPath(chosen), file + ":" + chosen);
        });
    }

    /// The numbers of one array.
    /// @param member its path; empty for the only one
    static double[] numbers(Path file, String member) {
        return with(file, hdf -> {
            String chosen = new ArrayNames(file.toString(), names(hdf)).numbers(member);
            return numbers(hdf.getDatasetByPath(chosen), file + ":" + chosen);
        });
    }

    private static double[] numbers(Dataset array, String source) {
        double[] numbers = new double[Math.toIntExact(array.getSize())];
        flatten(array.getData(), numbers, 0, source);
        return numbers;
    }

    private static <T> T with(Path file, Function<HdfFile, T> action) {
        return Reading.of(file, () -> {
            try (HdfFile hdf = new HdfFile(file)) {
                // the library reads zeros beyond the end of a truncated file
                if (Files.size(file) < hdf.getHdfBackingStorage().getSuperblock().getEndOfFileAddress()) {
                    throw new BadInput("%s is truncated: it ends too early", file);
                }
                return action.apply(hdf);
            } catch (BadInput e) {
                throw e;
            } catch (RuntimeException e) {
                throw new BadInput(e, "%s is a damaged HDF5 file, or of a kind that is not read: %s", file, e.getMessage());
            }
        });
    }

    private static List<String> names(HdfFile hdf) {
        List<String> names = new ArrayList<>();
        collect(hdf, "", names);
        if (names.isEmpty()) {
            throw new BadInput("%s holds no array", hdf.getName());
        }
        return names;
    }

    private static void collect(Group group, String prefix, List<String> names) {
        for (Node each : group) {
            if (each instanceof Dataset array) {
                names.add(prefix + array.getName());
            } else if (each instanceof Group inner) {
                collect(inner, prefix + inner.getName() + "/", names);
            }
        }
    }

    private static PatternSet patterns(Dataset array, Path file, String name, Precision precision, Arena arena) {
        String source = file + ":" + name;
        if (array.isCompound()) {
            throw new BadInput("%s must hold real numbers, but its rows are structured: save its fields as columns of one array",
                    source);
        }
        List<Long> axes = axes(array);
        ArrayShape shape = ArrayShape.of(axes, source);
        StoredRows rows = StoredRows.zeros(shape.rows(), shape.columns(), precision, arena);
        int height = (int) Math.min(RowBlocks.height(shape.columns()), shape.rows());
        double[] values = new double[height * shape.columns()];
        long[] from = new long[axes.size()];
        int[] size = Arrays.stream(array.getDimensions()).toArray();
        for (long first = 0; first < shape.rows(); first += height) {
            int count = (int) Math.min(height, shape.rows() - first);
            from[0] = first;
            size[0] = count;
            int got = flatten(array.getData(from, size), values, 0, source);
            Finite.check(values, got, first, shape.columns(), source);
            shape.layout().rearrange(values, count, shape.columns());
            rows.write(first, count, values);
        }
        boolean bytes = array.getDataType() instanceof FixedPoint whole && whole.getSize() == 1 && !whole.isSigned();
        Description about = Description.of(Reading.stem(file), Text.of("%s, HDF5", source)).with(shape.image());
        return new PatternSet(rows, Labels.NONE, bytes ? about.with(ElementType.U1.range(rows)) : about);
    }

    private static Labels labels(Dataset array, String source) {
        Object data = array.getData();
        List<Long> axes = axes(array);
        long count = axes.stream().reduce(1L, Math::multiplyExact);
        List<Object> cells = new ArrayList<>();
        flatten(data, cells);
        if (cells.size() != count) {
            throw new BadInput("%s must hold numbers or texts to be labels", source);
        }
        return cells.stream().allMatch(Number.class::isInstance)
                ? LabelValues.of(cells.stream().mapToDouble(cell -> ((Number) cell).doubleValue()).toArray(), axes, source)
                : LabelValues.of(cells.stream().map(String::valueOf).toList(), axes, source);
    }

    private static List<Long> axes(Dataset array) {
        return LongStream.of(array.getDimensionsAsLong()).boxed().toList();
    }

    /// Writes the numbers of nested arrays one after the other.
    private static int flatten(Object data, double[] into, int at, String source) {
        int next = at;
        switch (data) {
            case double[] numbers -> {
                System.arraycopy(numbers, 0, into, at, numbers.length);
                next += numbers.length;
            }
            case Object[] inner -> {
                for (Object each : inner) {
                    next = flatten(each, into, next, source);
                }
            }
            case Object numbers when numbers.getClass().isArray() -> {
                for (int i = 0; i < Array.getLength(numbers); i++) {
                    into[next++] = ((Number) Array.get(numbers, i)).doubleValue();
                }
            }
            case Number number -> into[next++] = number.doubleValue();
            default -> throw new BadInput("%s must hold real numbers, but holds %s", source, data.getClass().getSimpleName());
        }
        return next;
    }

    private static void flatten(Object data, List<Object> into) {
        if (data == null || !data.getClass().isArray()) {
            into.add(data);
            return;
        }
        for (int i = 0; i < Array.getLength(data); i++) {
            flatten(Array.get(data, i), into);
        }
    }
}
