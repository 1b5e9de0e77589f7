package org.remanence.kernel;

import java.util.Arrays;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// The readable twin of the tiles on lanes: the same operations in the same order, one number at a time, rounded to the
/// precision after each. It returns the same bits.
public final class ScalarTile implements PosteriorTile {
    private final Precision precision;
    private final Tiling tiling;
    private final int block;
    private final int line;
    private final double beta;
    private final double[][] queries;
    private final boolean own;
    private final double[][] patterns;
    private final double[] norms;
    private final double[][] logs;
    private final double[][][][] vectors;
    private int count;

    /// @param precision every result is rounded to it
    /// @param tiling the cut of the patterns
    /// @param states the batch
    /// @param weighted whether weighted sums are wanted
    /// @param own whether products have the order of few states, see [Tiling#few]
    public ScalarTile(Precision precision, Tiling tiling, States states, boolean weighted, boolean own) {
        this.precision = precision;
        this.tiling = tiling;
        this.queries = new double[states.count()][states.dimension()];
        Arrays.setAll(queries, b -> query(states, b));
        this.own = own;
        this.block = Tiling.BLOCK_BYTES / precision.bytes();
        this.line = Tiling.LINE_BYTES / precision.bytes();
        this.beta = round(states.beta());
        this.patterns = new double[tiling.tile()][tiling.dimension()];
        this.norms = new double[tiling.tile()];
        this.logs = new double[tiling.tile()][block];
        int blocks = weighted ? Math.ceilDiv(states.count(), block) : 0;
        this.vectors = new double[blocks][tiling.dimension()][block][tiling.flat() ? line : 1];
    }

    @Override
    public int block() {
        return block;
    }

    @Override
    public double floor() {
        return precision == Precision.FLOAT ? Exponential.FLOOR_FLOAT : Exponential.FLOOR_DOUBLE;
    }

    @Override
    public void load(Rows rows, long first, int count, double[] centre) {
        this.count = count;
        int d = tiling.dimension();
        double[] raw = new double[count * d];
        rows.copy(first, count, raw, 0);
        for (int i = 0; i < count; i++) {
            double[] partial = new double[2 * line];
            for (int k = 0; k < d; k++) {
                double b = round(raw[i * d + k] - centre[k]);
                patterns[i][k] = b;
                partial[k % partial.length] = fma(b, b, partial[k % partial.length]);
            }
            norms[i] = fold(partial);
        }
    }

    /// Adds partial sums, upper half to lower half until one is left.
    private double fold(double[] partial) {
        double[] sums = partial.clone();
        for (int half = sums.length / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] = round(sums[i] + sums[i + half]);
            }
        }
        return sums[0];
    }

    @Override
    public double norm(int row) {
        return norms[row];
    }

    @Override
    public void logWeights(int index, double[] largest) {
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            for (int lane = 0; lane < block; lane++) {
                double[] query = queries[Math.min(index * block + lane, queries.length - 1)];
                double product = own ? split(patterns[i], query) : product(patterns[i], query);
                logs[i][lane] = fma(norms[i], beta, product);
                largest[lane] = Math.max(largest[lane], logs[i][lane]);
            }
        }
    }

    private double product(double[] pattern, double[] query) {
        double sum = -0.0;
        for (int from = 0; from < pattern.length; from += Tiling.PANEL) {
            double chain = 0;
            for (int k = from; k < Math.min(from + Tiling.PANEL, pattern.length); k++) {
                chain = fma(pattern[k], query[k], chain);
            }
            sum = round(sum + chain);
        }
        return sum;
    }

    private double split(double[] pattern, double[] query) {
        double[] partial = new double[line];
        for (int k = 0; k < pattern.length; k++) {
            int p = k % partial.length;
            partial[p] = fma(pattern[k], query[k], partial[p]);
        }
        return fold(partial);
    }

    private double[] query(States states, int b) {
        double[] query = new double[states.dimension()];
        states.query(b, query, 0);
        Arrays.setAll(query, k -> round(query[k]));
        return query;
    }

    @Override
    public void firstRows(double[] above, int[] rows) {
        for (int lane = 0; lane < block; lane++) {
            int first = 0;
            for (int i = 1; i < count; i++) {
                first = logs[i][lane] > logs[first][lane] ? i : first;
            }
            rows[lane] = first;
        }
    }

    @Override
    public double get(int row, int lane) {
        return logs[row][lane];
    }

    @Override
    public void set(int row, int lane, double value) {
        logs[row][lane] = round(value);
    }

    @Override
    public void weigh(double[] reference, double[][] sums) {
        for (int lane = 0; lane < block; lane++) {
            double[][] partial = new double[sums.length][line];
            for (int i = 0; i < count; i++) {
                double gap = round(logs[i][lane] - round(reference[lane]));
                double weight = gap < floor() ? 0 : exp(gap);
                logs[i][lane] = weight;
                int p = i % line;
                partial[0][p] = round(partial[0][p] + weight);
                partial[1][p] = fma(weight, weight, partial[1][p]);
                partial[2][p] = fma(weight, Math.max(gap, floor()), partial[2][p]);
                partial[3][p] = fma(weight, norms[i], partial[3][p]);
            }
            for (int m = 0; m < sums.length; m++) {
                sums[m][lane] += m == 2 ? -fold(partial[m]) : fold(partial[m]);
            }
        }
    }

    @Override
    public void accumulate(int index, double[] factor) {
        rescale(index, factor);
        double[][][] sums = vectors[index];
        for (int k = 0; k < sums.length; k++) {
            for (int i = 0; i < count; i++) {
                for (int lane = 0; lane < block; lane++) {
                    double[] chains = sums[k][lane];
                    int p = i % chains.length;
                    chains[p] = fma(patterns[i][k], logs[i][lane], chains[p]);
                }
            }
        }
    }

    private void rescale(int index, double[] factor) {
        for (double[][] coordinate : vectors[index]) {
            for (int lane = 0; lane < block; lane++) {
                for (int p = 0; p < coordinate[lane].length; p++) {
                    coordinate[lane][p] = round(coordinate[lane][p] * round(factor[lane]));
                }
            }
        }
    }

    @Override
    public void read(int index, double[] factor, double[] into, int offset) {
        int d = tiling.dimension();
        for (int lane = 0; lane < factor.length; lane++) {
            for (int k = 0; k < d; k++) {
                into[offset + lane * d + k] = factor[lane] * fold(vectors[index][k][lane]);
            }
        }
    }

    @Override
    public void begin(int from, int to) {
        for (int index = from; index < Math.min(to, vectors.length); index++) {
            for (double[][] coordinate : vectors[index]) {
                for (double[] chains : coordinate) {
                    Arrays.fill(chains, 0);
                }
            }
        }
    }

    private double round(double value) {
        return precision == Precision.FLOAT ? (float) value : value;
    }

    private double fma(double a, double b, double c) {
        return precision == Precision.FLOAT ? Math.fma((float) a, (float) b, (float) c) : Math.fma(a, b, c);
    }

    private double exp(double x) {
        return precision == Precision.FLOAT ? Exponential.exp((float) x) : Exponential.exp(x);
    }
}
