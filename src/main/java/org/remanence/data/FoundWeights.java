package org.remanence.data;

import org.remanence.tensor.RowWeights;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Weights of patterns that the user named.
final class FoundWeights {
    private FoundWeights() { }

    /// The patterns with weights in proportion to these numbers, noted with the effective number of patterns e^{H(w)}.
    /// @param from where they were found, as in "weights from column w"
    /// @throws BadInput if there is not one positive number a pattern
    static PatternSet attach(PatternSet patterns, String from, double[] values) {
        if (values.length != patterns.rows()) {
            throw new BadInput("%s must have one weight a pattern, got %d weights for %d patterns", from, values.length,
                    patterns.rows());
        }
        RowWeights weights = RowWeights.of(values, from);
        return patterns.with(weights).with(patterns.about().note(
                Text.of("weights from %s (as many as %.4g alike)", from, Math.exp(weights.entropy()))));
    }
}
