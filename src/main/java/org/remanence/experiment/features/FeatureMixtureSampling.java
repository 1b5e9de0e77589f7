package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.apache.commons.numbers.gamma.Erf;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.feature.TimewiseTraining;
import org.remanence.process.TimeGrid;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;

/// Samples with random-feature scores of a mixture of two clusters and looks at them along the line between the clusters.
@Question(value = "Does a score of random features, trained on two clusters, generate two clusters",
        equation = """
                dx = −[x + 2 S(x, t)] dt + √2 dW backwards in time, S(x, t) = A_t σ(W x/√d)/√p trained for τ at each t; excess kurtosis of \
                x·m/|m|, −2|m|⁴/(1 + |m|²)² for the data""",
        source = "Bandera, A solvable model of generative diffusion and the memorization phenomenon, for the question",
        cost = "steps · (9 p³ + 5 n p²) + samples · steps · training times · 4 p d flops; the default takes 40 s")
public record FeatureMixtureSampling(
        @Defaults({"psiP=8", "psiN=8", "snr=4", "d=48"}) MixtureSystem system,
        @Parameter(value = "3,10,30,100,1000,10000", above = 0, unit = "training time τ", help = "training times after which the features are sampled") AxisValues trainingTimes,
        @Parameter(value = "0", min = 0, max = 1e6, help = "ridge λ of the penalty v λ |A|²/(p d)") double ridge,
        @Parameter(value = "1000", min = 10, max = 1e7, help = "samples for each training time") int samples,
        @Parameter(value = "ei-heun", help = "scheme of the reverse process") Scheme sampler,
        @Parameter(value = "45", min = 1, max = 1e5, help = "steps from noise to data, at equal ratios of time") int steps,
        @Parameter(value = "2", min = 1.5, max = 10, unit = "Ornstein–Uhlenbeck time", help = "how long before the clusters part, ½ log |m|², the first step is")
                double before,
        @Parameter(value = "0.02", above = 0, max = 1, unit = "Ornstein–Uhlenbeck time", help = "time at which the last step ends") double end)
        implements Experiment<FeatureMixtureSampling.Result> {

    /// Refuses parameters out of bounds, and clusters that overlap so much that they never part.
    public FeatureMixtureSampling {
        Schema.check(FeatureMixtureSampling.class, system, trainingTimes, ridge, samples, sampler, steps, before, end);
        trainingTimes.oneWay("trainingTimes");
        if (!(system.separation() > 1)) {
            throw new BadInput("|m|² must be above 1, the variance of a cluster, or there are no two modes, got %s: choose a larger --snr or --mu",
                    system.separation());
        }
    }

    /// What is measured.
    public record Result(
            @Reported("features p") int features,
            @Reported("patterns n") int patterns,
            @Reported("dimension d") int dimension,
            @Reported("excess kurtosis of the samples along m") Curve excessKurtosis,
            @Reported("variance of the samples along m") Curve varianceAlong,
            @Reported("variance of the samples a direction across m") Curve varianceAcross,
            @Reported("share of the samples with |x·m| < |m|²/2, between the modes") Curve between,
            @Reported("the same after infinite training") Minimiser minimiser) { }

    /// Samples of the minimiser of the training loss.
    /// @param excessKurtosis along m
    /// @param varianceAlong along m
    /// @param varianceAcross a direction across m
    /// @param between share between the modes
    public record Minimiser(Estimate excessKurtosis, Estimate varianceAlong, Estimate varianceAcross, Estimate between) { }

    /// What the data have.
    public record Theory(
            @Reported("excess kurtosis of the data along m; a score that is linear along m gives 0") double excessKurtosis,
            @Reported("variance of the data along m") double varianceAlong,
            @Reported("variance of the data a direction across m") double varianceAcross,
            @Reported("share of the data between the modes") double between,
            @Reported(value = "when the clusters part, ½ log |m|²", unit = "time") double speciationTime) { }

    /// What one score generated, along m and across.
    /// @param along x·m/|m| of each sample
    /// @param across variance a direction across m
    /// @param acrossError its standard error
    record Projected(double[] along, double across, double acrossError) { }

    @Override
    public Answer<Result> run(Session session) {
        system.refuseUnused(this);
        system.at(1).requireMemory(4 * session.threads());
        double[] until = DoubleStream.concat(Arrays.stream(trainingTimes.values()), DoubleStream.of(Double.POSITIVE_INFINITY))
                .toArray();
        var training = new TimewiseTraining(system.draw(0, session), system.patterns(0, session), until, ridge, session);
        TimeGrid grid = TimeGrid.geometric(speciation() + before, end, steps);
        List<Projected> generated = new ArrayList<>();
        training.train(grid.toArray());
        for (int i = 0; i < until.length; i++) {
            generated.add(projected(new ReverseProcess(sampler.with(training.score(i), session), grid, session)
                    .sample(samples, "samples")));
        }
        Projected last = generated.getLast();
        SampleShape shape = SampleShape.of(last.along);
        Result result = new Result(system.features(), system.patterns(), system.d(),
                curve(generated, each -> SampleShape.of(each.along).excessKurtosis()),
                curve(generated, each -> SampleShape.of(each.along).variance()), curve(generated, FeatureMixtureSampling::across),
                curve(generated, this::between), new Minimiser(shape.excessKurtosis(), shape.variance(), across(last),
                between(last)));
        return new FeatureMixtureSamplingPage(this, result, theory()).answer(generated);
    }

    private double speciation() {
        return 0.5 * Math.log(system.separation());
    }

    private Theory theory() {
        double square = system.separation();
        double distance = Math.sqrt(square);
        return new Theory(-2 * square * square / ((1 + square) * (1 + square)), 1 + square, 1,
                0.5 * (Erf.value(1.5 * distance / Math.sqrt(2)) - Erf.value(0.5 * distance / Math.sqrt(2))), speciation());
    }

    private Curve curve(List<Projected> generated, Function<Projected, Estimate> of) {
        return Curve.of("training time", trainingTimes.values(), generated.stream().limit(trainingTimes.size()).map(of).toList());
    }

    private Projected projected(Matrix generated) {
        double[] direction = system.direction();
        double[] along = new double[samples];
        double[] across = new double[samples];
        for (int b = 0; b < samples; b++) {
            double square = 0;
            double[] row = generated.row(b);
            for (int k = 0; k < row.length; k++) {
                along[b] += row[k] * direction[k];
                square += row[k] * row[k];
            }
            across[b] = (square - along[b] * along[b]) / (row.length - 1);
        }
        Estimate estimate = Estimate.of(across);
        return new Projected(along, estimate.mean(), estimate.stderr());
    }

    private static Estimate across(Projected of) {
        return new Estimate(of.across, of.acrossError, of.along.length);
    }

    private Estimate between(Projected of) {
        double half = 0.5 * Math.sqrt(system.separation());
        return Estimate.share(Arrays.stream(of.along).filter(each -> Math.abs(each) < half).count(), of.along.length);
    }
}
