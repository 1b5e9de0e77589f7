package org.remanence.experiment.features;

import org.remanence.experiment.Reported;
import org.remanence.result.Curve;

/// What minimisers of finite systems do, against the parameter that is a list.
/// @param m noisings of each pattern
/// @param objective what is minimised
/// @param trainLoss L_train
/// @param empiricalLoss L_emp
/// @param testLoss L_test
/// @param scoreError E_test
/// @param bias of the mean estimator
/// @param variance the rest of E_test
public record MinimiserCurves(
        @Reported("noisings m of each pattern; inf for the average") String m,
        @Reported("what is minimised, training loss and penalty; published as the training loss") Curve objective,
        @Reported("training loss without the penalty") Curve trainLoss,
        @Reported("loss on the training patterns under fresh noise") Curve empiricalLoss,
        @Reported("loss on fresh patterns") Curve testLoss,
        @Reported("squared distance to the true score a coordinate") Curve scoreError,
        @Reported("squared distance of the mean estimator to the true score") Curve bias,
        @Reported("score error less the bias") Curve variance) { }
