package org.remanence.kernel;

/// Sums taken in a fixed number of partial sums, whatever the width of the vectors.
public final class Partials {
    /// Partial sums of a squared distance or of the squares of a step: coordinate k joins partial k modulo this.
    public static final int COUNT = 32;

    private Partials() { }

    /// Adds `count` partial sums, a power of two, upper half to lower half until one is left. They are lost.
    public static double fold(double[] partial, int from, int count) {
        for (int half = count / 2; half > 0; half /= 2) {
            for (int i = from; i < from + half; i++) {
                partial[i] += partial[i + half];
            }
        }
        return partial[from];
    }

    /// As the double version.
    public static float fold(float[] partial, int from, int count) {
        for (int half = count / 2; half > 0; half /= 2) {
            for (int i = from; i < from + half; i++) {
                partial[i] += partial[i + half];
            }
        }
        return partial[from];
    }

    /// Adds [#COUNT] partial sums as [#fold] does, without losing them.
    public static double total(double[] partial) {
        return strided(partial, 0) + strided(partial, 2) + (strided(partial, 1) + strided(partial, 3));
    }

    private static double strided(double[] p, int i) {
        return p[i] + p[i + 16] + (p[i + 8] + p[i + 24]) + (p[i + 4] + p[i + 20] + (p[i + 12] + p[i + 28]));
    }
}
