package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.text.BadInput;

/// The width of the vectors, chosen once: `-Dremanence.lanes=128|256|512|preferred`.
public final class Lanes {
    /// Shape of a vector.
    public static final VectorShape SHAPE = shape(System.getProperty("remanence.lanes", "preferred"));
    /// Lanes of float.
    public static final VectorSpecies<Float> FLOAT = FloatVector.SPECIES_PREFERRED.withShape(SHAPE);
    /// Lanes of double.
    public static final VectorSpecies<Double> DOUBLE = DoubleVector.SPECIES_PREFERRED.withShape(SHAPE);
    /// Lanes of int.
    public static final VectorSpecies<Integer> INT = IntVector.SPECIES_PREFERRED.withShape(SHAPE);
    /// Lanes of long.
    public static final VectorSpecies<Long> LONG = LongVector.SPECIES_PREFERRED.withShape(SHAPE);

    private Lanes() { }

    /// Bits of a vector.
    public static int bits() {
        return SHAPE.vectorBitSize();
    }

    private static VectorShape shape(String lanes) {
        return switch (lanes) {
            case "preferred" -> VectorShape.preferredShape();
            case "128" -> VectorShape.S_128_BIT;
            case "256" -> VectorShape.S_256_BIT;
            case "512" -> VectorShape.S_512_BIT;
            default -> throw new BadInput("remanence.lanes must be 128, 256, 512 or preferred, got " + lanes);
        };
    }
}
