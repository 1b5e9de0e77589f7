package org.remanence.experiment.features;

/// What a trained score has done with its patterns: whether it knows their law, and whether it has learned their noise by heart.
public enum Phase {
    /// It knows the law, and little more.
    GENERALIZES,
    /// It knows the law although it has learned noise by heart: benign overfitting.
    BENIGN,
    /// It has learned noise by heart instead of the law.
    MEMORIZES,
    /// Neither.
    FAILS;

    /// @param knows whether the score error is a small share of that of the score 0
    /// @param fits whether the training loss lies well below that of the true score
    static Phase of(boolean knows, boolean fits) {
        if (knows) {
            return fits ? BENIGN : GENERALIZES;
        }
        return fits ? MEMORIZES : FAILS;
    }
}
