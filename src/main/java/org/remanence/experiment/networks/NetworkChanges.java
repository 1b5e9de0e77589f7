package org.remanence.experiment.networks;

import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.network.InputScale;
import org.remanence.network.Optimizer;
import org.remanence.network.Parameterization;
import org.remanence.network.Prediction;
import org.remanence.network.RateSchedule;
import org.remanence.network.ResidualArchitecture;
import org.remanence.network.TrainingSettings;

/// What is changed in a network that has a name.
public record NetworkChanges(
        @Parameter(value = "0", min = 0, max = 1e5,
                        help = "width of the hidden layers of the network; 0: that of the named network, as in the parameters below")
                int width,
        @Parameter(value = "0", min = 0, max = 1000, help = "residual blocks of the network") int blocks,
        @Parameter(value = "auto", help = "what the network predicts of a noised datum") Answering prediction,
        @Parameter(value = "auto", help = "how the parameters of the network follow the gradient") Following optimizer,
        @Parameter(value = "0", min = 0, max = 10, help = "rate of learning") double learningRate,
        @Parameter(value = "auto", help = "whether the rate falls to zero along a cosine") Falling rateSchedule) {
    /// As [Prediction].
    public enum Answering {
        /// As the name says.
        AUTO,
        /// The noise.
        EPSILON,
        /// The datum.
        SAMPLE,
        /// The velocity of a variance-preserving path.
        V_PREDICTION,
        /// The score.
        SCORE,
        /// The velocity of a straight path.
        FLOW,
        /// The raw output of a preconditioned denoiser.
        EDM
    }

    /// As [Optimizer].
    public enum Following {
        /// As the name says.
        AUTO,
        /// Adaptive moments.
        ADAM,
        /// With decoupled decay.
        ADAMW,
        /// With rectified variance.
        RADAM
    }

    /// As [RateSchedule].
    public enum Falling {
        /// As the name says.
        AUTO,
        /// It stays.
        CONSTANT,
        /// It falls.
        COSINE
    }

    /// Refuses parameters out of bounds.
    public NetworkChanges {
        Schema.check(NetworkChanges.class, width, blocks, prediction, optimizer, learningRate, rateSchedule);
    }

    /// The settings, changed.
    /// @param sigmaData root mean square of the patterns' coordinates, for a preconditioned denoiser
    TrainingSettings applied(TrainingSettings to, double sigmaData) {
        ResidualArchitecture old = to.architecture();
        TrainingSettings changed = to.with(new ResidualArchitecture(old.dimension(), width == 0 ? old.width() : width,
                blocks == 0 ? old.blocks() : blocks,
                old.embedding(), old.timeWidth(), old.clockFactor()));
        if (prediction != Answering.AUTO) {
            Prediction chosen = Prediction.valueOf(prediction.name());
            changed = changed.with(new Parameterization(chosen, scale(chosen), to.meaning().time(),
                    to.meaning().schedule(), sigmaData));
        }
        if (optimizer != Following.AUTO) {
            changed = changed.with(Optimizer.valueOf(optimizer.name()));
        }
        return changed.with(learningRate == 0 ? to.rate() : learningRate,
                rateSchedule == Falling.AUTO ? to.schedule() : RateSchedule.valueOf(rateSchedule.name()));
    }

    private static InputScale scale(Prediction prediction) {
        return switch (prediction) {
            case EDM -> InputScale.EDM;
            case FLOW -> InputScale.FLOW;
            case EPSILON, SAMPLE, V_PREDICTION, SCORE -> InputScale.VP;
        };
    }
}
