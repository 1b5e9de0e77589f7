package org.remanence.experiment.geometry;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.Names;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataAxes;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.IntrinsicDimension;
import org.remanence.experiment.measure.NeighbourDimension;
import org.remanence.experiment.measure.NetworkScore;
import org.remanence.experiment.measure.ScoreName;
import org.remanence.experiment.measure.Unused;
import org.remanence.linalg.SpectralGap;
import org.remanence.linalg.Spectrum;
import org.remanence.network.TrainedScore;
import org.remanence.process.Diffusion;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.PowerLaw;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.AnisotropicGaussian;
import org.remanence.theory.CollapseTime;
import org.remanence.theory.GaussianJacobian;
import org.remanence.theory.geometry.ScoreFluctuations;

/// Measures the dimension that the empirical score of n patterns gives the data, against n and time, and when directions of
/// each variance are lost.
@Question(value = "How many dimensions does the score still see, and which are lost first as patterns get fewer or noise less",
        equation = """
                dimension = d − position of the gap in the singular values of v J (algorithm 3); effective dimension \
                d + v tr J = s² tr Cov_w/v""",
        source = """
                Achilli et al., Losing dimensions: geometric memorization in generative diffusion, 2024, algorithm 3; loss \
                times to first order in 1/n derived""",
        cost = "times · realizations · all patterns · d² · 4 flops; the default takes half a minute")
public record Dimension(
        @Defaults("data=manifold:d=30,n=1000,sd=1x2+0.3x5") DataChoice data,
        @Parameter(value = "ve", help = "forward process") Diffusion process,
        @Parameter(value = "log:0.01:1:25", above = 0, unit = "time of the process", help = "where to measure") AxisValues times,
        @Parameter(value = "250,1000,4000,16000", min = 2, max = 1e9,
                help = "numbers of patterns n, in place of that of the data")
                AxisValues patterns,
        @Parameter(value = "20", min = 1, max = 1e6, help = "data sets to average over") int realizations,
        JacobianProbe probe,
        @Parameter(value = EMPIRICAL, help = "whose score: empirical, of the patterns, or of\s" + ScoreName.NETWORK) String score,
        @Parameter(value = ScoreName.UNDESCRIBED, plain = true, help = ScoreName.DESCRIPTION) String description,
        @Parameter(value = "largest-gap", help = "the gap: largest-gap, or first-spike of the second difference, as printed")
                SpectralGap.Criterion criterion,
        @Parameter(value = "1", min = 0, max = 1e6, help = "largest singular values left out of the search") int discard,
        @Parameter(value = "10", above = 0, help = "first spike: second difference over its median") double threshold)
        implements Experiment<Dimension.Result>, ReadsData {
    private static final String EMPIRICAL = "empirical";
    /// Noised patterns of each data set.
    private static final int STATES = 32;

    /// Refuses parameters out of bounds.
    public Dimension {
        Schema.check(Dimension.class, data, process, times, patterns, realizations, probe, score, description, criterion, discard,
                threshold);
        name(score, description);
        for (double each : patterns.values()) {
            if (each != Math.rint(each)) {
                throw new BadInput("each of patterns must be a whole number, got " + each);
            }
        }
    }

    private static ScoreName name(String score, String description) {
        return new ScoreName(score, description, List.of(EMPIRICAL));
    }

    @Override
    public Stream<DataSource> sources() {
        return name(score, description).sources();
    }

    /// Measured dimensions.
    public record Result(
            @Reported("numbers in a pattern d") int ambient,
            @Reported("for each number of patterns: d + v tr J at noised patterns in time") List<Effective> effective,
            @Reported("largest effective dimension over time, against the number of patterns") Curve peaks,
            @Reported(value = "time of the largest, for each number of patterns",
                    unit = "time of the process") double[] peakTimes,
            @Reported("dimension by the two nearest neighbours of patterns, against their number") Curve twoNearest,
            @Reported("dimension by maximum likelihood from ten neighbours of patterns, against their number") Curve maximumLikelihood,
            @Reported(value = "below which the effective dimension is less than half of its largest",
                    unit = "time of the process")
                    Curve collapseTimes,
            @Reported("power law of these times in n") PowerLaw collapseLaw,
            @Reported("for each number of patterns: dimension by the gap and spectra in time, at the state chosen") List<JacobianSpectra> spectra,
            @Reported("for each variance: times of loss against n, with a power law") List<LossTime> lossTimes) {
        /// Effective dimension at noised patterns.
        /// @param patterns n
        /// @param dimension in time
        public record Effective(long patterns, Curve dimension) { }

        /// When directions of one variance are lost.
        /// @param variance c of the data
        /// @param time below which their columns are 1.5 times as long as those of the true score, against n
        /// @param law fitted to it
        public record LossTime(double variance, Curve time, PowerLaw law) { }
    }

    /// What they should be.
    public record Theory(
            @Reported("dimension of the manifold; null where the law is not known") double dimension,
            @Reported("d + v tr J of the true score, or of a Gaussian with the spectrum of the data") Curve effectiveDimension,
            @Reported("whether that is the true score") boolean known,
            @Reported(value = "where the information of that law equals log n", unit = "time of the process") Curve collapseTimes,
            @Reported("for each variance: times of loss to first order in 1/n") List<LossTime> lossTimes) {
        /// When directions of one variance should be lost.
        /// @param variance c of the data
        /// @param time against n
        /// @param exponent of n over the numbers of patterns given
        public record LossTime(double variance, Expected time, double exponent) { }
    }

    @Override
    public Answer<Result> run(Session session) {
        if (criterion != SpectralGap.Criterion.FIRST_SPIKE) {
            Unused.refuse(this, "unless criterion is first-spike", "threshold");
        }
        probe.refuseUnused(this);
        try (Arena arena = Arena.ofShared()) {
            Ensemble ensemble = new Ensemble(data, session, arena);
            Check.atLeast("dimension after the discard", 3, ensemble.whole().columns() - (long) discard);
            ScoreName name = name(score, description);
            if (!name.isNetwork()) {
                check(ensemble);
                return ofPatterns(ensemble, session);
            }
            Unused.refuse(this, "on a network, which is as it was trained", "patterns");
            probe.check(false, realizations);
            try (NetworkScore network = name.open(ensemble.whole(), process, session)) {
                return ofNetwork(ensemble, network.score(), session);
            }
        }
    }

    private Answer<Result> ofPatterns(Ensemble ensemble, Session session) {
        DataAxes axes = DataAxes.of(ensemble.whole().columns(), ensemble.gaussian());
        var measurement = measurement();
        List<JacobianSpectra> spectra = DoubleStream.of(patterns.values()).mapToObj(n -> measurement.spectra(
                r -> ensemble.draw((long) n + probe.spare(), r), axes, (long) n, realizations,
                        drawn -> measurement.empirical(drawn, session),
                session)).toList();
        List<Result.Effective> effective = DoubleStream.of(patterns.values())
                .mapToObj(n -> new Result.Effective((long) n, effective(ensemble, (long) n, measurement, session))).toList();
        List<NeighbourDimension> counted = DoubleStream.of(patterns.values())
                .mapToObj(n -> NeighbourDimension.of(ensemble.draw((long) n, 0), session)).toList();
        return answer(ensemble, axes, patterns, spectra, effective, counted);
    }

    private Answer<Result> ofNetwork(Ensemble ensemble, TrainedScore network, Session session) {
        DataAxes axes = DataAxes.of(ensemble.whole().columns(), ensemble.gaussian());
        long n = ensemble.whole().rows();
        JacobianSpectra spectra = measurement().spectra(r -> ensemble.from(r, probe.spare()), axes, n, realizations, _ -> network,
                session);
        Curve effective = Curve.of("time", times.values(), Arrays.stream(times.values())
                .mapToObj(time -> Estimate.of(NetworkDimension.effective(network, ensemble.whole(), time, STATES, session)))
                        .toList());
        return answer(ensemble, axes, AxisValues.of(n), List.of(spectra), List.of(new Result.Effective(n, effective)),
                List.of(NeighbourDimension.of(ensemble.whole().toMatrix(Arena.ofAuto()), session)));
    }

    private JacobianMeasurement measurement() {
        return new JacobianMeasurement(probe, process, times, new SpectralGap(criterion, discard, threshold));
    }

    /// @param sizes numbers of patterns n
    private Answer<Result> answer(Ensemble ensemble, DataAxes axes, AxisValues sizes, List<JacobianSpectra> spectra,
            List<Result.Effective> effective, List<NeighbourDimension> counted) {
        Curve collapse = Curve.of("patterns", sizes.values(), effective.stream().map(each -> LossCrossing.half(each.dimension()))
                .toList());
        int[] best = effective.stream().mapToInt(each -> largest(each.dimension())).toArray();
        Result result = new Result(axes.dimension(), effective, along(sizes, i -> effective.get(i).dimension().at(best[i])),
                IntStream.of(best).mapToDouble(times::at).toArray(), along(sizes, i -> counted.get(i).twoNearest()),
                along(sizes, i -> counted.get(i).maximumLikelihood()), collapse, PowerLaw.fit(collapse), spectra,
                        losses(sizes, spectra));
        return new DimensionPage(this, ensemble.whole(), result, theory(ensemble, axes, sizes, result)).answer();
    }

    /// A curve over the numbers of patterns.
    private static Curve along(AxisValues sizes, IntFunction<Estimate> estimate) {
        return Curve.of("patterns", sizes.values(), IntStream.range(0, sizes.size()).mapToObj(estimate).toList());
    }

    private static int largest(Curve curve) {
        return IntStream.range(0, curve.size()).reduce((a, b) -> curve.mean()[b] > curve.mean()[a] ? b : a).orElseThrow();
    }

    private void check(Ensemble ensemble) {
        if (!ensemble.isDrawn()) {
            long most = (long) patterns.max() + probe.spare();
            if (most > ensemble.whole().rows()) {
                throw new BadInput("patterns must be at most %d, those that %s holds, got %s", ensemble.whole()
                        .rows() - probe.spare(), data.data(), Names.number(patterns.max()));
            }
            if (most == ensemble.whole().rows()) {
                probe.check(false, realizations);
            }
        }
    }

    /// Means over data sets of the mean over some of their noised patterns.
    private Curve effective(Ensemble ensemble, long n, JacobianMeasurement measurement, Session session) {
        double[][] means = new double[times.size()][realizations];
        session.progress().begin(Text.of("effective dimension of %d patterns", n), (long) times.size() * realizations * STATES);
        session.parallel(realizations, r -> {
            EmpiricalScore score = measurement.empirical(ensemble.draw(n, r), session);
            for (int t = 0; t < means.length; t++) {
                means[t][r] = Arrays.stream(IntrinsicDimension.effective(times.at(t), r * STATES, STATES, score, session))
                        .average().orElseThrow();
            }
        });
        session.progress().end();
        return Curve.of("time", times.values(), Arrays.stream(means).map(Estimate::of).toList());
    }

    private List<Result.LossTime> losses(AxisValues sizes, List<JacobianSpectra> spectra) {
        List<JacobianSpectra.Direction> groups = spectra.getFirst().directions();
        return IntStream.range(0, groups.size()).filter(g -> groups.get(g).variance() > 0).mapToObj(g -> {
            List<Estimate> times = spectra.stream().map(each -> LossCrossing.above(each.directions().get(g).ratio(),
                    Jacobian.LOST)).toList();
            Curve curve = Curve.of("patterns", sizes.values(), times);
            return new Result.LossTime(groups.get(g).variance(), curve, PowerLaw.fit(curve));
        }).toList();
    }

    private Theory theory(Ensemble ensemble, DataAxes axes, AxisValues sizes, Result result) {
        double[] variances = axes.variances().orElseGet(() -> Spectrum.of(ensemble.whole()).eigenvalues());
        var law = new GaussianJacobian(variances);
        Curve effective = Curve.exact("time", FineAxis.ratios(times),
                time -> law.effectiveDimension(process.noiseToSignal(time)));
        boolean known = axes.variances().isPresent();
        double dimension = known ? Arrays.stream(variances).filter(c -> c > 0).count() : Double.NaN;
        boolean explained = probe.at() == JacobianProbe.At.ORIGIN && probe.method() == JacobianProbe.Method.FORWARD
                && score.equals(EMPIRICAL);
        var information = new AnisotropicGaussian(variances);
        Curve collapse = Curve.exact("patterns", sizes.values(), n -> process.timeAt(CollapseTime.of(information, n)
                .noiseToSignal()));
        return new Theory(dimension, effective, known, collapse,
                explained ? result.lossTimes.stream().map(each -> expected(each, variances)).toList() : List.of());
    }

    private Theory.LossTime expected(Result.LossTime measured, double[] variances) {
        int j = IntStream.range(0, variances.length).filter(i -> variances[i] == measured.variance).findFirst().orElseThrow();
        Expected times = Expected.beside("lossTimes", measured.time,
                n -> process.timeAt(new ScoreFluctuations(variances, n).lossTime(j, Jacobian.LOST)));
        double[] equal = new double[times.x().length];
        Arrays.setAll(equal, i -> times.mean()[i]);
        var curve = new Curve("patterns", times.x(), times.mean(), equal, new long[equal.length]);
        return new Theory.LossTime(measured.variance, times, PowerLaw.fit(curve).exponent().mean());
    }
}
