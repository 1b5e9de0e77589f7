package org.remanence.experiment.measure;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.remanence.data.DataModel;
import org.remanence.data.DataSource;
import org.remanence.data.PatternOrigin;
import org.remanence.data.PatternSet;
import org.remanence.data.Preparation;
import org.remanence.data.ValueRange;
import org.remanence.data.ValueScale;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Schema;
import org.remanence.linalg.Spectrum;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Which patterns, and what is done to them first.
public record DataChoice(
        @Parameter(value = "digits",
                        help = """
                                digits, a file or folder, or a model: gaussian, mixture, manifold, hidden, sphere or rademacher \
                                with parameters, such as mixture:d=256,n=20000,mu=1,sigma=1""")
                String data,
        FileChoice file,
        @Parameter(value = "auto", help = """
                                range: the range of values to [−1, 1]; standardize: each column to mean 0 and standard deviation 1; \
                                unit-variance: all by one factor, for a mean variance of 1; unit-norm: each pattern to length 1; \
                                auto: range for images and bytes, else none""")
                ScaleChoice scale,
        @Parameter(value = "auto", help = "subtract the mean of each column; auto: on for data sets, off for models")
                Centering center)
        implements ReadsData {
    private static final double LARGE = 20;

    /// How values are scaled.
    public enum ScaleChoice {
        /// The range for images and bytes, nothing otherwise.
        AUTO,
        /// The range of values to [−1, 1].
        RANGE,
        /// Each column to mean 0 and standard deviation 1.
        STANDARDIZE,
        /// All values by one factor, to a mean variance of 1 a column.
        UNIT_VARIANCE,
        /// Each pattern to length 1.
        UNIT_NORM,
        /// Nothing is changed.
        NONE
    }

    /// Whether the mean of each column is subtracted.
    public enum Centering {
        /// Subtracted from data sets, kept in draws from a model.
        AUTO,
        /// Subtracted.
        ON,
        /// Kept.
        OFF
    }

    /// Refuses what names no data.
    public DataChoice {
        Schema.check(DataChoice.class, data, file, scale, center);
        DataSource.parse(data, file.form());
    }

    /// Data that say themselves how they are read.
    public DataChoice(String data, ScaleChoice scale, Centering center) {
        this(data, FileChoice.AUTO, scale, center);
    }

    /// The data named.
    public DataSource source() {
        return DataSource.parse(data, file.form());
    }

    @Override
    public Stream<DataSource> sources() {
        return Stream.of(source());
    }

    /// The prepared patterns, which count alike.
    /// @param arena owner of the memory, shared
    /// @param precision of storage
    /// @param session whose stream `patterns` draws those of a model
    /// @throws BadInput if the user gave weights
    public PatternSet open(Arena arena, Precision precision, Session session) {
        refuseWeights();
        return openWeighted(arena, precision, session);
    }

    /// As [#open(Arena, Precision, Session)], for what heeds the weights of patterns. Preparation takes them as alike.
    public PatternSet openWeighted(Arena arena, Precision precision, Session session) {
        DataSource source = source();
        return open(source, session.stream("patterns"), precision, arena, source instanceof DataSource.Drawn ? _ -> { }
                : session::notice);
    }

    private void refuseWeights() {
        if (file.form().isWeighted()) {
            throw new BadInput("weights are taken by score, sample and excess-entropy alone: leave them out, got %s",
                    file.weights());
        }
    }

    /// Patterns of another source, prepared as these would be.
    public PatternSet open(DataSource source, RandomStream stream, Precision precision, Arena arena) {
        refuseWeights();
        return open(source, stream, precision, arena, _ -> { });
    }

    /// Some of the patterns of a source, chosen before they are prepared: what is subtracted is their own mean.
    /// @param some a copy of the rows that are chosen
    public PatternSet open(DataSource source, UnaryOperator<PatternSet> some, RandomStream stream, Precision precision, Arena arena) {
        refuseWeights();
        try (Arena raw = Arena.ofShared()) {
            PatternSet read = some.apply(source.open(stream, precision, raw));
            return new Preparation(scaling(read), centred(source)).apply(read, precision, arena);
        }
    }

    /// @param notice hears in one line what was read and what was done to it
    private PatternSet open(DataSource source, RandomStream stream, Precision precision, Arena arena, Consumer<String> notice) {
        boolean unscaled = scale == ScaleChoice.NONE || scale == ScaleChoice.AUTO && source instanceof DataSource.Drawn;
        boolean ready = unscaled && !centred(source);
        if (!ready) {
            try (Arena raw = Arena.ofShared()) {
                PatternSet read = source.open(stream, precision, raw);
                Preparation preparation = new Preparation(scaling(read), centred(source));
                if (!preparation.equals(Preparation.NONE)) {
                    PatternSet prepared = PatternOrigin.of(source, preparation, stream, precision).mark(preparation.apply(read, precision, arena));
                    notice(read, prepared, notice);
                    return prepared;
                }
            }
        }
        PatternSet read = PatternOrigin.of(source, Preparation.NONE, stream, precision).mark(source.open(stream, precision, arena));
        notice(read, read, notice);
        return read;
    }

    /// Values of several sizes that nobody scales are worth a hint.
    private void notice(PatternSet read, PatternSet prepared, Consumer<String> notice) {
        ValueRange values = ValueRange.of(read);
        List<String> done = new ArrayList<>();
        if (scaling(read) == ValueScale.NONE) {
            boolean large = scale == ScaleChoice.AUTO && values.high() - values.low() > LARGE;
            done.add(large ? "not scaled (--scale range or standardize does)" : "not scaled");
        }
        prepared.preprocessing().forEach(step -> done.add(step.startsWith("scaled ") ? "scaled to [−1, 1]" : step));
        notice.accept(prepared.reading(values, done));
    }

    /// The law that the patterns were drawn from, if they were and nothing but a shift was done to them since.
    public Optional<DataModel> law() {
        return source() instanceof DataSource.Drawn drawn && (scale == ScaleChoice.AUTO || scale == ScaleChoice.NONE)
                ? Optional.of(drawn.model()) : Optional.empty();
    }

    /// The spectrum of the covariance that theory goes by, in every experiment: that of the law where it is known, else that of
    /// these patterns. A sample of few patterns has a wider spectrum than its law, and another t_C.
    public Spectrum spectrum(PatternSet patterns) {
        return law().map(model -> new Spectrum(model.mean(), model.eigenvalues())).orElseGet(() -> Spectrum.of(patterns));
    }

    /// In which units the numbers of an answer are, as a sentence.
    /// @param what passed the preparation, as in "patterns and states"
    public static String units(PatternSet patterns, String what) {
        return patterns.preparation().isNone() ? Text.of("All numbers are in the units of the data: %s were taken as they are.",
                what)
                : Text.of("All numbers are in prepared units; what was done to %s: %s.", what,
                        String.join(", then ", patterns.preprocessing()));
    }

    /// Refuses a single pattern, which has no entropy to measure.
    /// @throws IllegalArgumentException if there is one
    public static void checkSeveral(PatternSet patterns) {
        if (patterns.rows() < 2) {
            throw new BadInput("""
                    the patterns must be at least 2, since log n normalizes what is measured; %s has 1""", patterns.name());
        }
    }

    private ValueScale scaling(PatternSet read) {
        return switch (scale) {
            case AUTO -> read.image().isImage() || read.about().range().isKnown() ? ValueScale.RANGE : ValueScale.NONE;
            case RANGE -> ValueScale.RANGE;
            case STANDARDIZE -> ValueScale.STANDARDIZE;
            case UNIT_VARIANCE -> ValueScale.UNIT_VARIANCE;
            case UNIT_NORM -> ValueScale.UNIT_NORM;
            case NONE -> ValueScale.NONE;
        };
    }

    private boolean centred(DataSource source) {
        return switch (center) {
            case AUTO -> !(source instanceof DataSource.Drawn);
            case ON -> true;
            case OFF -> false;
        };
    }
}
