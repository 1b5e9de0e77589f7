package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.experiment.AxisChoice;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Schema;
import org.remanence.process.Diffusion;
import org.remanence.session.Session;

class RegimeTimesTest {
    private static RegimeTimes times(String data, String process) {
        try (Session session = Session.seeded(3);
                var sitter = ScoredPatterns.open(new DataChoice(data, DataChoice.ScaleChoice.NONE, DataChoice.Centering.AUTO),
                        Diffusion.named(process),
                        Schema.of(ScoreSettings.class).fill(Map.of()), session)) {
            return RegimeTimes.of(sitter.collapse(), sitter.spectrum(), sitter.score(), session);
        }
    }

    /// The grid surrounds both transitions on either clock and whatever the unit of the data.
    @ParameterizedTest
    @CsvSource({"0.001, ou", "1, ou", "100, ou", "0.001, ve", "100, ve"})
    void surroundsBothTransitionsInAnyUnit(double sigma, String process) {
        RegimeTimes times = times("mixture:d=16,n=200,mu=" + 3 * sigma + ",sigma=" + sigma, process);
        Diffusion clock = Diffusion.named(process);
        double largest = sigma * sigma * (1 + 9 * 16);
        assertEquals(largest, times.speciation(), 1e-9 * largest, "σ² + μ² d");
        AxisValues curves = times.curves();
        AxisValues clones = times.clones();
        assertEquals(13, curves.size());
        assertEquals(9, clones.size());
        for (AxisValues each : new AxisValues[] {curves, clones}) {
            assertTrue(clock.noiseToSignal(each.min()) < 0.5 * times.collapse() && clock.noiseToSignal(each.max()) > 5 * largest,
                    each.toString());
        }
    }

    /// Two far clusters collapse where each of them does, which a Gaussian of their spectrum does not know.
    @Test
    void findsACollapseFarFromTheGaussian(@TempDir Path folder) throws Exception {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            table.append(i % 2 * 1000 + 1e-3 * i).append(',').append(1e-3 * (i * i % 7)).append('\n');
        }
        RegimeTimes times = times(Files.writeString(folder.resolve("x.csv"), table).toString(), "ve");
        assertTrue(times.collapse() < 1e-4 && times.collapse() > 1e-9, "the patterns lie 0.001 from each other: "
                + times.collapse());
    }

    @Test
    void autoIsAWordAmongAxes() {
        assertEquals(AxisChoice.AUTO, AxisChoice.parse("times", "auto"));
        assertEquals(AxisChoice.of(AxisValues.of(1, 2)), AxisChoice.parse("times", "1,2"));
        assertEquals("auto", AxisChoice.AUTO.toString());
        assertEquals(AxisValues.of(5), AxisChoice.AUTO.orElse(() -> AxisValues.of(5)));
    }
}
