package org.remanence.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.data.ImageShape;
import org.remanence.data.PatternSet;
import org.remanence.plot.ImageGrid;
import org.remanence.plot.Picture;
import org.remanence.tensor.Matrix;

/// States of image data as pictures, in the gray levels of the patterns.
/// @param patterns images
/// @param low the darkest level
/// @param high the brightest level
record Pictures(PatternSet patterns, double low, double high) {
    private static final int SAMPLED = 200;
    private static final int COLUMNS = 10;

    /// Levels taken from some of the patterns.
    static Pictures of(PatternSet patterns) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (long row = 0; row < Math.min(SAMPLED, patterns.rows()); row++) {
            for (double each : patterns.row(row)) {
                low = Math.min(low, each);
                high = Math.max(high, each);
            }
        }
        return new Pictures(patterns, low, low < high ? high : low + 1);
    }

    /// One state.
    Picture of(double[] state) {
        ImageShape shape = patterns.image();
        return Picture.of(shape.width(), shape.height(), shape.channels(), state, low, high);
    }

    /// Each sample above its nearest pattern.
    ImageGrid pairs(String name, String title, Matrix samples, long[] nearest) {
        int columns = Math.min(COLUMNS, Math.toIntExact(samples.rows()));
        var grid = ImageGrid.of(name, title, IntStream.range(0, columns).mapToObj(_ -> " ").toList());
        for (int first = 0; first + columns <= samples.rows(); first += columns) {
            List<ImageGrid.Cell> cells = new ArrayList<>();
            for (int i = first; i < first + columns; i++) {
                cells.add(ImageGrid.Cell.of("", of(samples.row(i)), of(patterns.row(nearest[i]))));
            }
            grid.row("", cells);
        }
        return grid.build();
    }
}
