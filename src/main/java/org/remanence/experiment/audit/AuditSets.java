package org.remanence.experiment.audit;

import java.util.Optional;
import org.remanence.data.PatternSet;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;

/// A training set, samples and points held out that can be compared: sets of one row or of one value, and sets that seem to be in other
/// units, are refused.
/// @param train training set, n rows
/// @param samples N rows
/// @param heldOut m rows, if there are any
record AuditSets(PatternSet train, Rows samples, Optional<Rows> heldOut) {
    private static final int LOOKED_AT = 5000;
    /// Samples of a poor model may spread farther than the data, but not by more than this.
    private static final double WIDER = 3;
    /// A model may shrink what it makes, but not by more than this.
    private static final double NARROWER = 20;

    AuditSets {
        Spread patterns = Spread.of(train, "the training set", 3);
        alike(patterns, train, samples, "samples", NARROWER);
        heldOut.ifPresent(points -> alike(patterns, train, points, "held-out data", WIDER));
    }

    private static void alike(Spread patterns, Rows train, Rows others, String what, double narrower) {
        Spread spread = Spread.of(others, what, 2);
        double away = Math.sqrt(spread.squareFrom(patterns.mean));
        if (away > WIDER * patterns.width || spread.width * narrower < patterns.width) {
            throw new BadInput("""
                    %s seem to be prepared otherwise than the training set: they lie %.3g from its mean and spread by %.3g, its patterns by \
                    %.3g: give all in the same units and let --scale and --center do the same to all""", what, away, spread.width,
                    patterns.width);
        }
    }

    /// Mean and width of some of the rows, spread evenly.
    /// @param width root of the mean squared distance from the mean
    record Spread(double[] mean, double width) {
        static Spread of(Rows rows, String what, int least) {
            if (rows.rows() < least) {
                throw new BadInput("%s must have at least %d rows, got %d", what, least, rows.rows());
            }
            int d = rows.columns();
            long count = Math.min(LOOKED_AT, rows.rows());
            double[] mean = new double[d];
            double[] row = new double[d];
            for (long i = 0; i < count; i++) {
                rows.copy(i * rows.rows() / count, 1, row, 0);
                for (int k = 0; k < d; k++) {
                    mean[k] += row[k] / count;
                }
            }
            double square = 0;
            boolean same = true;
            double[] first = new double[d];
            rows.copy(0, 1, first, 0);
            for (long i = 0; i < count; i++) {
                rows.copy(i * rows.rows() / count, 1, row, 0);
                for (int k = 0; k < d; k++) {
                    square += (row[k] - mean[k]) * (row[k] - mean[k]) / count;
                    same &= row[k] == first[k];
                }
            }
            if (same) {
                throw new BadInput("the rows of %s must differ, got %d equal ones", what, count);
            }
            return new Spread(mean, Math.sqrt(square));
        }

        double squareFrom(double[] other) {
            double square = width * width;
            for (int k = 0; k < mean.length; k++) {
                square += (mean[k] - other[k]) * (mean[k] - other[k]);
            }
            return square;
        }
    }
}
