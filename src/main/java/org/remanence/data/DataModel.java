package org.remanence.data;

import java.lang.foreign.Arena;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Precision;

/// A law that patterns can be drawn from. Pattern μ is a function of (model, stream, μ) alone. So a set drawn into
/// memory and one generated on the fly from the same stream hold the same bits.
public sealed interface DataModel permits GaussianModel, GaussianMixture, LinearManifold, HiddenManifold,
        Sphere, Rademacher {
    /// What the command line calls the family.
    String name();

    /// Numbers in a pattern.
    int dimension();

    /// Mean of the law, `[d]`.
    double[] mean();

    /// Eigenvalues of the covariance of the law, `[d]`, in decreasing order.
    double[] eigenvalues();

    /// Writes patterns `first` to `first + count − 1`.
    /// @param into receives `[count × d]`, row-major, from `offset` on
    void fill(RandomStream stream, long first, int count, double[] into, int offset);

    /// As the double version, for a set whose precision is float: the double numbers rounded, or, where that is faster,
    /// numbers computed in float arithmetic, some roundings off. They are the same however the set is kept and read.
    /// @param into receives `[count × d]`, row-major, from `offset` on
    default void fill(RandomStream stream, long first, int count, float[] into, int offset) {
        RowCast.rounded((row, rows, values) -> fill(stream, row, rows, values, 0), first, count, dimension(), into, offset);
    }

    /// Classes of the patterns drawn from a stream.
    default Labels labels(RandomStream stream, long patterns) {
        return Labels.NONE;
    }

    /// Patterns 0 … `patterns − 1`, drawn now and kept in memory.
    /// @param arena owner of the memory
    /// @throws IllegalArgumentException if they do not fit into memory
    default PatternSet draw(long patterns, RandomStream stream, Arena arena, Precision precision) {
        StoredRows rows = StoredRows.copyOf(new GeneratedRows(this, stream, patterns, precision), precision, arena);
        return new PatternSet(rows, labels(stream, patterns), Description.of(name(), "drawn from " + this));
    }

    /// The same patterns, computed each time they are read; takes no memory.
    default PatternSet generate(long patterns, RandomStream stream, Precision precision) {
        return new PatternSet(new GeneratedRows(this, stream, patterns, precision), labels(stream, patterns),
                Description.of(name(), "generated on the fly from " + this));
    }
}
