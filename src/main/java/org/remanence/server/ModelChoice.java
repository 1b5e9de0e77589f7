package org.remanence.server;

import org.remanence.experiment.Defaults;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.FollowedScore;
import org.remanence.experiment.measure.ScoreSettings;
import org.remanence.process.Diffusion;

/// Which model is served: patterns, what is done to them, the process that noises them, and whose score it is.
public record ModelChoice(
        @Defaults({"data=", "scale=none", "center=off"}) DataChoice data,
        @Parameter(value = "ou", help = "forward process") Diffusion process,
        FollowedScore model,
        ScoreSettings scoring,
        @Parameter(value = "1", help = "names the random numbers of a model of data and of features") long seed) {

    /// Refuses parameters out of bounds.
    public ModelChoice {
        Schema.check(ModelChoice.class, data, process, model, scoring, seed);
    }
}
