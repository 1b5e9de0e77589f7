package org.remanence.score;

import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.remanence.kernel.Distance;
import org.remanence.process.Diffusion;
import org.remanence.random.RandomStream;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// Draws patterns by their responsibilities in two stages: a block of patterns by its share of the density, which the passes of the
/// empirical score give for a whole batch, then a pattern of that block, for which only the block is scored again, directly in
/// double. Together little more than one pass without weighted sums, and no `n × B` numbers: blocks grow with n, and states come
/// in groups, so that memory stays bounded.
final class PatternDraw {
    /// Stream positions of a draw: two, and the rest of a block of the cipher.
    static final long POSITIONS = 4;

    private static final int BLOCKS = 32;
    private static final int SMALLEST = 64;
    private static final int LARGEST = 2048;
    private static final int MOST_BLOCKS = 4096;
    /// Numbers held: shares of blocks in the density of states.
    private static final int MOST_SHARES = 1 << 23;
    private static final int STRIP = 4096;

    private final Rows patterns;
    private final Diffusion diffusion;
    private final Distance distance;
    private final List<RowRange> blocks;
    private final List<? extends Density> scores;
    private final Session session;
    private final RowPartition shares;
    private final Scratch[] scratches;
    private final int group;

    /// @param patterns `[n × d]`
    /// @param density of the noised patterns of a block
    /// @param distance scores one pattern directly
    PatternDraw(Rows patterns, Diffusion diffusion, Function<Rows, ? extends Density> density, Distance distance, Session session) {
        this(patterns, diffusion, density, distance, session, MOST_SHARES);
    }

    /// @param held shares of blocks in the density of states that are held at once
    PatternDraw(Rows patterns, Diffusion diffusion, Function<Rows, ? extends Density> density, Distance distance, Session session, int held) {
        long n = patterns.rows();
        int length = Math.max(Math.clamp(n / BLOCKS, SMALLEST, LARGEST), Math.toIntExact(Math.ceilDiv(n, MOST_BLOCKS)));
        this.patterns = patterns;
        this.diffusion = diffusion;
        this.distance = distance;
        this.blocks = LongStream.range(0, (n + length - 1) / length)
                .mapToObj(i -> new RowRange(patterns, i * length, Math.min(length, n - i * length))).toList();
        this.group = Math.max(1, held / blocks.size());
        this.scores = blocks.stream().map(density).toList();
        this.session = session;
        this.shares = new RowPartition(session);
        this.scratches = new Scratch[shares.most()];
        for (int i = 0; i < scratches.length; i++) {
            scratches[i] = new Scratch(blocks.size(), length, patterns.columns());
        }
    }

    /// Index of a pattern for each state. Row b reads positions `position` and `position + 1` at index `firstIndex + b`.
    long[] choose(Matrix states, double time, RandomStream stream, long firstIndex, long position) {
        long[] chosen = new long[Math.toIntExact(states.rows())];
        for (int from = 0; from < chosen.length; from += group) {
            int count = Math.min(group, chosen.length - from);
            choose(states.slice(from, count), time, stream, firstIndex + from, position, chosen, from);
        }
        return chosen;
    }

    private void choose(Matrix states, double time, RandomStream stream, long firstIndex, long position, long[] into, int at) {
        double[][] logShares = new double[blocks.size()][];
        for (int i = 0; i < logShares.length; i++) {
            logShares[i] = scores.get(i).logDensity(states, time);
            session.progress().within((i + 1.0) / logShares.length);
        }
        double work = 4.0 * blocks.getFirst().rows() * states.columns();
        shares.run(states.rows(), work, (share, from, to) -> {
            Scratch scratch = scratches[share];
            for (long b = from; b < to; b++) {
                states.copy(b, 1, scratch.x, 0);
                into[at + (int) b] = scratch.choose(logShares, (int) b, time, stream.uniform(firstIndex + b, position),
                        stream.uniform(firstIndex + b, position + 1));
            }
        });
    }

    /// Writes patterns one below the other.
    static void copy(Rows patterns, long[] chosen, Matrix into) {
        double[] pattern = new double[patterns.columns()];
        for (int b = 0; b < chosen.length; b++) {
            patterns.copy(chosen[b], 1, pattern, 0);
            into.write(b, 1, pattern, 0);
        }
    }

    /// Index of the part in which a uniform number falls, when parts are as long as the exponentials of their logarithms.
    private static int part(double[] logs, int count, double uniform) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, logs[i]);
        }
        double total = 0;
        for (int i = 0; i < count; i++) {
            logs[i] = Math.exp(logs[i] - largest);
            total += logs[i];
        }
        double below = 0;
        int last = 0;
        for (int i = 0; i < count; i++) {
            if (logs[i] > 0) {
                last = i;
                below += logs[i];
                if (uniform * total < below) {
                    return i;
                }
            }
        }
        return last;
    }

    /// What one worker needs for one state.
    private final class Scratch {
        private final double[] x;
        private final int strip;
        private final double[] rows;
        private final double[] residual;
        private final double[] logs;

        private Scratch(int blockCount, int length, int dimension) {
            x = new double[dimension];
            strip = Math.max(1, STRIP / dimension);
            rows = new double[strip * dimension];
            residual = new double[dimension];
            logs = new double[Math.max(blockCount, length)];
        }

        private long choose(double[][] logShares, int b, double time, double forBlock, double forPattern) {
            for (int i = 0; i < logShares.length; i++) {
                logs[i] = logShares[i][b] + Math.log(blocks.get(i).rows());
            }
            RowRange block = blocks.get(part(logs, logShares.length, forBlock));
            double scale = diffusion.scale(time);
            double remainder = diffusion.scaleRemainder(time);
            double variance = diffusion.variance(time);
            int d = x.length;
            for (int first = 0; first < block.rows(); first += strip) {
                int count = (int) Math.min(strip, block.rows() - first);
                block.copy(first, count, rows, 0);
                for (int i = 0; i < count; i++) {
                    double square = distance.squared(rows, i * d, x, 0, d, scale, remainder, residual);
                    logs[first + i] = -square / (2 * variance);
                }
            }
            return block.first() + part(logs, (int) block.rows(), forPattern);
        }
    }
}
