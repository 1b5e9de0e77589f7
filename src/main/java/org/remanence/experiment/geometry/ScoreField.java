package org.remanence.experiment.geometry;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.remanence.data.DataModel;
import org.remanence.data.DataSource;
import org.remanence.data.GaussianModel;
import org.remanence.data.LinearManifold;
import org.remanence.data.PatternSet;
import org.remanence.data.SpectralCovariance;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.NoisedDraws;
import org.remanence.experiment.measure.ScoreSettings;
import org.remanence.experiment.measure.Unused;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.GaussianMixtureScore;
import org.remanence.score.Posterior;
import org.remanence.score.TrueScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.theory.geometry.ScoreError;

/// Draws the score of patterns in the plane beside that of their law, and measures how far apart the two are along each
/// coordinate. Where the law is wide the score goes wrong first.
@Question(value = "Along which direction does the score of patterns in the plane leave that of their law first", name = "score-field",
        equation = """
                s(x) = ∇ log p_t(x) of the patterns and of their law, t = 1/β the added variance; \
                errorFirst, errorSecond = E (s_i − s_i*)² / E s_i*², x from the noised law""",
        source = "Achilli et al., Losing dimensions, 2024, figure 3; the error to leading order in 1/n derived",
        cost = "inverseTemperatures · (cells² / 2 + realizations · draws) · patterns · 8 flops; the default takes 2 s")
public record ScoreField(
        @Defaults("data=manifold:d=2,n=64,variance=4+0.25") DataChoice data,
        @Parameter(value = "1,10,100", above = 0, help = "β = 1/t, t the variance of the noise") AxisValues inverseTemperatures,
        @Parameter(value = "500", min = 2, max = 1e6, help = "noised states for each data set and β") int draws,
        @Parameter(value = "100", min = 1, max = 1e6, help = "data sets that errors are averaged over; one if the law is unknown")
                int realizations,
        @Parameter(value = "72", min = 8, max = 400, help = "cells of a map from left to right") int cells,
        ScoreSettings scoring)
        implements Experiment<ScoreField.Result> {

    private static final String AXIS = "inverseTemperature";
    /// Fresh states come from patterns of this many: in effect, from the law.
    private static final long INEXHAUSTIBLE = 1L << 40;

    /// Refuses parameters out of bounds.
    public ScoreField {
        Schema.check(ScoreField.class, data, inverseTemperatures, draws, realizations, cells, scoring);
    }

    /// Measured curves in β.
    public record Result(
            @Reported("number of patterns n") long patterns,
            @Reported("mean entropy of the responsibilities over log n") Curve entropy,
            @Reported("−E x_1 s_1(x) over noised patterns, centred: a check of the score") Curve steinFirst,
            @Reported("−E x_2 s_2(x) over noised patterns, centred: a check of the score") Curve steinSecond,
            @Reported("E (s_1 − s_1*)² / E s_1*² over data sets; no points where the law is unknown") Curve errorFirst,
            @Reported("E (s_2 − s_2*)² / E s_2*² over data sets; no points where the law is unknown") Curve errorSecond) { }

    /// What it should be.
    public record Theory(
            @Reported("1 for the gradient of any density") Expected steinFirst,
            @Reported("1 for the gradient of any density") Expected steinSecond,
            @Reported("to leading order in 1/n, for one Gaussian along the axes") Expected errorFirst,
            @Reported("to leading order in 1/n, for one Gaussian along the axes") Expected errorSecond) { }

    @Override
    public Answer<Result> run(Session session) {
        if (law().isEmpty()) {
            Unused.refuse(this, "where the law of the patterns is not known", "realizations");
        }
        try (Arena arena = Arena.ofShared()) {
            PatternSet patterns = data.open(arena, scoring.precision(), session);
            if (patterns.columns() != 2) {
                throw new BadInput("a score field is drawn in 2 dimensions, but patterns of %s have %d: choose two columns, or a model with d=2", patterns.name(), patterns.columns());
            }
            DataChoice.checkSeveral(patterns);
            EmpiricalScore score = scoring.score(patterns, new VarianceExploding(), session);
            Optional<GaussianMixtureScore> truth = law().map(model -> TrueScore.of(model, new VarianceExploding(), session));
            session.progress().begin("score field", inverseTemperatures.size() * (realizations + 1L));
            Result result = measure(patterns, score, session);
            session.progress().end();
            return new FieldMaps(patterns, inverseTemperatures, cells, score, truth).answer(result, theory(result));
        }
    }

    /// The law of the patterns if its score is known.
    private Optional<DataModel> law() {
        boolean untouched = (data.scale() == DataChoice.ScaleChoice.AUTO || data.scale() == DataChoice.ScaleChoice.NONE)
                && data.center() != DataChoice.Centering.ON;
        return untouched && data.source() instanceof DataSource.Drawn drawn && TrueScore.isKnown(drawn.model())
                ? Optional.of(drawn.model()) : Optional.empty();
    }

    private Result measure(PatternSet patterns, EmpiricalScore score, Session session) {
        List<Estimate> entropy = new ArrayList<>();
        List<List<Estimate>> stein = List.of(new ArrayList<>(), new ArrayList<>());
        List<List<Estimate>> errors = List.of(new ArrayList<>(), new ArrayList<>());
        Optional<DataModel> law = law();
        for (double beta : inverseTemperatures.values()) {
            Matrix states = Matrix.zeros(draws, 2);
            new NoisedDraws(patterns, score.diffusion(), session).states(0, 1 / beta, states);
            Posterior posterior = score.posterior(states, 1 / beta);
            entropy.add(Estimate.of(posterior.entropy()).times(1 / Math.log(patterns.rows())));
            for (int i = 0; i < 2; i++) {
                stein.get(i).add(stein(states, posterior.score(), i));
            }
            session.progress().advance(1);
            law.ifPresent(model -> {
                double[][] measured = errors(model, patterns.rows(), 1 / beta, session);
                for (int i = 0; i < 2; i++) {
                    errors.get(i).add(Estimate.of(measured[i]));
                }
            });
        }
        return new Result(patterns.rows(), curve(entropy), curve(stein.get(0)), curve(stein.get(1)), curve(errors.get(0)),
                curve(errors.get(1)));
    }

    private Curve curve(List<Estimate> estimates) {
        return Curve.of(AXIS, Arrays.copyOf(inverseTemperatures.values(), estimates.size()), estimates);
    }

    /// −E x s(x), x relative to the mean: 1 by partial integration, whatever the density.
    private static Estimate stein(Matrix states, Matrix score, int coordinate) {
        int count = Math.toIntExact(states.rows());
        double mean = IntStream.range(0, count).mapToDouble(b -> states.get(b, coordinate)).average().orElseThrow();
        return Estimate.of(IntStream.range(0, count).mapToDouble(b -> -(states.get(b, coordinate) - mean) * score.get(b, coordinate)).toArray());
    }

    /// The relative squared error of each coordinate of the score, `[2][realizations]`.
    private double[][] errors(DataModel law, long patterns, double time, Session session) {
        double[][] errors = new double[2][realizations];
        var process = new VarianceExploding();
        for (int r = 0; r < realizations; r++) {
            Session own = session.withSeed(session.stream("realizations").bits(r, 0));
            Matrix states = Matrix.zeros(draws, 2);
            new NoisedDraws(law.generate(INEXHAUSTIBLE, own.stream("fresh"), Precision.DOUBLE), process, own).states(0, time, states);
            Matrix exact = Matrix.zeros(draws, 2);
            TrueScore.of(law, process, own).score(states, time, exact);
            try (Arena arena = Arena.ofShared()) {
                PatternSet drawn = law.draw(patterns, own.stream("patterns"), arena, scoring.precision());
                Matrix measured = scoring.score(drawn, process, own).posterior(states, time).score();
                for (int i = 0; i < 2; i++) {
                    errors[i][r] = relative(measured, exact, i);
                }
            }
            session.progress().advance(1);
        }
        return errors;
    }

    private static double relative(Matrix measured, Matrix exact, int coordinate) {
        double error = 0;
        double square = 0;
        for (long b = 0; b < exact.rows(); b++) {
            double truth = exact.get(b, coordinate);
            double difference = measured.get(b, coordinate) - truth;
            error = Math.fma(difference, difference, error);
            square = Math.fma(truth, truth, square);
        }
        return error / square;
    }

    private Theory theory(Result result) {
        Optional<ScoreError> law = law().flatMap(ScoreField::variances).map(each -> new ScoreError(each, result.patterns));
        return new Theory(Expected.beside(result, result.steinFirst, _ -> 1),
                Expected.beside(result, result.steinSecond, _ -> 1),
                Expected.beside(result, result.errorFirst, beta -> law.map(each -> each.relative(0, 1 / beta)).orElse(Double.NaN)),
                Expected.beside(result, result.errorSecond, beta -> law.map(each -> each.relative(1, 1 / beta)).orElse(Double.NaN)));
    }

    /// The variances of the two coordinates, if they are independent and Gaussian.
    private static Optional<double[]> variances(DataModel law) {
        Optional<SpectralCovariance> covariance = switch (law) {
            case GaussianModel gaussian -> Optional.of(gaussian.covariance());
            case LinearManifold manifold -> Optional.of(manifold.covariance());
            default -> Optional.empty();
        };
        return covariance.map(SpectralCovariance::toMatrix).filter(matrix -> matrix.get(0, 1) == 0)
                .map(matrix -> new double[] {matrix.get(0, 0), matrix.get(1, 1)});
    }
}
