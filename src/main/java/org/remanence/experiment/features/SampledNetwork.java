package org.remanence.experiment.features;

import java.util.ArrayList;
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
        @Parameter(value = "10,100,1000,1e5", above = 0, unit = "training time τ", help = "training times after which the network is sampled")
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
            @Reported("variance of a coordinate of samples, against training time") Curve sampleVariance,
            @Reported("share of samples that copy a pattern, by the ratio of the distances to the two nearest") Curve copies,
            @Reported("that share among fresh draws from the law of the data, or patterns held out") Estimate freshCopies) { }

    /// Samples a trained network.
    /// @param fresh states that copy no pattern on purpose
    /// @param latest time, from which sampling leads back
    /// @param earliest time, where it ends
    Measured sample(IntegratedTraining.Realization drawn, GradientFlow flow, Matrix fresh, double latest, double earliest,
            Session session) {
        List<Estimate> variances = new ArrayList<>();
        List<Estimate> copies = new ArrayList<>();
        TimeGrid grid = TimeGrid.geometric(latest, earliest, steps);
        for (double each : sampledTimes.values()) {
            var score = new TimeIntegratedScore(drawn.network(), flow.weights(each), session);
            Matrix generated = new ReverseProcess(sampler.with(score, session), grid, session)
                    .sample(samples, "samples of the network");
            variances.add(variance(generated));
            copies.add(copies(generated, drawn, session));
        }
        return new Measured(Curve.of("training time", sampledTimes.values(), variances),
                Curve.of("training time", sampledTimes.values(), copies),
                copies(fresh, drawn, session));
    }

    private Estimate copies(Matrix states, IntegratedTraining.Realization drawn, Session session) {
        return Estimate.share(NeighbourRatios.of(states, drawn.patterns(), session).copies(ratio), states.rows());
    }

    /// Mean over coordinates, about the mean of the samples.
    private static Estimate variance(Matrix generated) {
        int count = Math.toIntExact(generated.rows());
        double[] mean = new double[generated.columns()];
        for (int b = 0; b < count; b++) {
            double[] row = generated.row(b);
            for (int k = 0; k < row.length; k++) {
                mean[k] += row[k] / count;
            }
        }
        double[] squares = new double[count];
        for (int b = 0; b < count; b++) {
            double[] row = generated.row(b);
            for (int k = 0; k < row.length; k++) {
                squares[b] += (row[k] - mean[k]) * (row[k] - mean[k]) / row.length;
            }
        }
        return Estimate.of(squares).times(count / (count - 1.0));
    }
}
