package org.remanence.reproduce.regimes;

import java.util.List;
import org.remanence.reproduce.Reproduction;

/// The figures of the document on dynamical regimes.
public final class RegimesFigures {
    private static final List<Reproduction> ALL = List.of(new NoiseStrips(), new Potential(), new SameClassClusters(), new SpeciationTable(),
            new ExcessEntropyClusters(), new CollapseClusters(), new DataSets());

    private RegimesFigures() { }

    /// In the order of the document.
    public static List<Reproduction> all() {
        return ALL;
    }
}
