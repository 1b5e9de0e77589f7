package org.remanence.kernel;

import java.util.function.Supplier;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Tiles that tell, while a pass goes over the patterns, how near the nearest pattern of each tile lies to each state. It costs
/// a square root for a tile and a state.
///
/// @param tiles do the arithmetic
/// @param watch hears the distances, from any thread
public record WatchedTiles(Tiles tiles, Watch watch) implements Tiles {
    /// Covers the rounding of the few operations behind a distance.
    private static final double SLACK = 1 - 0x1p-40;

    /// Hears distances.
    @FunctionalInterface
    public interface Watch {
        /// @param state row in the batch of the pass
        /// @param tile number of the tile in the set
        /// @param distance lower bound on |x/s − a| over the patterns of the tile, rounding included; 0 if nothing is known
        void heard(int state, int tile, double distance);
    }

    @Override
    public int block(Precision precision, Tiling tiling, int states) {
        return tiles.block(precision, tiling, states);
    }

    @Override
    public Supplier<PosteriorTile> of(Precision precision, Tiling tiling, States states, boolean weighted, Workers workers) {
        Rounding[] rounding = new Rounding[states.count()];
        for (int b = 0; b < rounding.length; b++) {
            rounding[b] = Rounding.of(states, b, precision);
        }
        Supplier<PosteriorTile> plain = tiles.of(precision, tiling, states, weighted, workers);
        return () -> new Watched(plain.get(), tiling, states, rounding, watch);
    }

    private static final class Watched implements PosteriorTile {
        private final PosteriorTile tile;
        private final Tiling tiling;
        private final States states;
        private final Rounding[] rounding;
        private final Watch watch;
        private int number;
        private double widest;

        Watched(PosteriorTile tile, Tiling tiling, States states, Rounding[] rounding, Watch watch) {
            this.tile = tile;
            this.tiling = tiling;
            this.states = states;
            this.rounding = rounding;
            this.watch = watch;
        }

        @Override
        public void load(Rows patterns, long first, int count, double[] centre) {
            tile.load(patterns, first, count, centre);
            number = Math.toIntExact(first / tiling.tile());
            double square = 0;
            for (int i = 0; i < count; i++) {
                square = Math.max(square, tile.norm(i));
            }
            widest = Math.sqrt(square);
        }

        @Override
        public void logWeights(int block, double[] largest) {
            tile.logWeights(block, largest);
            int first = block * tile.block();
            int end = Math.min(first + tile.block(), states.count());
            for (int b = first; b < end; b++) {
                watch.heard(b, number, nearest(b, largest[b - first]));
            }
        }

        private double nearest(int b, double largest) {
            double offset = states.offset(b);
            double error = rounding[b].of(widest) + 0x1p-50 * (Math.abs(largest) + Math.abs(offset));
            double square = -2 * states.variance() * (largest + offset + error);
            double distance = Math.sqrt(square) / states.scale() * SLACK;
            return distance > 0 && distance < Double.POSITIVE_INFINITY ? distance : 0;
        }

        @Override
        public int block() {
            return tile.block();
        }

        @Override
        public double floor() {
            return tile.floor();
        }

        @Override
        public double norm(int row) {
            return tile.norm(row);
        }

        @Override
        public void firstRows(double[] above, int[] rows) {
            tile.firstRows(above, rows);
        }

        @Override
        public double get(int row, int lane) {
            return tile.get(row, lane);
        }

        @Override
        public void set(int row, int lane, double value) {
            tile.set(row, lane, value);
        }

        @Override
        public void weigh(double[] reference, double[][] sums) {
            tile.weigh(reference, sums);
        }

        @Override
        public void accumulate(int block) {
            tile.accumulate(block);
        }

        @Override
        public void rescale(int block, double[] factor) {
            tile.rescale(block, factor);
        }

        @Override
        public void read(int block, int lane, double factor, double[] into, int offset) {
            tile.read(block, lane, factor, into, offset);
        }

        @Override
        public void clear(int from, int to) {
            tile.clear(from, to);
        }
    }
}
