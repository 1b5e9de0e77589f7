package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.remanence.plot.Timeline;
import org.remanence.result.Estimate;

class RegimeBandsTest {
    private static String bands(double collapse, double speciation) {
        Timeline timeline = new RegimeBands(RegimeBands.exact(collapse), "t_C", new Estimate(speciation, 0.1, 9), "t_S").timeline();
        List<String> told = timeline.regimes().stream().map(each ->
                "%s %.1f–%.1f".formatted(each.name(), each.from(), each.to())).toList();
        return String.join(", ", told) + " | " + timeline.marks().stream().map(each -> each.label()).toList();
    }

    @Test
    void threeRegimesOrFewer() {
        assertEquals("memorization 0.0–0.5, generalization 0.5–1.5, noise 1.5–2.4 | [t_C, t_S]", bands(0.5, 1.5));
        assertEquals("memorization 0.0–0.5, noise 0.5–0.8 | [t_C]", bands(0.5, Double.NaN));
        assertEquals("generalization 0.0–1.0, noise 1.0–1.6 | [t_S]", bands(Double.NaN, 1));
        assertEquals("noise 0.0–1.6 | []", bands(Double.NaN, Double.NaN));
        assertEquals("memorization 0.0–1.0, noise 1.0–1.6 | [t_C]", bands(1, 0.5));
    }
}
