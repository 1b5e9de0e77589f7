package org.remanence.experiment.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.data.ImageShape;
import org.remanence.data.PatternSet;
import org.remanence.plot.ImageGrid;
import org.remanence.plot.Notation;
import org.remanence.plot.Picture;
import org.remanence.process.Diffusion;
import org.remanence.tensor.Matrix;

/// States of image data as pictures, with the mean that centring took away put back.
/// @param patterns images, prepared
/// @param offset what centring took away, `[d]`
/// @param low the darkest level
/// @param high the brightest level
public record Pictures(PatternSet patterns, double[] offset, double low, double high) {
    private static final int SAMPLED = 200;
    private static final int COLUMNS = 10;

    /// Pictures of prepared images; levels are taken from some of the patterns.
    public static Pictures of(PatternSet patterns) {
        double[] offset = patterns.preparation().mean(patterns.columns());
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (long row = 0; row < Math.min(SAMPLED, patterns.rows()); row++) {
            double[] values = patterns.row(row);
            for (int k = 0; k < values.length; k++) {
                low = Math.min(low, values[k] + offset[k]);
                high = Math.max(high, values[k] + offset[k]);
            }
        }
        return new Pictures(patterns, offset, low, low < high ? high : low + 1);
    }

    /// One state.
    /// @param scale factor on the data in it, 1 for data
    public Picture of(double[] state, double scale) {
        double[] values = new double[state.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = state[k] + scale * offset[k];
        }
        ImageShape shape = patterns.image();
        return Picture.of(shape.width(), shape.height(), shape.channels(), values, low, high);
    }

    /// Each sample above its nearest pattern.
    public ImageGrid pairs(Matrix samples, long[] nearest) {
        int columns = Math.min(COLUMNS, Math.toIntExact(samples.rows()));
        var grid = ImageGrid.of("samples", "Samples above their nearest patterns", IntStream.range(0, columns).mapToObj(_ -> " ").toList());
        for (int first = 0; first + columns <= samples.rows(); first += columns) {
            List<ImageGrid.Cell> cells = new ArrayList<>();
            for (int i = first; i < first + columns; i++) {
                cells.add(beside(samples, nearest, i));
            }
            grid.row("", cells);
        }
        return grid.build();
    }

    /// Trajectories from noise to data, the states above what the score believes in, and at the end the nearest pattern.
    public ImageGrid ladder(List<Snapshots.Snapshot> snapshots, Matrix samples, long[] nearest, Diffusion process) {
        List<String> columns = new ArrayList<>(snapshots.stream().map(each -> "t = " + Notation.number(each.time(), 3)).toList());
        columns.add("sample");
        var grid = ImageGrid.of("samples", "From noise to a copy", columns).caption(
                """
                        Each row is one trajectory: the state above, below it the mean of the patterns it may have \
                        come from. Last column: the sample above its nearest pattern.""");
        for (int i = 0; i < nearest.length; i++) {
            List<ImageGrid.Cell> cells = new ArrayList<>();
            for (Snapshots.Snapshot each : snapshots) {
                cells.add(ImageGrid.Cell.of("", of(each.states().row(i), process.scale(each.time())), of(each.denoised().row(i), 1)));
            }
            cells.add(beside(samples, nearest, i));
            grid.row("", cells);
        }
        return grid.build();
    }

    private ImageGrid.Cell beside(Matrix samples, long[] nearest, int i) {
        return ImageGrid.Cell.of("", of(samples.row(i), 1), of(patterns.row(nearest[i]), 1));
    }
}
