package org.remanence.experiment.audit;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.data.PatternSet;
import org.remanence.data.ValueRange;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;

/// The sets that an audit compares, and what is done to all of them first.
public record AuditData(
        @Parameter(help = "training set: digits, a file or folder, or a model such as gaussian:d=64,n=4096,sigma=1") String train,
        @Parameter(help = "samples of the model, whatever the training set may be, in the same units") String samples,
        @Parameter(value = NONE, help = """
                none, or data of the same source as the training set and never trained on, whatever that may be; without them shrinkage and \
                duplicates cannot be told from copying""") String heldout,
        @Parameter(value = "none", help = """
                what is done to the training set, and by the same map to samples and held-out data: range, standardize, unit-variance, \
                unit-norm, auto or none""") DataChoice.ScaleChoice scale,
        @Parameter(value = "off", help = "subtract the mean of each column of the training set from all sets")
                DataChoice.Centering center)
        implements ReadsData {
    private static final String NONE = "none";

    /// Refuses what names no data.
    public AuditData {
        Schema.check(AuditData.class, train, samples, heldout, scale, center);
        choice(train, scale, center);
        DataSource.parse(samples);
        if (!heldout.equals(NONE)) {
            DataSource.parse(heldout);
        }
    }

    private static DataChoice choice(String train, DataChoice.ScaleChoice scale, DataChoice.Centering center) {
        return new DataChoice(train, scale, center);
    }

    /// Whether there are data held out.
    boolean hasHeldOut() {
        return !heldout.equals(NONE);
    }

    @Override
    public Stream<DataSource> sources() {
        Stream<DataSource> both = Stream.of(DataSource.parse(train), DataSource.parse(samples));
        return hasHeldOut() ? Stream.concat(both, Stream.of(DataSource.parse(heldout))) : both;
    }

    /// The sets, held against each other.
    /// @param arena owner of the memory, shared
    /// @throws BadInput if they cannot be compared
    AuditSets open(Precision precision, Arena arena, Session session) {
        PatternSet patterns = choice(train, scale, center).open(arena, precision, session);
        return new AuditSets(patterns, other(samples, "samples", patterns, arena, session),
                hasHeldOut() ? Optional.of(other(heldout, "held-out data", patterns, arena, session)) : Optional.empty());
    }

    private static Rows other(String text, String what, PatternSet patterns, Arena arena, Session session) {
        DataSource source = DataSource.parse(text);
        PatternSet given = source.open(session.stream(what), Precision.DOUBLE, arena);
        if (given.columns() != patterns.columns()) {
            throw new BadInput("%s must have the dimension of the training set, %d, got %d (%s)", what, patterns.columns(), given.columns(),
                    given.name());
        }
        if (!(source instanceof DataSource.Drawn)) {
            session.notice(given.reading(ValueRange.of(given), List.of("prepared as the training set")));
        }
        return patterns.preparation().apply(given);
    }
}
