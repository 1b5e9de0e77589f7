package org.remanence.experiment.features;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.remanence.data.DataModel;
import org.remanence.data.PatternSet;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.OptionalData;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.theory.features.PopulationSpectrum;

/// The patterns of a data set that was named, and what theory knows of them.
/// @param name of the data
/// @param all `[count × d]`
/// @param spectrum of their covariance: that of the law where it is known
/// @param law they were drawn from, if they were
/// @param units they are in, as a sentence
record NamedPatterns(String name, Matrix all, PopulationSpectrum spectrum, Optional<DataModel> law, String units) {
    /// Reads and prepares the patterns.
    static NamedPatterns open(OptionalData source, Session session) {
        DataChoice choice = source.choice();
        try (Arena memory = Arena.ofShared()) {
            PatternSet set = choice.open(memory, Precision.DOUBLE, session);
            if (set.rows() < 2) {
                throw new BadInput("the patterns of %s must be at least 2, got 1", set.name());
            }
            double[] variances = choice.spectrum(set).eigenvalues();
            if (!(Arrays.stream(variances).sum() > 0)) {
                throw new BadInput("the patterns of %s are all the same: there is nothing to learn", set.name());
            }
            return new NamedPatterns(set.name(), set.toMatrix(Arena.ofAuto()), PopulationSpectrum.of(variances), choice.law(),
                    DataChoice.units(set, "patterns"));
        }
    }

    /// How many.
    int count() {
        return Math.toIntExact(all.rows());
    }

    /// d.
    int dimension() {
        return all.columns();
    }

    /// Patterns to train on, and others to test on.
    /// @param trained `[n × d]`
    /// @param heldOut `[count − n × d]`
    record Split(Matrix trained, Matrix heldOut) { }

    /// Parts the patterns at random.
    /// @param heldOut how many
    Split split(int realization, int heldOut, Session session) {
        RandomStream stream = session.stream("held out " + realization);
        double[] keys = IntStream.range(0, count()).mapToDouble(i -> stream.uniform(i, 0)).toArray();
        int[] order = IntStream.range(0, keys.length).boxed().sorted(Comparator.comparingDouble(i -> keys[i])).mapToInt(i -> i)
                .toArray();
        return new Split(rows(order, heldOut, order.length), rows(order, 0, heldOut));
    }

    private Matrix rows(int[] order, int from, int to) {
        Matrix rows = Matrix.zeros(to - from, dimension());
        for (int i = from; i < to; i++) {
            rows.setRow(i - from, all.row(order[i]));
        }
        return rows;
    }
}
