package org.remanence.experiment.audit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.remanence.score.NearestTable;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.theory.audit.SymmetricTest;

/// Training set and points held out as one pool, the training set first, without the rows that are in both.
/// @param train training set, n rows
/// @param heldOut m rows
/// @param shared rows of the pool that are in both, ascending
record Pool(Rows train, Rows heldOut, long[] shared) {
    /// A pool; rows are in both if a point held out has the distance 0 to its nearest pattern.
    /// @param toTrain points held out to the training set
    static Pool of(Rows train, Rows heldOut, NearestTable toTrain) {
        long n = train.rows();
        long[] shared = IntStream.range(0, toTrain.states()).filter(h -> toTrain.square(h, 0) == 0).boxed()
                .flatMap(h -> Stream.concat(Stream.of(n + h), IntStream.range(0, toTrain.wanted()).filter(i -> toTrain.square(h, i) == 0)
                        .mapToObj(i -> toTrain.pattern(h, i))))
                .mapToLong(Long::longValue).distinct().sorted().toArray();
        return new Pool(train, heldOut, shared);
    }

    /// Whether samples are nearer to the training set than chance has it.
    /// @param samples `[N × d]`
    /// @param toTrain their nearest patterns
    /// @param toHeldOut their nearest points held out
    /// @param present which of the points held out are part of the pool
    /// @param q tolerated share of decoys
    SymmetricTest test(Rows samples, NearestTable toTrain, NearestTable toHeldOut, LongPredicate present, double q, Session session) {
        NearestTable lists = merged(toTrain, toHeldOut, present);
        Closeness closeness = Closeness.listed(samples, rows(), lists, 0, session);
        long n = train.rows();
        long left = IntStream.range(0, (int) heldOut.rows()).filter(h -> present.test(h) && !isShared(n + h)).count();
        long sharedTrain = Arrays.stream(shared).filter(z -> z < n).count();
        long[] nearest = Arrays.stream(closeness.nearest()).map(this::place).toArray();
        return SymmetricTest.of(nearest, closeness.value(), n - sharedTrain, left, q);
    }

    private boolean isShared(long row) {
        return Arrays.binarySearch(shared, row) >= 0;
    }

    /// The row among those that are not in both; points held out may leave gaps, which nobody sees.
    private long place(long row) {
        return row - (-Arrays.binarySearch(shared, row) - 1);
    }

    /// The row of the pool that is in that place among those that are not in both.
    long row(long place) {
        long row = place;
        for (long each : shared) {
            row += each <= row ? 1 : 0;
        }
        return row;
    }

    /// Nearest of both, those of the training set first among equals; −1 where the lists end.
    private NearestTable merged(NearestTable toTrain, NearestTable toHeldOut, LongPredicate present) {
        int wanted = toTrain.wanted() + toHeldOut.wanted();
        NearestTable merged = new NearestTable(wanted, new long[toTrain.states() * wanted], new double[toTrain.states() * wanted]);
        Arrays.fill(merged.pattern(), -1);
        for (int b = 0; b < toTrain.states(); b++) {
            int state = b;
            Neighbour[] both = Stream.concat(
                    IntStream.range(0, toTrain.wanted()).mapToObj(i -> new Neighbour(toTrain.pattern(state, i), toTrain.square(state, i))),
                    IntStream.range(0, toHeldOut.wanted()).filter(i -> present.test(toHeldOut.pattern(state, i)))
                            .mapToObj(i -> new Neighbour(train.rows() + toHeldOut.pattern(state, i), toHeldOut.square(state, i))))
                    .filter(each -> !isShared(each.row)).sorted(Comparator.comparingDouble(Neighbour::square).thenComparingLong(Neighbour::row))
                    .limit(Closeness.LISTED).toArray(Neighbour[]::new);
            for (int i = 0; i < both.length; i++) {
                merged.pattern()[b * wanted + i] = both[i].row;
                merged.square()[b * wanted + i] = both[i].square;
            }
        }
        return merged;
    }

    private record Neighbour(long row, double square) { }

    /// Both tables, one below the other.
    private Rows rows() {
        long n = train.rows();
        return new Rows() {
            @Override
            public long rows() {
                return n + heldOut.rows();
            }

            @Override
            public int columns() {
                return train.columns();
            }

            @Override
            public Precision precision() {
                return Precision.DOUBLE;
            }

            @Override
            public void copy(long first, int count, double[] into, int offset) {
                for (int i = 0; i < count; i++) {
                    long row = first + i;
                    (row < n ? train : heldOut).copy(row < n ? row : row - n, 1, into, offset + i * columns());
                }
            }

            @Override
            public void copy(long first, int count, float[] into, int offset) {
                for (int i = 0; i < count; i++) {
                    long row = first + i;
                    (row < n ? train : heldOut).copy(row < n ? row : row - n, 1, into, offset + i * columns());
                }
            }
        };
    }
}
