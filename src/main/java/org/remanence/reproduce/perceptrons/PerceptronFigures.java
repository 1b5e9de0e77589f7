package org.remanence.reproduce.perceptrons;

import java.util.List;
import org.remanence.reproduce.Reproduction;

/// The figures of the talk on perceptrons.
public final class PerceptronFigures {
    private static final List<Reproduction> ALL = List.of(new NegativeMargin(), new FlatSigns(), new PotentialSigns(),
            new AnnealedSigns());

    private PerceptronFigures() { }

    /// In the order of the talk.
    public static List<Reproduction> all() {
        return ALL;
    }
}
