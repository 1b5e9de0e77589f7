package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.NeighbourRatios;
import org.remanence.feature.GradientFlow;
import org.remanence.feature.TimeIntegratedScore;
import org.remanence.process.TimeGrid;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// How a network for all times is sampled, and after which training times.
public record SampledNetwork(
        @Parameter(value = "10,100,1000,1e5", above = 0, unit = "training time τ", help = "after which training the network is sampled")
                AxisValues sampledTimes,
        @Parameter(value = "200", min = 2, max = 1e7, help = "samples for each of these training times") int samples,
        @Parameter(value = "0.3333333333333333", above = 0, max = 1, help = "ratio of the two least distances below which a sample is a copy") double ratio,
        @Parameter(value = "ei-heun", help = "scheme of the reverse process") Scheme sampler,
        @Parameter(value = "39", min = 1, max = 1e5, help = "steps from the latest to the earliest time, at equal ratios") int steps) {
    /// Refuses parameters out of bounds.
    public SampledNetwork {
        Schema.check(SampledNetwork.class, sampledTimes, samples, ratio, sampler, steps);
    }

    /// What samples look like.
    public record Measured(
            @Reported("variance of a coordinate of samples, against training time: 1 for the data") Curve sampleVariance,
            @Reported("share of samples that copy a pattern, by the ratio of the distances to the two nearest") Curve copies,
            @Reported("that share among fresh draws from the law of the data") Estimate freshCopies) { }

    /// Samples a trained network of a system.
    Measured sample(IntegratedSystem system, IntegratedSystem.Realization drawn, GradientFlow flow, Session session) {
        List<Estimate> variances = new ArrayList<>();
        List<Estimate> copies = new ArrayList<>();
        TimeGrid grid = TimeGrid.geometric(system.latest(), system.earliest(), steps);
        for (double each : sampledTimes.values()) {
            var score = new TimeIntegratedScore(drawn.network(), flow.weights(each), session);
            Matrix generated = new ReverseProcess(sampler.with(score, session), grid, session)
                    .sample(samples, "samples of the network");
            variances.add(variance(generated));
            copies.add(copies(generated, drawn, session));
        }
        return new Measured(Curve.of("training time", sampledTimes.values(), variances),
                Curve.of("training time", sampledTimes.values(), copies),
                copies(system.normal(samples, "fresh draws", session), drawn, session));
    }

    private Estimate copies(Matrix states, IntegratedSystem.Realization drawn, Session session) {
        return Estimate.share(NeighbourRatios.of(states, drawn.patterns(), session).copies(ratio), states.rows());
    }

    /// Mean over coordinates of the square: the law is even.
    private static Estimate variance(Matrix generated) {
        double[] squares = new double[Math.toIntExact(generated.rows())];
        for (int b = 0; b < squares.length; b++) {
            squares[b] = Arrays.stream(generated.row(b)).map(each -> each * each).average().orElseThrow();
        }
        return Estimate.of(squares);
    }
}
