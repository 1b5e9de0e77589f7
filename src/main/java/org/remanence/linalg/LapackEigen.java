package org.remanence.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.remanence.tensor.Check;
import org.remanence.tensor.Precision;

/// Symmetric eigenproblems by LAPACK, in either precision.
///
/// Always in LAPACK's own order of columns: the other order makes its C interface transpose every matrix into a copy, which
/// a symmetric one does not need.
/// @param precision of the memory and the arithmetic
/// @param threads of a call
record LapackEigen(Precision precision, int threads) {
    private static final int COLUMN_MAJOR = 102;
    /// The work space of `syevd`, 1 + 6p + 2p² numbers, is counted in 32 bits, and this is the last p that fits.
    private static final int LARGEST_DIVIDE_AND_CONQUER = 32_766;
    private static final String NOT_CONVERGED = "the eigenvalues did not converge";

    /// All eigenvalues, ascending.
    /// @param a p × p, loses its meaning
    void eigenvalues(int p, MemorySegment a, double[] values) {
        Check.size("length of values", values.length, "number of values", p);
        double[] found = divideAndConquer('N', p, a);
        System.arraycopy(found, 0, values, 0, p);
    }

    /// Eigenvalues in a range, ascending, and their vectors as the first rows of the matrix.
    /// @param a p × p
    double[] eigenvectors(int p, MemorySegment a, EigenRange range) {
        boolean all = EigenRanks.of(range, p).count() == p && !(range instanceof EigenRange.Between);
        return all && p <= LARGEST_DIVIDE_AND_CONQUER ? divideAndConquer('V', p, a) : relativelyRobust(p, a, range);
    }

    private double[] divideAndConquer(char job, int p, MemorySegment a) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment w = numbers(arena, p);
            int stride = Math.max(1, p);
            int info = switch (precision) {
                case DOUBLE -> OpenBlasLibrary.call(threads, () -> {
                    return (int) OpenBlasLibrary.DSYEVD.invokeExact(COLUMN_MAJOR, (byte) job, (byte) 'U', p, a, stride, w);
                });
                case FLOAT -> OpenBlasLibrary.call(threads, () -> {
                    return (int) OpenBlasLibrary.SSYEVD.invokeExact(COLUMN_MAJOR, (byte) job, (byte) 'U', p, a, stride, w);
                });
            };
            NativeException.check(name("syevd"), info, NOT_CONVERGED);
            return doubles(w, p);
        }
    }

    /// Needs less work space than divide and conquer, and finds some of the vectors without the others.
    double[] relativelyRobust(int p, MemorySegment a, EigenRange range) {
        EigenRanks ranks = EigenRanks.of(range, p);
        boolean some = ranks.count() < p;
        char letter = range instanceof EigenRange.Between ? 'V' : some ? 'I' : 'A';
        double low = range instanceof EigenRange.Between between ? between.low() : 0;
        double high = range instanceof EigenRange.Between between ? between.high() : 0;
        int first = some ? ranks.first() + 1 : 0;
        int last = some ? ranks.end() : 0;
        int stride = Math.max(1, p);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment w = numbers(arena, p);
            MemorySegment found = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment support = arena.allocate(ValueLayout.JAVA_INT, Math.max(2, 2L * p));
            MemorySegment z = numbers(arena, (long) ranks.count() * p);
            int info = switch (precision) {
                case DOUBLE -> OpenBlasLibrary.call(threads, () -> {
                    return (int) OpenBlasLibrary.DSYEVR.invokeExact(COLUMN_MAJOR, (byte) 'V', (byte) letter, (byte) 'U', p, a,
                            stride, low, high, first, last, 0.0, found, w, z, stride, support);
                });
                case FLOAT -> OpenBlasLibrary.call(threads, () -> {
                    return (int) OpenBlasLibrary.SSYEVR.invokeExact(COLUMN_MAJOR, (byte) 'V', (byte) letter, (byte) 'U', p, a,
                            stride, (float) low, (float) high, first, last, 0.0f, found, w, z, stride, support);
                });
            };
            NativeException.check(name("syevr"), info, NOT_CONVERGED);
            int count = found.get(ValueLayout.JAVA_INT, 0);
            MemorySegment.copy(z, 0, a, 0, (long) count * p * precision.bytes());
            return doubles(w, count);
        }
    }

    private String name(String routine) {
        return (precision == Precision.DOUBLE ? 'd' : 's') + routine;
    }

    private MemorySegment numbers(Arena arena, long count) {
        return arena.allocate(Math.max(1, count) * precision.bytes(), 64);
    }

    private double[] doubles(MemorySegment numbers, int count) {
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = precision == Precision.DOUBLE ? numbers.getAtIndex(ValueLayout.JAVA_DOUBLE, k)
                    : numbers.getAtIndex(ValueLayout.JAVA_FLOAT, k);
        }
        return values;
    }
}
