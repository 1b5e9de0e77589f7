package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Weighted sums of a block of states with the coordinates on the lanes: those of a state lie side by side.
final class FloatSums {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;

    private final int dimension;
    private final int pitch;
    private final float[] numbers;

    /// @param states of the block
    FloatSums(int states, int dimension) {
        this.dimension = dimension;
        this.pitch = Math.ceilDiv(dimension, FloatGather.BLOCK) * FloatGather.BLOCK;
        this.numbers = new float[states * pitch];
    }

    /// The sums, `[state][coordinate]`, states [#pitch] apart.
    float[] numbers() {
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
                FloatVector by = FloatVector.broadcast(SPECIES, (float) factor[row]);
                for (int i = row * pitch; i < (row + 1) * pitch; i += SPECIES.length()) {
                    FloatVector.fromArray(SPECIES, numbers, i).mul(by).intoArray(numbers, i);
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
