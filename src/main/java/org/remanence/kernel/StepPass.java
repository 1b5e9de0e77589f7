package org.remanence.kernel;

import java.util.Arrays;

/// One pass of a step of the reverse process over neighbouring coordinates of one trajectory: its noise z is in the cache, its state
/// x is read and written once, and its overlap x·u with the direction of the drift is known afterwards.
///
/// Coordinate k joins partial sum k modulo [#PARTIALS]; partial sums are of the type of the numbers and are added in
/// double. So a pass has the same bits on lanes of any width, and none should be longer than a few thousand coordinates.
public interface StepPass {
    /// Partial sums of an overlap.
    int PARTIALS = Partials.COUNT;

    /// `x ← keep x + noise z + pull u`, rounded after the first product and each fused multiply-add.
    /// @param x states
    /// @param at where the coordinates begin
    /// @param z normal numbers
    /// @param zAt where they begin
    /// @param u direction
    /// @param uAt where it begins
    /// @param count coordinates
    /// @param keep factor on the state
    /// @param noise factor on the normal numbers
    /// @param pull factor on the direction
    /// @param partial receives the partial sums of x·u afterwards
    void move(double[] x, int at, double[] z, int zAt, double[] u, int uAt, int count, double keep, double noise, double pull,
              double[] partial);

    /// As the double version, in float arithmetic.
    void move(float[] x, int at, float[] z, int zAt, float[] u, int uAt, int count, float keep, float noise, float pull,
              float[] partial);

    /// `x ← x + pull u`: a further direction.
    void add(double[] x, int at, double[] u, int uAt, int count, double pull);

    /// As the double version, in float arithmetic.
    void add(float[] x, int at, float[] u, int uAt, int count, float pull);

    /// The partial sums of x·u.
    void overlap(double[] x, int at, double[] u, int uAt, int count, double[] partial);

    /// As the double version, in float arithmetic.
    void overlap(float[] x, int at, float[] u, int uAt, int count, float[] partial);

    /// One coordinate at a time: the definition.
    StepPass SCALAR = new StepPass() {
        @Override
        public void move(double[] x, int at, double[] z, int zAt, double[] u, int uAt, int count, double keep, double noise, double pull,
                         double[] partial) {
            for (int k = 0; k < count; k++) {
                x[at + k] = Math.fma(pull, u[uAt + k], Math.fma(noise, z[zAt + k], keep * x[at + k]));
            }
            overlap(x, at, u, uAt, count, partial);
        }

        @Override
        public void add(double[] x, int at, double[] u, int uAt, int count, double pull) {
            for (int k = 0; k < count; k++) {
                x[at + k] = Math.fma(pull, u[uAt + k], x[at + k]);
            }
        }

        @Override
        public void overlap(double[] x, int at, double[] u, int uAt, int count, double[] partial) {
            Arrays.fill(partial, 0);
            for (int k = 0; k < count; k++) {
                partial[k % PARTIALS] = Math.fma(x[at + k], u[uAt + k], partial[k % PARTIALS]);
            }
        }

        @Override
        public void move(float[] x, int at, float[] z, int zAt, float[] u, int uAt, int count, float keep, float noise, float pull,
                         float[] partial) {
            for (int k = 0; k < count; k++) {
                x[at + k] = Math.fma(pull, u[uAt + k], Math.fma(noise, z[zAt + k], keep * x[at + k]));
            }
            overlap(x, at, u, uAt, count, partial);
        }

        @Override
        public void add(float[] x, int at, float[] u, int uAt, int count, float pull) {
            for (int k = 0; k < count; k++) {
                x[at + k] = Math.fma(pull, u[uAt + k], x[at + k]);
            }
        }

        @Override
        public void overlap(float[] x, int at, float[] u, int uAt, int count, float[] partial) {
            Arrays.fill(partial, 0);
            for (int k = 0; k < count; k++) {
                partial[k % PARTIALS] = Math.fma(x[at + k], u[uAt + k], partial[k % PARTIALS]);
            }
        }
    };

    /// The sum of partial sums.
    static double total(double[] partial) {
        return Partials.total(partial);
    }

    /// The sum of partial sums, added in double in the same order.
    static double total(float[] partial) {
        return strided(partial, 0) + strided(partial, 2) + (strided(partial, 1) + strided(partial, 3));
    }

    private static double strided(float[] p, int i) {
        return (double) p[i] + p[i + 16] + ((double) p[i + 8] + p[i + 24])
                + ((double) p[i + 4] + p[i + 20] + ((double) p[i + 12] + p[i + 28]));
    }
}
