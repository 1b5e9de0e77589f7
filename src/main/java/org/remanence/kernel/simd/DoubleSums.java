package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Weighted sums of a block of states with the coordinates on the lanes: those of a state lie side by side.
final class DoubleSums {
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;

    private final int dimension;
    private final int pitch;
    private final double[] numbers;

    /// @param states of the block
    DoubleSums(int states, int dimension) {
        this.dimension = dimension;
        this.pitch = Math.ceilDiv(dimension, DoubleGather.BLOCK) * DoubleGather.BLOCK;
        this.numbers = new double[states * pitch];
    }

    /// The sums, `[state][coordinate]`, states [#pitch] apart.
    double[] numbers() {
        return numbers;
    }

    /// Numbers between neighbouring states: whole blocks of coordinates.
    int pitch() {
        return pitch;
    }

    void clear() {
        Arrays.fill(numbers, 0);
    }

    /// Multiplies the sums of each state by its factor.
    void rescale(double[] factor) {
        for (int row = 0; row * pitch < numbers.length; row++) {
            if (factor[row] != 1) {
                DoubleVector by = DoubleVector.broadcast(SPECIES, factor[row]);
                for (int i = row * pitch; i < (row + 1) * pitch; i += SPECIES.length()) {
                    DoubleVector.fromArray(SPECIES, numbers, i).mul(by).intoArray(numbers, i);
                }
            }
        }
    }

    /// As [org.remanence.kernel.PosteriorTile#read].
    void read(double[] factor, double[] into, int offset) {
        for (int state = 0; state < factor.length; state++) {
            for (int k = 0; k < dimension; k++) {
                into[offset + state * dimension + k] = factor[state] * numbers[state * pitch + k];
            }
        }
    }
}
