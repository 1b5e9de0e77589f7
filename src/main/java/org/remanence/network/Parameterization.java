package org.remanence.network;

import org.remanence.process.DdpmSchedule;
import org.remanence.process.SigmaClock;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// What the inputs and outputs of a network mean.
///
/// A network sees `y/divisor(σ)` of a state `y = a + σ ε` of the variance-exploding process and a reading of its clock, and answers F.
/// Every Gaussian process reaches it by one map: with scale s and variance v at its time, `y = x/s` and `σ = √v/s`.
/// @param prediction what F is
/// @param state units of the input
/// @param time what the clock shows
/// @param schedule noise levels of the training
/// @param sigmaData standard deviation of the data, > 0, used where `prediction` or `state` is EDM
public record Parameterization(Prediction prediction, InputScale state, ClockReading time, NoiseSchedule schedule, double sigmaData) {
    /// Refuses a clock that the schedule does not have.
    public Parameterization {
        Check.positive("σ of the data", sigmaData);
        boolean steps = time == ClockReading.INDEX || time == ClockReading.UNIT;
        if (steps && !(schedule instanceof NoiseSchedule.Steps)) {
            throw new BadInput("a clock that shows an index needs a schedule of steps");
        }
        if (time == ClockReading.CLOCK && !(schedule instanceof NoiseSchedule.Geometric)) {
            throw new BadInput("a clock that shows its own reading needs a geometric schedule");
        }
    }

    /// What a variance-exploding state is divided by before the network sees it.
    /// @param sigma standard deviation of its noise, > 0
    public double divisor(double sigma) {
        return state.divisor(sigma, sigmaData);
    }

    /// Reading of the clock at a noise level; levels outside the schedule read as its ends.
    /// @param sigma standard deviation of the noise, > 0
    public double reading(double sigma) {
        double within = Math.clamp(sigma, schedule.least(), schedule.greatest());
        return switch (time) {
            case SIGMA -> within;
            case LOG_SIGMA_OVER_4 -> Math.log(within) / 4;
            case OU -> Math.log1p(within * within) / 2;
            case CLOCK -> clock().reading(within * within);
            case INDEX -> steps().indexAt(Math.log1p(within * within) / 2);
            case UNIT -> steps().indexAt(Math.log1p(within * within) / 2) / steps().steps();
        };
    }

    /// What the network should answer for one coordinate.
    /// @param datum a
    /// @param noise ε
    /// @param sigma σ, > 0
    public double target(double datum, double noise, double sigma) {
        return prediction.ofDatum(sigma, sigmaData) * datum + prediction.ofNoise(sigma, sigmaData, state) * noise;
    }

    /// The noise in one coordinate, by an answer of the network.
    /// @param output F
    /// @param y the variance-exploding state
    /// @param sigma σ, > 0
    public double noise(double output, double y, double sigma) {
        double datum = prediction.ofDatum(sigma, sigmaData);
        return (output - datum * y) / (prediction.ofNoise(sigma, sigmaData, state) - datum * sigma);
    }

    /// The datum in one coordinate, by an answer of the network; exact where the noise is small.
    /// @param output F
    /// @param y the variance-exploding state
    /// @param sigma σ, > 0
    public double datum(double output, double y, double sigma) {
        double noise = prediction.ofNoise(sigma, sigmaData, state);
        return (noise * y - sigma * output) / (noise - prediction.ofDatum(sigma, sigmaData) * sigma);
    }

    private SigmaClock clock() {
        return ((NoiseSchedule.Geometric) schedule).clock();
    }

    private DdpmSchedule steps() {
        return ((NoiseSchedule.Steps) schedule).schedule();
    }
}
