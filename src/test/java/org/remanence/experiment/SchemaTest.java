package org.remanence.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.VarianceExploding;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

@Tag("locale")
class SchemaTest {
    /// A group of parameters.
    public record Noise(@Parameter(value = "ou", help = "the process") Diffusion process,
                        @Parameter(value = "0.5", above = 0, help = "its strength") double strength) {
        public Noise {
            Schema.check(Noise.class, process, strength);
        }
    }

    /// One parameter of each kind.
    public record Everything(@Defaults("process=ve") Noise noise,
                             @Parameter(value = "log:1:100:3", above = 0, unit = "seconds") AxisValues waitingTimes,
                             @Parameter(value = "2000", min = 2, max = 5000) long draws,
                             @Parameter("float") Precision precision,
                             @Parameter String file) {
        public Everything {
            Schema.check(Everything.class, noise, waitingTimes, draws, precision, file);
        }
    }

    private static final Schema<Everything> SCHEMA = Schema.of(Everything.class);

    @Test
    void groupsStandInPlaceOfTheirComponents() {
        assertEquals(List.of("--process", "--strength", "--waiting-times", "--draws", "--precision", "--file"),
                SCHEMA.fields().stream().map(ParameterSpec::flag).toList());
    }

    @Test
    void defaultsAreReadFromTheComponentsAndMayBeReplacedForAGroup() {
        Everything filled = SCHEMA.fill(Map.of("file", "x.npy"));
        assertEquals(new VarianceExploding(), filled.noise().process());
        assertEquals(0.5, filled.noise().strength());
        assertEquals(2000, filled.draws());
        assertEquals(Precision.FLOAT, filled.precision());
        assertArrayEquals(new double[] {1, 10, 100}, filled.waitingTimes().values(), 1e-13, "rounding of the exponential");
    }

    @Test
    void textsReplaceDefaultsEverywhere() {
        Everything filled = SCHEMA.fill(Map.of("file", "x.npy", "process", "ou", "draws", "7", "waitingTimes", "3,1"));
        assertEquals(new OrnsteinUhlenbeck(), filled.noise().process());
        assertEquals(7, filled.draws());
        assertEquals(AxisValues.of(3, 1), filled.waitingTimes());
    }

    @ParameterizedTest
    @CsvSource({"7,7", "1e3,1000", "2.5E3,2500", " 40 ,40", "4e+1,40"})
    void wholeNumbersAreReadInAnyNotation(String text, long draws) {
        assertEquals(draws, SCHEMA.fill(Map.of("file", "x.npy", "draws", text)).draws());
    }

    @Test
    void valuesAreWhatJsonShows() {
        Map<String, Object> values = SCHEMA.values(SCHEMA.fill(Map.of("file", "x.npy", "waitingTimes", "3,1")));
        assertEquals(List.of("process", "strength", "waitingTimes", "draws", "precision", "file"), List.copyOf(values.keySet()));
        assertEquals("ve", values.get("process"));
        assertEquals("float", values.get("precision"));
        assertEquals(2000L, values.get("draws"));
        assertArrayEquals(new double[] {3, 1}, (double[]) values.get("waitingTimes"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "draws; 1; draws must be at least 2 and at most 5000, got 1",
        "draws; 5001; draws must be at least 2 and at most 5000, got 5001",
        "draws; 2.5; draws must be a whole number, got '2.5'",
        "draws; 1e999999999; draws must be a whole number, got '1e999999999'",
        "draws; many; draws must be a whole number, got 'many'",
        "draws; 99999999999999999999; draws must be a whole number, got '99999999999999999999'",
        "strength; 0; strength must be above 0, got 0.0",
        "strength; NaN; strength must be above 0, got NaN",
        "waitingTimes; 1,-1; each of waitingTimes must be above 0, got -1.0",
        "precision; half; precision must be one of float | double",
        "process; xx; process must be ou or ve, got xx",
        "sigma; 1; no parameter is called sigma",
    })
    void refusesWhatIsOutOfBoundsInOneSentence(String name, String text, String sentence) {
        var refused = assertThrows(BadInput.class, () -> SCHEMA.fill(Map.of("file", "x.npy", name, text)));
        String expected = sentence.replace("float | double", "double | float");
        assertTrue(refused.getMessage().startsWith(expected), refused.getMessage());
    }

    @Test
    void refusesAMissingParameterWithoutDefault() {
        var refused = assertThrows(BadInput.class, () -> SCHEMA.fill(Map.of()));
        assertEquals("file must be given (--file)", refused.getMessage());
    }

    @Test
    void theJavaConstructorKeepsTheSameBounds() {
        var noise = new Noise(new OrnsteinUhlenbeck(), 1);
        assertThrows(IllegalArgumentException.class, () -> new Everything(noise, AxisValues.of(1), 1, Precision.DOUBLE, ""));
        assertThrows(IllegalArgumentException.class, () -> new Everything(null, AxisValues.of(1), 2, Precision.DOUBLE, ""));
    }

    /// A group whose default names nothing.
    public record Misspelled(@Defaults("proces=ve") Noise noise) { }

    @Test
    void refusesADefaultForNoParameter() {
        assertThrows(IllegalArgumentException.class, () -> Schema.of(Misspelled.class).fields());
    }
}
