package org.remanence.experiment.features;

import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.text.BadInput;

/// Patterns of a data set to train on, if any were named; some are held out, to test on.
public record TrainingData(
        FeatureData named,
        @Parameter(value = "0.2", min = 0, max = 0.9, help = """
                share of the patterns held out, drawn anew for each system; 0: none, the test loss is the exact mean over the \
                law, which must be that of round clusters""") double heldOut) {
    /// Refuses parameters out of bounds.
    public TrainingData {
        Schema.check(TrainingData.class, named, heldOut);
    }

    /// Whether data were named.
    boolean isGiven() {
        return named.isGiven();
    }

    /// How many are held out.
    int heldOut(NamedPatterns patterns) {
        int count = (int) Math.round(heldOut * patterns.count());
        if (count < 1 || count >= patterns.count()) {
            throw new BadInput("""
                    heldOut must leave patterns to train on and to test on, got %s of the %d of %s: choose another share""",
                    heldOut, patterns.count(), patterns.name());
        }
        return count;
    }
}
