package org.remanence.linalg;

import java.lang.foreign.Arena;
import java.util.function.Consumer;
import java.util.function.Function;
import org.remanence.kernel.Kernels;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Solves dense symmetric eigenproblems by LAPACK, large ones included.
///
/// The input stays as it is. Memory beside it, in numbers of the working precision: p² for values; 3 p² for all vectors, by
/// divide and conquer (2 p² beyond p = 32 766, by relatively robust representations); p² + 2 k p for k vectors chosen by
/// rank. At p = 10 000 in double that is 0.8 GB for values and 2.4 GB for all vectors. Values take (4/3) p³ flop, half of
/// them bound by the reading of memory, whatever the range.
/// @param blas the library, with its number of threads
/// @param precision of the work; floats halve the memory, take about 60 % of the time, and err by some 1e-6 of the largest
///         |λ|
/// @param watch who waits
public record EigenSolver(Blas blas, Precision precision, WorkMonitor watch) {
    /// Order of the problem whose time predicts that of larger ones.
    private static final int TRIAL = 600;
    private static final int WORTH_A_TRIAL = 2000;

    /// In double, unwatched.
    public EigenSolver(Blas blas) {
        this(blas, Precision.DOUBLE, WorkMonitor.NONE);
    }

    /// The eigenvalues in a range, ascending.
    /// @param matrix `[p × p]`
    /// @throws IllegalArgumentException if the matrix is not square, symmetric and finite, or has fewer eigenvalues
    /// @throws NativeException if LAPACK fails
    public double[] values(Rows matrix, EigenRange range) {
        EigenRanks.of(range, matrix.columns());
        double[] all = run("eigenvalues", matrix, copy -> copy.values(blas), copy -> copy.values(blas));
        return EigenRanks.among(all, range).of(all);
    }

    /// The eigenvalues in a range, ascending, and their vectors.
    /// @param matrix `[p × p]`
    /// @throws IllegalArgumentException if the matrix is not square, symmetric and finite, or has fewer eigenvalues
    /// @throws NativeException if LAPACK fails
    public SymmetricEigen vectors(Rows matrix, EigenRange range) {
        double share = (double) EigenRanks.of(range, matrix.columns()).count() / Math.max(1, matrix.columns());
        EigenRange inTrial = EigenRange.largest((int) Math.ceil(TRIAL * share));
        return run("eigenvectors", matrix, copy -> copy.vectors(blas, range), copy -> copy.vectors(blas, inTrial));
    }

    private <T> T run(String phase, Rows matrix, Function<WorkingCopy, T> work, Consumer<WorkingCopy> trial) {
        Arena arena = Arena.ofShared();
        WorkingCopy copy = copy(matrix, arena);
        Runnable abandon = blas instanceof OpenBlas ? OpenBlasLibrary::withdrawThreads : () -> { };
        return new NativeCall(watch, arena, abandon)
                .run(phase, () -> estimatedSeconds(matrix.columns(), trial), () -> work.apply(copy));
    }

    private WorkingCopy copy(Rows matrix, Arena arena) {
        try {
            return WorkingCopy.of(matrix, precision, arena);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /// The time of a small problem of the same kind, times the ratio of p³. The small one stays in the cache and the large one
    /// does not, so this is an estimate, good to a factor of two.
    private double estimatedSeconds(int p, Consumer<WorkingCopy> trial) {
        if (p < WORTH_A_TRIAL) {
            return 1;
        }
        double fastest = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 2; round++) {
            try (Arena arena = Arena.ofConfined()) {
                WorkingCopy copy = WorkingCopy.of(trialMatrix(), precision, arena);
                long start = System.nanoTime();
                trial.accept(copy);
                fastest = Math.min(fastest, 1e-9 * (System.nanoTime() - start));
            }
        }
        return fastest * Math.pow((double) p / TRIAL, 3);
    }

    private static Matrix trialMatrix() {
        double[] numbers = new double[TRIAL * TRIAL];
        Kernels.get().gaussians().into(TRIAL, 0, 0, numbers, 0, numbers.length / 4);
        Matrix matrix = Matrix.zeros(TRIAL, TRIAL);
        matrix.write(0, TRIAL, numbers, 0);
        Entries.mirror(matrix);
        return matrix;
    }
}
