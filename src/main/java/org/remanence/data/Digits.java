package org.remanence.data;

import java.io.InputStream;
import java.lang.foreign.Arena;
import java.util.Objects;
import org.remanence.tensor.Precision;

/// The embedded data set: 1797 handwritten digits of 8 × 8 pixels, with values 0 … 16 and labels 0 … 9.
///
/// Source: E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository
/// (1998), its test set; licence and changes in the NOTICE beside the resource.
final class Digits {
    /// What the command line calls it.
    static final String NAME = "digits";
    private static final ValueRange VALUES = new ValueRange(0, 16);

    private Digits() { }

    static PatternSet open(Precision precision, Arena arena) {
        return Reading.of(NAME, () -> {
            try (InputStream images = resource("digits-images-idx3-ubyte.gz");
                    InputStream labels = resource("digits-labels-idx1-ubyte.gz")) {
                PatternSet plain = IdxFile.patterns(Reading.unpacked(images), NAME, NAME, precision, arena);
                Description about = Description.of(NAME,
                        "UCI Optical Recognition of Handwritten Digits, test set (Alpaydin and Kaynak), embedded");
                return plain.with(about.with(plain.image()).with(VALUES).note("labels of the set (10 classes)"))
                        .with(IdxFile.labels(Reading.unpacked(labels), NAME));
            }
        });
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Digits.class.getResourceAsStream(name), name);
    }
}
