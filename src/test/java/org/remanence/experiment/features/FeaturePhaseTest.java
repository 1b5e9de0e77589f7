package org.remanence.experiment.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Asking;
import org.remanence.result.Curve;
import org.remanence.theory.features.Activation;
import org.remanence.theory.features.FeatureCoefficients;
import org.remanence.theory.features.MinimiserLosses;
import org.remanence.theory.features.PopulationSpectrum;

class FeaturePhaseTest {
    private static Answer<FeaturePhase.Result> phase(Map<String, String> question) {
        return ask(FeaturePhase.class, question, 1, 2);
    }

    private static MinimiserLosses losses(double psiP, double psiN, double m) {
        FeatureCoefficients coefficients = FeatureCoefficients.of(Activation.TANH, 0.1, 1);
        return MinimiserLosses.of(coefficients, psiP, psiN, m, PopulationSpectrum.isotropic(1), 1e-3);
    }

    /// On the lines the losses are the stated shares of C_t and E_0; across them they are less or more.
    @Test
    void linesAreWhereTheCriteriaHold() {
        var theory = (FeaturePhase.Theory) phase(Map.of("psiP", "2,8", "psiN", "log:0.25:256:9", "realizations", "0")).theory();
        assertEquals(Math.exp(-0.2), theory.unexplained(), 1e-12);
        for (FeaturePhase.Lines lines : theory.lines()) {
            double m = lines.m().equals("inf") ? Double.POSITIVE_INFINITY : 1;
            Curve fits = lines.memorization();
            Curve knows = lines.generalization();
            assertEquals(List.of(2, 2), List.of(fits.size(), knows.size()), lines.m());
            for (int i = 0; i < 2; i++) {
                assertEquals(0.5 * theory.unexplained(), losses(fits.x()[i], fits.mean()[i], m).trainLoss(), 1e-9);
                assertTrue(losses(fits.x()[i], 0.9 * fits.mean()[i], m).trainLoss() < 0.5 * theory.unexplained());
                assertEquals(0.5, losses(knows.x()[i], knows.mean()[i], m).scoreError(), 1e-9);
                assertTrue(losses(knows.x()[i], 1.1 * knows.mean()[i], m).scoreError() < 0.5);
            }
        }
    }

    /// More noisings help networks of few features to generalize, and those of many to memorize less of each.
    @Test
    void phasesAreTheFourAnswersToTwoQuestions() {
        assertEquals(List.of(Phase.BENIGN, Phase.GENERALIZES, Phase.MEMORIZES, Phase.FAILS),
                List.of(Phase.of(true, true), Phase.of(true, false), Phase.of(false, true), Phase.of(false, false)));
        Answer<FeaturePhase.Result> answer = phase(
                Map.of("psiP", "1,16", "psiN", "1,16", "checks", "1,16", "d", "20", "realizations", "4"));
        List<FeaturePhase.Place> places = ((FeaturePhase.Theory) answer.theory()).places();
        assertEquals(List.of(Phase.FAILS, Phase.GENERALIZES, Phase.MEMORIZES, Phase.FAILS,
                Phase.MEMORIZES, Phase.FAILS, Phase.MEMORIZES, Phase.MEMORIZES), places.stream().map(FeaturePhase.Place::phase)
                .toList());
        for (int i = 0; i < places.size(); i++) {
            FeaturePhase.Check check = answer.result().checks().get(i);
            FeaturePhase.Place place = places.get(i);
            assertEquals(place.phase(), check.phase());
            double spread = Asking.ALARM * check.trainLoss().stderr();
            assertEquals(place.trainLoss(), check.trainLoss().mean(), spread + 1.0 / 20,
                    "losses are of order 1 and off by O(1/d)");
        }
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertRefused(FeaturePhase.class, Map.of("psiP", "4,2"), "psiP must increase over two ratios");
        assertRefused(FeaturePhase.class, Map.of("psiN", "4"), "psiN must increase over two ratios");
        assertRefused(FeaturePhase.class, Map.of("lambda", "0"), "U is singular");
        assertRefused(FeaturePhase.class, Map.of("threshold", "0"), "threshold must be above 0");
    }
}
