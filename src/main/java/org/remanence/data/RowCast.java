package org.remanence.data;

/// Carries rows from the precision they are computed in to the one they are wanted in, a few at a time, in the cache.
final class RowCast {
    private static final int NUMBERS = 1 << 12;

    private RowCast() { }

    /// Writes `count` rows from `first` on to the start of `values`.
    @FunctionalInterface
    interface Doubles {
        void fill(long first, int count, double[] values);
    }

    /// As [Doubles].
    @FunctionalInterface
    interface Floats {
        void fill(long first, int count, float[] values);
    }

    /// Rows computed in double, rounded to nearest.
    static void rounded(Doubles from, long first, int count, int columns, float[] into, int offset) {
        int height = height(count, columns);
        double[] values = new double[height * columns];
        for (int done = 0; done < count; done += height) {
            int rows = Math.min(height, count - done);
            from.fill(first + done, rows, values);
            int at = offset + done * columns;
            for (int i = 0; i < rows * columns; i++) {
                into[at + i] = (float) values[i];
            }
        }
    }

    /// Rows computed in float, exactly.
    static void widened(Floats from, long first, int count, int columns, double[] into, int offset) {
        int height = height(count, columns);
        float[] values = new float[height * columns];
        for (int done = 0; done < count; done += height) {
            int rows = Math.min(height, count - done);
            from.fill(first + done, rows, values);
            int at = offset + done * columns;
            for (int i = 0; i < rows * columns; i++) {
                into[at + i] = values[i];
            }
        }
    }

    private static int height(int count, int columns) {
        return Math.clamp(NUMBERS / columns, 1, Math.max(1, count));
    }
}
