package org.remanence.experiment.model;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.SharesWork;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.GivenStates;
import org.remanence.experiment.measure.NetworkScore;
import org.remanence.experiment.measure.NoisedDraws;
import org.remanence.experiment.measure.ScoreName;
import org.remanence.experiment.measure.ScoreSettings;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.process.Diffusion;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;
import org.remanence.text.Text;

/// Evaluates the empirical score, or that of a trained network, at given states.
@Question(value = "What is the exact score of the patterns at these states", name = "score",
        equation = "p_t(x) = Σ_μ π_μ N(x; s_t a_μ, v_t I), π_μ = 1/n or the weights, score = ∇ log p_t = (s_t D − x)/v_t, D = Σ_μ w_μ a_μ",
        source = "definition", cost = "4 · states · patterns · dimension flops")
public record Scoring(
        @Defaults({"data=", "scale=none", "center=off"}) DataChoice data,
        @Parameter(help = "states, one a row: whatever data may be, in the units of the data; scale and center do the same to both") String at,
        @Parameter(above = 0, unit = "time of the process", help = "time of the states") double time,
        @Parameter(value = "ou", help = "forward process") Diffusion process,
        @Parameter(value = EMPIRICAL, help = "whose score: empirical, of the patterns, or of\s" + ScoreName.NETWORK) String score,
        @Parameter(value = ScoreName.UNDESCRIBED, plain = true, help = ScoreName.DESCRIPTION) String description,
        ScoreSettings scoring)
        implements Experiment<Scoring.Result>, ReadsData, SharesWork {
    private static final String EMPIRICAL = "empirical";

    private static final int SHOWN_STATES = 20;
    private static final int SHOWN_NUMBERS = 4;

    /// Refuses parameters out of bounds.
    public Scoring {
        Schema.check(Scoring.class, data, at, time, process, score, description, scoring);
        name(score, description);
    }

    private static ScoreName name(String score, String description) {
        return new ScoreName(score, description, List.of(EMPIRICAL));
    }

    /// What one pass over the patterns tells about each state.
    public record Result(
            @Reported(value = "log p_t(x) of each state; null for a network", unit = "nats") double[] logDensity,
            @Reported("∇ log p_t(x), or what a trained network takes for it, one state a row") Matrix score,
            @Reported("posterior mean E[a | x], or what the network takes for it, one state a row") Matrix denoiser,
            @Reported("1/Σw² of each state") double[] effectivePatterns,
            @Reported(value = "entropy of the responsibilities of each state", unit = "nats") double[] entropy,
            @Reported("row of the nearest pattern, from 0, of each state; with weights, of the heaviest") long[] nearest,
            @Reported(value = "bound on the error of the log density", unit = "nats") double[] errorBound) {
        private void write(int first, Posterior block) {
            int size = block.nearest().length;
            System.arraycopy(block.logDensity(), 0, logDensity, first, size);
            System.arraycopy(block.effectivePatterns(), 0, effectivePatterns, first, size);
            System.arraycopy(block.entropy(), 0, entropy, first, size);
            System.arraycopy(block.nearest(), 0, nearest, first, size);
            System.arraycopy(block.errorBound(), 0, errorBound, first, size);
            score.slice(first, size).segment().copyFrom(block.score().segment());
            denoiser.slice(first, size).segment().copyFrom(block.denoiser().segment());
        }
    }

    @Override
    public Stream<DataSource> sources() {
        return Stream.concat(Stream.of(DataSource.parse(at)), name(score, description).sources());
    }

    /// Says what there is to say of a block of states.
    @FunctionalInterface
    interface BlockPosterior {
        /// @param block its number
        /// @param states of the block, `[B × d]`
        Posterior of(EmpiricalScore score, int block, Matrix states);
    }

    @Override
    public Answer<Result> run(Session session) {
        return run(session, (score, _, states) -> score.posterior(states, time));
    }

    /// As [#run(Session)], where the posteriors come from elsewhere.
    Answer<Result> run(Session session, BlockPosterior posteriors) {
        try (Arena arena = Arena.ofShared()) {
            PatternSet patterns = data.openWeighted(arena, scoring.precision(), session);
            Rows states = GivenStates.open(at, data, patterns, arena, session);
            Result result = evaluate(scoring.score(patterns, process, session), states, posteriors, session);
            if (name(score, description).isNetwork()) {
                return ofNetwork(patterns, states, result, session);
            }
            return Answer.of(result, new Answer.Untold(), Report.of("Score of " + patterns.name()).text(
                    Text.of("The exact score of %d patterns at %d states, time %s.", patterns.rows(), states.rows(), time))
                            .table(table(result)).build())
                    .array("log-density", result.logDensity).array("score", result.score).array("denoiser", result.denoiser)
                    .array("effective-patterns", result.effectivePatterns).array("entropy", result.entropy)
                    .array("nearest", result.nearest).finding(shown(result))
                            .finding(DataChoice.units(patterns, "patterns and states"));
        }
    }

    /// Shows every block of states to a visitor, and the score of the patterns with it.
    void eachBlock(Session session, BlockVisitor visitor) {
        try (Arena arena = Arena.ofShared()) {
            PatternSet patterns = data.open(arena, scoring.precision(), session);
            Rows states = GivenStates.open(at, data, patterns, arena, session);
            blocks(states, session, visitor, scoring.score(patterns, process, session));
        }
    }

    /// Whether it asks for the score of a network.
    boolean isOfNetwork() {
        return name(score, description).isNetwork();
    }

    /// The score and the denoiser of the network, which knows no density and no weights.
    private Answer<Result> ofNetwork(PatternSet patterns, Rows states, Result exact, Session session) {
        Matrix at = Matrix.zeros(states.rows(), states.columns());
        double[] row = new double[states.columns()];
        for (long b = 0; b < states.rows(); b++) {
            states.copy(b, 1, row, 0);
            at.setRow(b, row);
        }
        Matrix own = Matrix.zeros(at.rows(), at.columns());
        Matrix data = Matrix.zeros(at.rows(), at.columns());
        try (NetworkScore network = name(score, description).open(patterns, process, session)) {
            network.score().score(at, time, own);
            network.score().denoise(at, time, data);
        }
        double[] unknown = new double[exact.nearest.length];
        Arrays.fill(unknown, Double.NaN);
        Result result = new Result(unknown, own, data, unknown, unknown, exact.nearest, unknown);
        return Answer.of(result, new Answer.Untold(), Report.of("Score of the network " + score).text(
                Text.of("The score of the network %s at %d states, time %s.", score, states.rows(), time)).build())
                .array("score", own).array("denoiser", data).array("nearest", exact.nearest)
                .finding(Text.of("""
                        The score of the network %s differs from the exact score of the patterns by %.3g of its length. A network knows no \
                        density and no weights.""", score, distance(own, exact.score)))
                .finding(DataChoice.units(patterns, "patterns and states"));
    }

    /// `|a − b|/|b|` over all entries.
    private static double distance(Matrix a, Matrix b) {
        double difference = 0;
        double whole = 0;
        for (long i = 0; i < a.rows(); i++) {
            for (int k = 0; k < a.columns(); k++) {
                difference += Math.pow(a.get(i, k) - b.get(i, k), 2);
                whole += Math.pow(b.get(i, k), 2);
            }
        }
        return Math.sqrt(difference / whole);
    }

    /// The score of the first state, in a sentence.
    private String shown(Result result) {
        return Text.of("The score of state 0 at time %s is (%s), of length %s; its nearest pattern is row %d.",
                Double.toString(time),
                first(result.score.row(0), SHOWN_NUMBERS), Notation.number(length(result.score.row(0))), result.nearest[0]);
    }

    private static Table table(Result result) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(SHOWN_STATES, result.nearest.length); i++) {
            double[] score = result.score.row(i);
            rows.add(List.of(String.valueOf(i), Notation.number(result.logDensity[i]), first(score, SHOWN_NUMBERS),
                    Notation.number(length(score)),
                    first(result.denoiser.row(i), SHOWN_NUMBERS), Notation.number(result.effectivePatterns[i]),
                            String.valueOf(result.nearest[i])));
        }
        return new Table(rows.size() < result.nearest.length ? Text.of("The first %d of %d states", rows.size(),
                result.nearest.length) : "Every state",
                List.of("state", "log p_t", "score ∇ log p_t", "its length", "denoiser E[a | x]", "effective patterns",
                        "nearest pattern"), rows);
    }

    private static String first(double[] values, int most) {
        String text = DoubleStream.of(values).limit(most).mapToObj(Notation::number).collect(Collectors.joining(", "));
        return values.length > most ? text + ", …" : text;
    }

    private static double length(double[] vector) {
        return Math.sqrt(DoubleStream.of(vector).map(each -> each * each).sum());
    }

    private Result evaluate(EmpiricalScore score, Rows states, BlockPosterior posteriors, Session session) {
        int count = Math.toIntExact(states.rows());
        int d = states.columns();
        var result = new Result(new double[count], Matrix.zeros(count, d), Matrix.zeros(count, d), new double[count],
                new double[count], new long[count], new double[count]);
        int[] written = new int[1];
        blocks(states, session, (own, block, some) -> {
            result.write(written[0], posteriors.of(own, block, some));
            written[0] += Math.toIntExact(some.rows());
        }, score);
        return result;
    }

    /// Sees a block of states.
    @FunctionalInterface
    interface BlockVisitor {
        /// @param block its number
        /// @param states of the block, `[B × d]`
        void visit(EmpiricalScore score, int block, Matrix states);
    }

    private static void blocks(Rows states, Session session, BlockVisitor visitor, EmpiricalScore score) {
        int count = Math.toIntExact(states.rows());
        int d = states.columns();
        double[] rows = new double[Math.min(count, NoisedDraws.block(d)) * d];
        session.progress().begin("score", count);
        for (int first = 0; first < count; first += rows.length / d) {
            int size = Math.min(rows.length / d, count - first);
            Matrix block = Matrix.zeros(size, d);
            states.copy(first, size, rows, 0);
            block.write(0, size, rows, 0);
            visitor.visit(score, first / (rows.length / d), block);
            session.progress().advance(size);
        }
        session.progress().end();
    }
}
