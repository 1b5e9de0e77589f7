package org.remanence.linalg;

import java.util.Arrays;
import org.remanence.text.Text;

/// A range as ranks among the eigenvalues of a matrix of known order.
/// @param first rank of the smallest, from 0
/// @param end rank after the largest
record EigenRanks(int first, int end) {
    /// The ranks in a matrix of order p; all of them where only the values decide.
    /// @throws IllegalArgumentException if the range asks for more than p eigenvalues
    static EigenRanks of(EigenRange range, int p) {
        EigenRanks ranks = switch (range) {
            case EigenRange.All _, EigenRange.Between _ -> new EigenRanks(0, p);
            case EigenRange.Ranks(int first, int count) -> new EigenRanks(first, Math.addExact(first, count));
            case EigenRange.Largest(int count) -> new EigenRanks(p - count, p);
        };
        if (ranks.first < 0 || ranks.end > p) {
            throw new IllegalArgumentException(Text.of("ranks must lie in [0, %d), the order of the matrix, got %d to %d", p, ranks.first, ranks.end - 1));
        }
        return ranks;
    }

    /// The ranks among all eigenvalues of a matrix.
    /// @throws IllegalArgumentException if the range asks for more than there are
    static EigenRanks among(double[] ascending, EigenRange range) {
        if (range instanceof EigenRange.Between(double low, double high)) {
            return new EigenRanks(below(ascending, Math.nextUp(low)), below(ascending, Math.nextUp(high)));
        }
        return of(range, ascending.length);
    }

    /// How many.
    int count() {
        return end - first;
    }

    /// The values at these ranks.
    double[] of(double[] ascending) {
        return Arrays.copyOfRange(ascending, first, end);
    }

    private static int below(double[] ascending, double bound) {
        return (int) Arrays.stream(ascending).filter(value -> value < bound).count();
    }
}
