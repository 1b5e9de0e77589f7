package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.remanence.data.Memory;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.NeighbourRatios;
import org.remanence.feature.FeatureFunction;
import org.remanence.feature.RandomFeatures;
import org.remanence.feature.TimewiseTraining;
import org.remanence.process.TimeGrid;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.PowerLaw;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Samples with random-feature scores of growing training time and counts the copies of patterns among them.
@Question(value = "After which training time does sampling with a learned score copy its patterns, and how does that grow with their number",
        equation = """
                S(x, t) = A_t σ(W x/√d)/√p trained for τ at each t; a sample is a copy if |x − a₁|/|x − a₂| < ratio, a₁ and a₂ its nearest \
                patterns; onset: τ where the share of copies is level above that of fresh draws""",
        source = "Bonnaire, Urfin, Biroli and Mézard, Why diffusion models don't memorize, 2025, for networks; random features in few dimensions here",
        cost = "numbers of patterns · steps · (9 p³ + 13 n p²) + samples · steps · training times · 4 p d flops; the default takes 60 s")
public record FeatureMemorization(
        @Parameter(value = "6", min = 1, max = 1e4, help = "dimension d of the data N(0, I); where it is not small, samples contract instead of copying")
                int d,
        @Parameter(value = "300", min = 1, max = 1e5, help = "features p") int features,
        @Parameter(value = "8,16,32,64", min = 2, max = 1e6, help = "numbers n of patterns") AxisValues patterns,
        @Parameter(value = "log:10:1e7:13", above = 0, unit = "training time τ", help = "training times after which the features are sampled") AxisValues trainingTimes,
        @Parameter(value = "0", min = 0, max = 1e6, help = "ridge λ of the penalty v λ |A|²/(p d)") double ridge,
        @Parameter(value = "tanh", help = "function of the features") FeatureFunction activation,
        @Parameter(value = "1000", min = 2, max = 1e7, help = "samples for each training time and number of patterns") int samples,
        @Parameter(value = "0.3333333333333333", above = 0, max = 1, help = "ratio of the two least distances below which a sample is a copy") double ratio,
        @Parameter(value = "0.05", above = 0, max = 1, help = "share of copies, above that of fresh draws, that marks the onset") double level,
        @Parameter(value = "ei-heun", help = "scheme of the reverse process") Scheme sampler,
        @Parameter(value = "39", min = 1, max = 1e5, help = "steps from noise to data, at equal ratios of time") int steps,
        @Parameter(value = "3", above = 0, max = 20, unit = "Ornstein–Uhlenbeck time", help = "time of the first step") double start,
        @Parameter(value = "0.01", above = 0, max = 20, unit = "Ornstein–Uhlenbeck time", help = "time at which the last step ends") double end,
        @Parameter(value = "1000", min = 40, max = 1e6, help = "resamples behind the 95 % intervals") int bootstraps)
        implements Experiment<FeatureMemorization.Result> {
    private static final int FRESH = 20;

    /// Refuses parameters out of bounds, times that do not lead back, and numbers of patterns that are not whole.
    public FeatureMemorization {
        Schema.check(FeatureMemorization.class, d, features, patterns, trainingTimes, ridge, activation, samples, ratio, level,
                sampler, steps, start,
                end, bootstraps);
        trainingTimes.oneWay("trainingTimes");
        for (double each : patterns.values()) {
            if (each != Math.rint(each)) {
                throw new BadInput("each of patterns must be a whole number, got %s", each);
            }
        }
        if (!(end < start)) {
            throw new BadInput("end must lie below start %s, since sampling leads back in time, got %s", start, end);
        }
    }

    /// What is measured.
    public record Result(
            @Reported("copies in training time, for each number of patterns") List<Memorized> memorized,
            @Reported("onset of copying against the number of patterns; none where the level is not reached") Curve onset,
            @Reported("power law through the onsets") PowerLaw growth) { }

    /// The copies of one set of patterns.
    /// @param patterns n
    /// @param copies share among samples, against training time
    /// @param lower end of its 95 % interval, by bootstrap
    /// @param upper end of its 95 % interval
    /// @param minimiser share after infinite training
    /// @param baseline share among fresh draws from the law of the data
    /// @param variance of the samples a coordinate, against training time: 1 for the data, below where samples contract
    public record Memorized(int patterns, Curve copies, double[] lower, double[] upper, Estimate minimiser, Estimate baseline,
            Curve variance) { }

    @Override
    public Answer<Result> run(Session session) {
        Memory.require(8.0 * features * (4.0 * features * session.threads() + 15 * patterns.max() + (double) steps
                * (trainingTimes.size() + 1) * d),
                Text.of("%d networks of %d features", steps, features), "choose fewer --features");
        List<Memorized> memorized = Arrays.stream(patterns.values())
                .mapToObj(n -> session.part("patterns " + (int) n, Memorized.class,
                () -> memorized((int) n, session))).toList();
        Curve onset = Curve.of("patterns", patterns.values(), memorized.stream().map(this::onset).toList());
        return new FeatureMemorizationPage(this, new Result(memorized, onset, PowerLaw.fit(onset))).answer();
    }

    private Memorized memorized(int n, Session session) {
        RandomFeatures drawn = RandomFeatures.draw(features, d, activation, false, session.stream("feature weights"));
        Matrix known = normal(n, "patterns of " + n, session);
        double[] until = DoubleStream.concat(Arrays.stream(trainingTimes.values()), DoubleStream.of(Double.POSITIVE_INFINITY))
                .toArray();
        var training = new TimewiseTraining(drawn, known, until, ridge, session);
        TimeGrid grid = TimeGrid.geometric(start, end, steps);
        training.train(grid.toArray());
        List<NeighbourRatios> ratios = new ArrayList<>();
        List<Estimate> variance = new ArrayList<>();
        for (int i = 0; i < until.length; i++) {
            Matrix generated = new ReverseProcess(sampler.with(training.score(i), session), grid, session)
                    .sample(samples, "samples of " + n);
            ratios.add(NeighbourRatios.of(generated, known, session));
            variance.add(variance(generated));
        }
        double[][] intervals = IntStream.range(0, trainingTimes.size()).mapToObj(i -> ratios.get(i).interval(ratio, bootstraps,
                session.stream("resamples of " + n + " after " + until[i]))).toArray(double[][]::new);
        List<Estimate> shares = ratios.stream().map(this::share).toList();
        Estimate baseline = share(NeighbourRatios.of(normal(FRESH * samples, "fresh draws", session), known, session));
        return new Memorized(n, Curve.of("training time", trainingTimes.values(), shares.subList(0, trainingTimes.size())),
                Arrays.stream(intervals).mapToDouble(each -> each[0]).toArray(), Arrays.stream(intervals)
                .mapToDouble(each -> each[1]).toArray(),
                shares.getLast(), baseline, Curve.of("training time", trainingTimes.values(),
                variance.subList(0, trainingTimes.size())));
    }

    private Estimate share(NeighbourRatios ratios) {
        return Estimate.share(ratios.copies(ratio), ratios.ratios().length);
    }

    private Matrix normal(int count, String purpose, Session session) {
        Matrix rows = Matrix.zeros(count, d);
        double[] row = new double[d];
        for (int i = 0; i < count; i++) {
            session.stream(purpose).gaussians(i, 0, row, 0, d);
            rows.setRow(i, row);
        }
        return rows;
    }

    /// Mean over coordinates of the square; the law is even.
    private Estimate variance(Matrix generated) {
        double[] squares = new double[samples];
        for (int b = 0; b < samples; b++) {
            squares[b] = Arrays.stream(generated.row(b)).map(each -> each * each).average().orElseThrow();
        }
        return Estimate.of(squares);
    }

    /// Where the copies cross the level above fresh draws, interpolated in log τ.
    private Estimate onset(Memorized of) {
        return of.copies().crossingInLog(of.baseline().mean() + level);
    }
}
