package org.remanence.plot;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.text.Text;

/// One thing drawn into a figure.
public sealed interface Layer {
    /// What the legend calls it.
    String label();

    /// Horizontal positions the axis should include.
    DoubleStream xs();

    /// Vertical positions the axis should include.
    DoubleStream ys();

    /// Indices of the points that both scales can show.
    int[] shown(Axis x, Axis y);

    /// The same layer with only those points, at least one.
    Layer only(int[] kept);

    /// Number of points.
    int size();

    /// Measured points with error bars.
    /// @param label name in the legend
    /// @param x positions
    /// @param mean measured means
    /// @param stderr standard errors; 0 or NaN draws no bar
    /// @param count samples behind each mean, shown on demand
    record Points(String label, double[] x, double[] mean, double[] stderr, long[] count) implements Layer {
        /// Refuses columns of different lengths.
        public Points {
            sameLength(label, x.length, mean.length, stderr.length, count.length);
        }

        /// The points of a measured curve.
        static Points of(String label, Curve curve) {
            return new Points(label, curve.x(), curve.mean(), curve.stderr(), curve.count());
        }

        @Override
        public DoubleStream xs() {
            return DoubleStream.of(x);
        }

        @Override
        public DoubleStream ys() {
            return IntStream.range(0, size()).boxed().flatMapToDouble(i -> DoubleStream.of(mean[i], low(i), high(i)));
        }

        @Override
        public int[] shown(Axis xAxis, Axis yAxis) {
            return where(size(), i -> xAxis.shows(x[i]) && yAxis.shows(mean[i]));
        }

        @Override
        public Points only(int[] kept) {
            return new Points(label, pick(x, kept), pick(mean, kept), pick(stderr, kept),
                    IntStream.of(kept).mapToLong(i -> count[i]).toArray());
        }

        @Override
        public int size() {
            return x.length;
        }

        /// Lower end of the error bar.
        double low(int i) {
            return mean[i] - bar(i);
        }

        /// Upper end of the error bar.
        double high(int i) {
            return mean[i] + bar(i);
        }

        private double bar(int i) {
            return Double.isFinite(stderr[i]) ? stderr[i] : 0;
        }
    }

    /// A line, as a rule a theory.
    /// @param label name in the legend; the label of a points layer ties the two together by colour
    /// @param x positions, in the order drawn
    /// @param y values
    record Line(String label, double[] x, double[] y) implements Layer {
        /// Refuses columns of different lengths.
        public Line {
            sameLength(label, x.length, y.length);
        }

        @Override
        public DoubleStream xs() {
            return DoubleStream.of(x);
        }

        @Override
        public DoubleStream ys() {
            return DoubleStream.of(y);
        }

        @Override
        public int[] shown(Axis xAxis, Axis yAxis) {
            return where(size(), i -> xAxis.shows(x[i]) && yAxis.shows(y[i]));
        }

        @Override
        public Line only(int[] kept) {
            return new Line(label, pick(x, kept), pick(y, kept));
        }

        @Override
        public int size() {
            return x.length;
        }
    }

    /// The area between two curves, for example a confidence band.
    /// @param label name in the legend
    /// @param x positions
    /// @param low lower curve
    /// @param high upper curve
    record Band(String label, double[] x, double[] low, double[] high) implements Layer {
        /// Refuses columns of different lengths.
        public Band {
            sameLength(label, x.length, low.length, high.length);
        }

        @Override
        public DoubleStream xs() {
            return DoubleStream.of(x);
        }

        @Override
        public DoubleStream ys() {
            return DoubleStream.concat(DoubleStream.of(low), DoubleStream.of(high));
        }

        @Override
        public int[] shown(Axis xAxis, Axis yAxis) {
            return where(size(), i -> xAxis.shows(x[i]) && yAxis.shows(low[i]) && yAxis.shows(high[i]));
        }

        @Override
        public Band only(int[] kept) {
            return new Band(label, pick(x, kept), pick(low, kept), pick(high, kept));
        }

        @Override
        public int size() {
            return x.length;
        }
    }

    /// A vertical line at a position worth a name.
    /// @param label written beside it, for example `t_C`
    /// @param at position
    /// @param stderr its standard error, drawn as a strip, NaN if unknown; 0 for theory, drawn dashed
    record Mark(String label, double at, double stderr) implements Layer {
        /// Refuses a negative error.
        public Mark {
            if (stderr < 0) {
                throw new IllegalArgumentException(Text.of("standard error of mark ‘%s’ must not be negative, got %s", label, stderr));
            }
        }

        @Override
        public DoubleStream xs() {
            return DoubleStream.of(at);
        }

        @Override
        public DoubleStream ys() {
            return DoubleStream.empty();
        }

        @Override
        public int[] shown(Axis xAxis, Axis yAxis) {
            return where(1, _ -> xAxis.shows(at));
        }

        @Override
        public Mark only(int[] kept) {
            return this;
        }

        @Override
        public int size() {
            return 1;
        }

        /// Whether it was measured: its error is not zero, known or not.
        boolean isMeasured() {
            return stderr != 0;
        }
    }

    /// A horizontal line at a value worth a name, for example a threshold.
    /// @param label written beside it
    /// @param at value
    record Level(String label, double at) implements Layer {
        @Override
        public DoubleStream xs() {
            return DoubleStream.empty();
        }

        @Override
        public DoubleStream ys() {
            return DoubleStream.of(at);
        }

        @Override
        public int[] shown(Axis xAxis, Axis yAxis) {
            return where(1, _ -> yAxis.shows(at));
        }

        @Override
        public Level only(int[] kept) {
            return this;
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /// Words inside the drawing, such as the name of a phase.
    /// @param label the words
    /// @param x where their middle is
    /// @param y where their middle is
    record Inscription(String label, double x, double y) implements Layer {
        @Override
        public DoubleStream xs() {
            return DoubleStream.of(x);
        }

        @Override
        public DoubleStream ys() {
            return DoubleStream.of(y);
        }

        @Override
        public int[] shown(Axis xAxis, Axis yAxis) {
            return where(1, _ -> xAxis.shows(x) && yAxis.shows(y));
        }

        @Override
        public Inscription only(int[] kept) {
            return this;
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /// Bars over bins.
    /// @param label name in the legend
    /// @param edges bin edges, increasing, one more than there are bars
    /// @param height height of each bar
    /// @param stderr standard error of each height; 0 draws no bar
    record Histogram(String label, double[] edges, double[] height, double[] stderr) implements Layer {
        /// Refuses columns of different lengths and edges that do not increase.
        public Histogram {
            sameLength(label, edges.length - 1, height.length, stderr.length);
            increasing(label, edges);
            if (DoubleStream.concat(DoubleStream.of(height), DoubleStream.of(stderr))
                    .anyMatch(v -> !(v >= 0 && v < Double.POSITIVE_INFINITY))) {
                throw new IllegalArgumentException(Text.of("bars of ‘%s’ must be finite and not negative, got %s ± %s", label, Arrays.toString(height), Arrays.toString(stderr)));
            }
        }

        /// The share of the samples in each bin, with its binomial error.
        static Histogram of(String label, org.remanence.result.Histogram counted) {
            double[] height = new double[counted.size()];
            double[] stderr = new double[counted.size()];
            for (int i = 0; i < height.length; i++) {
                Estimate share = Estimate.share(counted.count()[i], counted.samples());
                height[i] = share.mean();
                stderr[i] = Double.isNaN(share.stderr()) ? 0 : share.stderr();
            }
            return new Histogram(label, counted.edges(), height, stderr);
        }

        @Override
        public DoubleStream xs() {
            return DoubleStream.of(edges);
        }

        @Override
        public DoubleStream ys() {
            return IntStream.range(0, size()).boxed().flatMapToDouble(i -> DoubleStream.of(0, height[i] + stderr[i]));
        }

        @Override
        public int[] shown(Axis xAxis, Axis yAxis) {
            return where(size(), _ -> xAxis.shows(edges[0]));
        }

        @Override
        public Histogram only(int[] kept) {
            return this;
        }

        @Override
        public int size() {
            return height.length;
        }
    }

    /// Colours over a grid of cells, with a colour bar.
    /// @param label what the colours measure, written at the colour bar
    /// @param xEdges edges of the columns, increasing
    /// @param yEdges edges of the rows, increasing
    /// @param value one value a cell, rows from the lowest up; NaN leaves a cell blank
    record HeatMap(String label, double[] xEdges, double[] yEdges, double[] value) implements Layer {
        /// Refuses a grid that is not filled exactly and edges that do not increase.
        public HeatMap {
            sameLength(label, (xEdges.length - 1) * (yEdges.length - 1), value.length);
            increasing(label, xEdges);
            increasing(label, yEdges);
        }

        @Override
        public DoubleStream xs() {
            return DoubleStream.of(xEdges);
        }

        @Override
        public DoubleStream ys() {
            return DoubleStream.of(yEdges);
        }

        @Override
        public int[] shown(Axis xAxis, Axis yAxis) {
            return where(size(), i -> xAxis.shows(xEdges[0]) && yAxis.shows(yEdges[0]) && Double.isFinite(value[i]));
        }

        @Override
        public HeatMap only(int[] kept) {
            return this;
        }

        @Override
        public int size() {
            return value.length;
        }

        /// Number of columns.
        int columns() {
            return xEdges.length - 1;
        }

        /// Smallest finite value.
        double low() {
            return DoubleStream.of(value).filter(Double::isFinite).min().orElseThrow();
        }

        /// Largest finite value.
        double high() {
            return DoubleStream.of(value).filter(Double::isFinite).max().orElseThrow();
        }
    }

    /// Arrows, a field of vectors.
    /// @param label name in the legend
    /// @param x where each begins
    /// @param y where each begins
    /// @param dx how far it goes to the right, in units of the axis
    /// @param dy how far it goes up, in units of the axis
    record Arrows(String label, double[] x, double[] y, double[] dx, double[] dy) implements Layer {
        /// Refuses columns of different lengths.
        public Arrows {
            sameLength(label, x.length, y.length, dx.length, dy.length);
        }

        @Override
        public DoubleStream xs() {
            return IntStream.range(0, size()).boxed().flatMapToDouble(i -> DoubleStream.of(x[i], x[i] + dx[i]));
        }

        @Override
        public DoubleStream ys() {
            return IntStream.range(0, size()).boxed().flatMapToDouble(i -> DoubleStream.of(y[i], y[i] + dy[i]));
        }

        @Override
        public int[] shown(Axis xAxis, Axis yAxis) {
            return where(size(), i -> xAxis.shows(x[i]) && yAxis.shows(y[i]) && xAxis.shows(x[i] + dx[i])
                    && yAxis.shows(y[i] + dy[i]));
        }

        @Override
        public Arrows only(int[] kept) {
            return new Arrows(label, pick(x, kept), pick(y, kept), pick(dx, kept), pick(dy, kept));
        }

        @Override
        public int size() {
            return x.length;
        }
    }

    private static void sameLength(String label, int length, int... others) {
        if (length <= 0) {
            throw new IllegalArgumentException(Text.of("‘%s’ must have at least one point, got none", label));
        }
        if (IntStream.of(others).anyMatch(other -> other != length)) {
            throw new IllegalArgumentException(Text.of("columns of ‘%s’ must be equally long, got %d and %s", label, length, Arrays.toString(others)));
        }
    }

    private static void increasing(String label, double[] edges) {
        for (int i = 1; i < edges.length; i++) {
            if (!(edges[i] > edges[i - 1])) {
                throw new IllegalArgumentException(Text.of("edges of ‘%s’ must increase, got %s after %s", label, edges[i], edges[i - 1]));
            }
        }
    }

    private static int[] where(int size, IntPredicate kept) {
        return IntStream.range(0, size).filter(kept).toArray();
    }

    private static double[] pick(double[] values, int[] kept) {
        return IntStream.of(kept).mapToDouble(i -> values[i]).toArray();
    }
}
