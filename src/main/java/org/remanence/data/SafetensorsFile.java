package org.remanence.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.input.BoundedInputStream;
import org.remanence.result.SafeTensorHeader;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Pattern sets in safetensors files, with the labels that lie beside them under the usual names.
final class SafetensorsFile {
    /// What a trained network of this program says about itself.
    private static final String ARCHITECTURE = "architecture";

    private SafetensorsFile() { }

    /// Opens one tensor.
    /// @param member its name; empty for the only one, or the first of the usual names
    static PatternSet open(Path file, String member, FileForm form, Precision precision, Arena arena) {
        SafeTensorHeader header = SafeTensorHeader.read(file);
        if (member.isEmpty() && header.metadata().containsKey(ARCHITECTURE)) {
            throw new BadInput("%s is a trained network and holds no patterns: give it as --score", file);
        }
        ArrayNames all = tensors(header, file);
        ArrayNames tensors = all.withoutWeights(form);
        String chosen = tensors.patterns(member);
        PatternSet patterns = tensors.noted(patterns(header, file, chosen, precision, arena), chosen, member);
        Optional<String> weights = all.weights(form);
        PatternSet weighted = weights.isEmpty() ? patterns
                : FoundWeights.attach(patterns, "tensor " + weights.get(), numbers(header, file, weights.get()));
        Optional<String> labels = tensors.labels(chosen, form);
        return labels.isEmpty() ? weighted : FoundLabels.attach(weighted, "tensor " + labels.get(),
                form.labelName().isPresent(),
                () -> labels(header, file, labels.get()));
    }

    /// Labels in a file of their own, or in one tensor of it.
    /// @param member its name; empty for the only one, or the first of the usual names
    static Labels labels(Path file, String member) {
        SafeTensorHeader header = SafeTensorHeader.read(file);
        return labels(header, file, tensors(header, file).labels(member));
    }

    private static ArrayNames tensors(SafeTensorHeader header, Path file) {
        if (header.places().isEmpty()) {
            throw new BadInput("%s holds no tensor", file);
        }
        return new ArrayNames(file.toString(), List.copyOf(header.places().keySet()));
    }

    private static PatternSet patterns(SafeTensorHeader header, Path file, String tensor, Precision precision,
            Arena arena) {
        SafeTensorHeader.Place place = header.places().get(tensor);
        String source = file + ":" + tensor;
        ArrayShape shape = ArrayShape.of(place.shape(), source);
        ElementType type = ElementType.of(place.type());
        return Reading.of(file, () -> {
            try (InputStream in = bytes(file, place)) {
                StoredRows rows = new ArrayStream(in, type, ByteOrder.LITTLE_ENDIAN, source).table(shape, precision,
                        arena);
                return new PatternSet(rows, Labels.NONE, Description.of(Reading.stem(file), Text.of("%s, %s", source,
                        place.type()))
                        .with(shape.image()).with(type.range(rows)));
            }
        });
    }

    private static Labels labels(SafeTensorHeader header, Path file, String tensor) {
        return LabelValues.of(numbers(header, file, tensor), header.places().get(tensor).shape(), file + ":" + tensor);
    }

    /// The numbers of one tensor.
    /// @param member its name; empty for the only one
    static double[] numbers(Path file, String member) {
        SafeTensorHeader header = SafeTensorHeader.read(file);
        return numbers(header, file, tensors(header, file).numbers(member));
    }

    private static double[] numbers(SafeTensorHeader header, Path file, String tensor) {
        SafeTensorHeader.Place place = header.places().get(tensor);
        long count = place.shape().stream().reduce(1L, Math::multiplyExact);
        return Reading.of(file, () -> {
            try (InputStream in = bytes(file, place)) {
                return new ArrayStream(in, ElementType.of(place.type()), ByteOrder.LITTLE_ENDIAN,
                        file + ":" + tensor).numbers(count);
            }
        });
    }

    /// The bytes of one tensor.
    private static InputStream bytes(Path file, SafeTensorHeader.Place place) throws IOException {
        InputStream whole = Files.newInputStream(file);
        whole.skipNBytes(place.begin());
        return new BufferedInputStream(BoundedInputStream.builder().setInputStream(whole).setMaxCount(place.end() - place.begin()).get());
    }
}
