package org.remanence.experiment;

import java.util.List;

/// Every experiment there is.
public final class Experiments {
    private static final List<Blueprint<?>> ALL = List.of(
            new Blueprint<>(Portrait.class),
            new Blueprint<>(ExcessEntropy.class),
            new Blueprint<>(CloneAgreement.class),
            new Blueprint<>(Collapse.class),
            new Blueprint<>(ScoreField.class),
            new Blueprint<>(Jacobian.class),
            new Blueprint<>(Dimension.class),
            new Blueprint<>(Speciation.class),
            new Blueprint<>(CovarianceSpectrum.class),
            new Blueprint<>(SpeciationDimensions.class),
            new Blueprint<>(Scaling.class),
            new Blueprint<>(Condensation.class),
            new Blueprint<>(CondensationPositions.class),
            new Blueprint<>(RemOracle.class));
    private static final List<Blueprint<?>> VERBS = List.of(
            new Blueprint<>(Portrait.class),
            new Blueprint<>(Scoring.class),
            new Blueprint<>(Sampling.class));

    private Experiments() { }

    /// All of them, as `list` names them.
    public static List<Blueprint<?>> all() {
        return ALL;
    }

    /// Those that have a verb of their own on the command line.
    public static List<Blueprint<?>> verbs() {
        return VERBS;
    }
}
