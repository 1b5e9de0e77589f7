package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.remanence.experiment.Asking.answer;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.with;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.experiment.geometry.Condensation;
import org.remanence.experiment.geometry.CovarianceSpectrum;
import org.remanence.experiment.geometry.Dimension;
import org.remanence.experiment.geometry.Jacobian;
import org.remanence.experiment.geometry.RemOracle;
import org.remanence.experiment.geometry.ScoreField;
import org.remanence.experiment.model.Sampling;
import org.remanence.experiment.regimes.Collapse;
import org.remanence.experiment.regimes.Speciation;

/// No flag is passed over in silence.
class UnusedTest {
    private static final Map<String, String> LAW = Map.of("data", "mixture:d=8", "times", "1", "pairs", "10", "returns", "0", "steps", "20");

    @ParameterizedTest
    @CsvSource({"scale, range", "scale, standardize", "scale, unit-norm", "center, on"})
    void theTrueScoreIsThatOfTheLawAsItStands(String name, String value) {
        assertRefused(Speciation.class, with(LAW, Map.of(name, value)), name + " has no effect");
    }

    @Test
    void whatComesToTheSameIsTaken() {
        assertDoesNotThrow(() -> answer(Speciation.class, with(LAW, Map.of("scale", "none", "center", "off")), 1, 1));
        assertDoesNotThrow(() -> answer(Collapse.class, Map.of("data", "gaussian:d=4,n=20", "draws", "10", "pairs", "0", "paths", "0",
                "sampler", "ancestral", "steps", "60"), 1, 1));
    }

    @Test
    void collapseWithoutPathsTakesNoSampler() {
        Map<String, String> question = Map.of("data", "gaussian:d=4,n=20", "draws", "10", "pairs", "0", "paths", "0");
        assertRefused(Collapse.class, with(question, Map.of("sampler", "em")), "sampler has no effect where pairs and paths are 0");
        assertRefused(Collapse.class, with(question, Map.of("steps", "61")), "steps has no effect where pairs and paths are 0");
    }

    @Test
    void otherModes() {
        assertRefused(Sampling.class, Map.of("data", "digits", "count", "1", "sampler", "ancestral", "prune", "off"), "prune has no effect");
        assertRefused(CovarianceSpectrum.class, Map.of("count", "3"), "count has no effect unless method is top");
        assertRefused(CovarianceSpectrum.class, Map.of("method", "top", "probes", "3"), "probes has no effect unless method is density");
        assertRefused(CovarianceSpectrum.class, Map.of("steps", "3"), "steps has no effect unless method is density");
        assertRefused(Dimension.class, Map.of("threshold", "3"), "threshold has no effect unless criterion is first-spike");
        assertRefused(Dimension.class, Map.of("vectors", "3"), "vectors has no effect unless along is gaussian");
        assertRefused(Jacobian.class, Map.of("method", "exact", "along", "haar"), "along has no effect where method is exact");
        assertRefused(Jacobian.class, Map.of("score", "true", "control", "3"), "control has no effect");
        assertRefused(RemOracle.class, Map.of("check", "0", "checks", "9"), "checks has no effect where check is 0");
        assertRefused(Condensation.class, Map.of("data", "digits", "realizations", "3"), "realizations has no effect on stored patterns");
        assertRefused(ScoreField.class, Map.of("data", "rademacher:d=2,n=4", "realizations", "3"), "realizations has no effect");
    }
}
