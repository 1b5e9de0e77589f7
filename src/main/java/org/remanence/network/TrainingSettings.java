package org.remanence.network;

import org.remanence.process.DdpmSchedule;
import org.remanence.process.SigmaClock;
import org.remanence.tensor.Check;

/// How a network is trained; the weight of a level is 1 in the units of the network's output.
///
/// Three settings have names: [#published], [#vectors] and [#images].
/// @param architecture of the network
/// @param meaning of its inputs and outputs, and the noise levels
/// @param optimizer that follows the gradient
/// @param rate of learning, > 0
/// @param schedule of the rate
/// @param averaging of the parameters
/// @param draw of the patterns
/// @param batch rows of a step
/// @param steps of the whole training, which a cosine needs to know; from 1
public record TrainingSettings(ResidualArchitecture architecture, Parameterization meaning, Optimizer optimizer, double rate,
                               RateSchedule schedule, Averaging averaging, MinibatchDraw draw, int batch, long steps) {
    private static final int BATCH = 128;

    /// Refuses what trains nothing.
    public TrainingSettings {
        Check.positive("learning rate", rate);
        Check.atLeast("batch", 1, batch);
        Check.atLeast("steps", 1, steps);
    }

    /// The residual network of Ventura, Achilli, Silvestri, Lucibello and Ambrogioni (ICLR 2025), which sees σ itself and predicts the noise:
    /// 535 198 parameters at d = 30.
    public static TrainingSettings published(int dimension, long steps) {
        var network = new ResidualArchitecture(dimension, 128, 2, 128, 512, 1);
        var meaning = new Parameterization(Prediction.EPSILON, InputScale.VE, ClockReading.SIGMA, new NoiseSchedule.Geometric(new SigmaClock()), 1);
        return new TrainingSettings(network, meaning, Optimizer.RADAM, 1e-4, RateSchedule.CONSTANT, new Averaging(0.9999, 1),
                MinibatchDraw.INDEPENDENT, BATCH, steps);
    }

    /// For vectors: a preconditioned denoiser (Karras et al., 2022) that sees the reading of a geometric clock; 128 926 parameters at d = 30.
    /// @param sigmaData root mean square of the patterns' coordinates
    public static TrainingSettings vectors(int dimension, double sigmaData, long steps) {
        var network = new ResidualArchitecture(dimension, 128, 2, 32, 128, 1000);
        var meaning = new Parameterization(Prediction.EDM, InputScale.EDM, ClockReading.CLOCK, new NoiseSchedule.Geometric(new SigmaClock()),
                sigmaData);
        return new TrainingSettings(network, meaning, Optimizer.ADAM, 1e-3, RateSchedule.COSINE, new Averaging(0.999, 10),
                MinibatchDraw.INDEPENDENT, BATCH, steps);
    }

    /// For small images: noise predicted at an index of the denoising-diffusion schedule (Ho et al., 2020), at a constant rate, so that what
    /// a longer training passes through is what a shorter one ends with; 389 696 parameters at d = 64.
    public static TrainingSettings images(int dimension, long steps) {
        var network = new ResidualArchitecture(dimension, 256, 2, 64, 128, 1);
        var meaning = new Parameterization(Prediction.EPSILON, InputScale.VP, ClockReading.INDEX, new NoiseSchedule.Steps(new DdpmSchedule()), 1);
        return new TrainingSettings(network, meaning, Optimizer.ADAM, 1e-3, RateSchedule.CONSTANT, new Averaging(0.999, 10),
                MinibatchDraw.INDEPENDENT, BATCH, steps);
    }

    /// The same with another network.
    public TrainingSettings with(ResidualArchitecture other) {
        return new TrainingSettings(other, meaning, optimizer, rate, schedule, averaging, draw, batch, steps);
    }

    /// The same with other inputs, outputs or levels.
    public TrainingSettings with(Parameterization other) {
        return new TrainingSettings(architecture, other, optimizer, rate, schedule, averaging, draw, batch, steps);
    }

    /// The same with another optimizer.
    public TrainingSettings with(Optimizer other) {
        return new TrainingSettings(architecture, meaning, other, rate, schedule, averaging, draw, batch, steps);
    }

    /// The same with another rate of learning.
    public TrainingSettings with(double otherRate, RateSchedule other) {
        return new TrainingSettings(architecture, meaning, optimizer, otherRate, other, averaging, draw, batch, steps);
    }

    /// The same with another average.
    public TrainingSettings with(Averaging other) {
        return new TrainingSettings(architecture, meaning, optimizer, rate, schedule, other, draw, batch, steps);
    }

    /// The same with other batches.
    public TrainingSettings with(MinibatchDraw other, int rows) {
        return new TrainingSettings(architecture, meaning, optimizer, rate, schedule, averaging, other, rows, steps);
    }

    /// The same with another number of steps.
    public TrainingSettings withSteps(long other) {
        return new TrainingSettings(architecture, meaning, optimizer, rate, schedule, averaging, draw, batch, other);
    }
}
