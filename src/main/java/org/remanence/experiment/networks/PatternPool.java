package org.remanence.experiment.networks;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import org.remanence.data.DataModel;
import org.remanence.data.DataSource;
import org.remanence.data.Description;
import org.remanence.data.GaussianModel;
import org.remanence.data.HiddenManifold;
import org.remanence.data.ImageShape;
import org.remanence.data.Labels;
import org.remanence.data.LinearManifold;
import org.remanence.data.Nonlinearity;
import org.remanence.data.PatternSet;
import org.remanence.data.SpectralCovariance;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.Duplicates;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Patterns to train on, and others of the same data held out. Smaller training sets are parts of larger ones.
///
/// A law without a number of patterns is drawn from as often as needed. Patterns of a data set are taken once if they
/// are the same to the bit, and are put in an order of their own. The first ones are trained on, the last ones held
/// out.
/// @param about the data
/// @param trained `[n × d]`, n the largest size
/// @param classes of those, if they have labels
/// @param last `[h × d]`, held out where they are not trained on
/// @param distinct different patterns there are
/// @param merged patterns left out because they equal another
/// @param law that they were drawn from, if it is known, before a shift by `offset`
/// @param offset subtracted from every pattern, `[d]`
record PatternPool(Description about, Matrix trained, Labels classes, Matrix last, long distinct, long merged,
        Optional<DataModel> law, double[] offset) {
    /// Those of several runs, which draw from streams of their own.
    /// @param sizes of the training sets
    static List<PatternPool> ofRuns(int runs, DataChoice choice, AxisValues sizes, int heldOut, Session session) {
        return IntStream.range(0, runs)
                .mapToObj(run -> open(choice, "sizes", (int) sizes.max(), heldOut, TrainedSet.ofRun(run, session)))
                .toList();
    }

    /// Reads or draws the patterns.
    /// @param name of the parameter that says how many
    /// @param most in a training set, 0 for all
    /// @param heldOut patterns to hold out, fewer if the data do not suffice
    /// @param session streams `patterns` and `training set`
    /// @throws BadInput if a size exceeds what there is
    static PatternPool open(DataChoice choice, String name, int most, int heldOut, Session session) {
        try (Arena memory = Arena.ofShared()) {
            PatternSet set = choice.open(source(choice, name, most, heldOut), session.stream("patterns"),
                    Precision.DOUBLE,
                    memory);
            return of(set, choice.law(), name, most, heldOut, session);
        }
    }

    /// The data, drawn as often as needed if they are a law without a number of patterns.
    static DataSource source(DataChoice choice, String name, int most, int heldOut) {
        DataSource source = choice.source();
        if (!(source instanceof DataSource.Drawn drawn) || drawn.patterns() > 0) {
            return source;
        }
        if (most == 0) {
            throw new BadInput("%s must say how many patterns %s draws, as in %s,n=1000", name, choice.data(),
                    choice.data());
        }
        return new DataSource.Drawn(drawn.text(), drawn.model(), most + (long) heldOut, drawn.storage());
    }

    /// Patterns that are read already.
    /// @param law that they were drawn from, if it is known
    /// @param session stream `training set`
    static PatternPool of(PatternSet set, Optional<DataModel> law, String name, int most, int heldOut,
            Session session) {
        int[] order = Duplicates.firsts(set);
        if (most > order.length) {
            throw new BadInput("%s must be at most the %d different patterns of %s, got %d", name, order.length,
                    set.name(),
                    most);
        }
        int trained = most == 0 ? order.length : most;
        shuffle(order, session.stream("training set"));
        int held = Math.min(heldOut, order.length);
        Labels classes = set.labelled() ? new Labels(set.classes().names(), trained, labels(set, order, trained))
                : Labels.NONE;
        return new PatternPool(set.about(), rows(set, order, 0, trained), classes,
                rows(set, order, order.length - held, order.length),
                order.length, set.rows() - order.length, law, set.preparation().mean(set.columns()));
    }

    private static LongToIntFunction labels(PatternSet set, int[] order, int count) {
        int[] codes = Arrays.stream(order, 0, count).map(set::label).toArray();
        return row -> codes[Math.toIntExact(row)];
    }

    int dimension() {
        return trained.columns();
    }

    ImageShape image() {
        return about.image();
    }

    /// The first n patterns.
    Matrix training(int n) {
        return trained.slice(0, n);
    }

    /// The same as a set.
    PatternSet trainingSet(int n) {
        return new PatternSet(training(n), classes.classes() == 0 ? classes
                : new Labels(classes.names(), n, classes.of()),
                about);
    }

    /// Patterns that are not among the first n; none if all are.
    Matrix heldOut(int n) {
        long held = Math.min(last.rows(), distinct - n);
        return last.slice(last.rows() - held, held);
    }

    /// What a reader should know of the patterns: those left out, those that repeat in a batch, and their units. One
    /// sentence each.
    /// @param least patterns that a network was trained on
    List<String> remarks(NetworkSettings training, int least) {
        List<String> remarks = new ArrayList<>();
        if (merged > 0) {
            remarks.add(Text.of("""
                    %d patterns of %s equal others and were left out: a copy of one could not be told from a copy of the \
                    other.""", merged, about.name()));
        }
        if (least < training.batch()) {
            remarks.add(Text.of("A batch of %d holds more rows than %d patterns: they repeat in it.", training.batch(),
                    least));
        }
        remarks.add(DataChoice.units(trainingSet(1), "patterns"));
        return remarks;
    }

    /// The covariance of the law, if it is a Gaussian.
    Optional<SpectralCovariance> gaussian() {
        return law.flatMap(known -> switch (known) {
            case LinearManifold manifold -> Optional.of(manifold.covariance());
            case GaussianModel gaussian -> Optional.of(gaussian.covariance());
            case HiddenManifold hidden when hidden.nonlinearity() == Nonlinearity.IDENTITY ->
                Optional.of(hidden.linear());
            default -> Optional.empty();
        });
    }

    /// States in the units of the law, which centring moved.
    /// @param states `[B × d]`
    Matrix inUnitsOfLaw(Matrix states) {
        Matrix moved = Matrix.zeros(states.rows(), states.columns());
        for (long i = 0; i < moved.rows(); i++) {
            double[] row = states.row(i);
            for (int k = 0; k < row.length; k++) {
                row[k] += offset[k];
            }
            moved.setRow(i, row);
        }
        return moved;
    }

    private static void shuffle(int[] order, RandomStream stream) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = stream.below(i, 0, i + 1);
            int row = order[i];
            order[i] = order[other];
            order[other] = row;
        }
    }

    private static Matrix rows(Rows from, int[] order, int first, int end) {
        Matrix rows = Matrix.zeros(end - first, from.columns());
        double[] row = new double[from.columns()];
        for (int i = first; i < end; i++) {
            from.copy(order[i], 1, row, 0);
            rows.setRow(i - first, row);
        }
        return rows;
    }
}
