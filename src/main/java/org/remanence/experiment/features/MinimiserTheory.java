package org.remanence.experiment.features;

import org.remanence.experiment.Expected;
import org.remanence.experiment.Reported;
import org.remanence.result.Curve;

/// What minimisers do for d → ∞, beside [MinimiserCurves].
/// @param m noisings of each pattern
/// @param objective what is minimised
/// @param trainLoss L_train
/// @param empiricalLoss L_emp
/// @param testLoss L_test
/// @param scoreError E_test
/// @param bias of the mean estimator
/// @param variance the rest of E_test
/// @param manyFeatures E_test for ψ_p → ∞
public record MinimiserTheory(
        @Reported("noisings m of each pattern; inf for the average") String m,
        @Reported("d → ∞; published as the training loss") Expected objective,
        @Reported("d → ∞") Expected trainLoss,
        @Reported("d → ∞") Expected empiricalLoss,
        @Reported("d → ∞") Expected testLoss,
        @Reported("d → ∞") Expected scoreError,
        @Reported("d → ∞") Expected bias,
        @Reported("d → ∞") Expected variance,
        @Reported("score error for infinitely many features; no points where no formula is known") Curve manyFeatures) { }
