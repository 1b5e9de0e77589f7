package org.remanence.network;

import org.remanence.random.RandomStream;

/// Which pattern a row of a training sees.
final class PatternOrder {
    private final MinibatchDraw draw;
    private final long patterns;
    private final RandomStream stream;
    private final long position;
    private long pass = -1;
    private int[] order = {};

    /// @param stream of the training, one index a row
    /// @param position of the words of an index that are free for this
    PatternOrder(MinibatchDraw draw, long patterns, RandomStream stream, long position) {
        this.draw = draw;
        this.patterns = patterns;
        this.stream = stream;
        this.position = position;
        if (draw == MinibatchDraw.SHUFFLED) {
            this.order = new int[Math.toIntExact(patterns)];
        }
    }

    /// The pattern of a row, counted from the first row of the first step.
    long at(long row) {
        return switch (draw) {
            case INDEPENDENT -> stream.below(row, position, patterns);
            case SHUFFLED -> {
                shuffle(row / patterns);
                yield order[(int) (row % patterns)];
            }
        };
    }

    /// The order of a pass through the patterns (Fisher and Yates), by the words of its rows.
    private void shuffle(long wanted) {
        if (wanted == pass) {
            return;
        }
        pass = wanted;
        for (int i = 0; i < order.length; i++) {
            int other = stream.below(pass * patterns + i, position, i + 1);
            order[i] = order[other];
            order[other] = i;
        }
    }
}
