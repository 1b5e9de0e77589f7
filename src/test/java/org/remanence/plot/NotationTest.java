package org.remanence.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.result.Estimate;

@Tag("locale")
class NotationTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "0.02, 0.02", "0.513989, 0.514", "2.79543, 2.795", "-0.00123456, −0.001235", "1797, 1797",
            "60000, 60000",
        "123456, 123456", "1234.56, 1235", "1.2345678e-7, 1.235·10^{−7}", "6.02214076e23, 6.022·10^{23}",
        "0.0000123, 1.23·10^{−5}", "0.000123, 0.000123", "999999, 999999", "1234567, 1.235·10^{6}", "1e-11, 10^{−11}", "-1e7, −1·10^{7}", "-2e6, −2·10^{6}",
        "-Infinity, −∞", "NaN, not a number"})
    void writesNumbersToFourDigits(double value, String expected) {
        assertEquals(expected, Notation.number(value));
    }

    @ParameterizedTest
    @CsvSource({"0.506306, 0.000412, 0.50631 ± 0.00041", "12.3456, 0.2, 12.35 ± 0.20", "-0.5, 0.03, −0.500 ± 0.030",
        "1.234e-7, 1.2e-9, (1.234 ± 0.012)·10^{−7}", "1797, 42.4, 1797 ± 42", "0, 0.01, 0.000 ± 0.010", "0.5, 0, 0.5",
                "0, 1e-7, (0.0 ± 1.0)·10^{−7}", "1e-9, 2e6, (0.0 ± 2.0)·10^{6}",
                "0.5, NaN, 0.5 (error unknown)", "NaN, NaN, none"})
    void writesErrorsToTwoDigits(double mean, double stderr, String expected) {
        assertEquals(expected, Notation.number(new Estimate(mean, stderr, 5)));
    }

    @Test
    void setsMathsAndLeavesWordsAlone() {
        assertEquals("<i>t</i><sub>C</sub> and <i>n</i><sub>eff</sub>", Maths.html("t_C and n_eff"));
        assertEquals("<i>f</i><sup>e</sup>/α", Maths.html("f^e/α"));
        assertEquals("10<sup>−3</sup>, <i>e</i><sup>−2t</sup>, <i>x</i><sub>i</sub><sup>2</sup>",
                Maths.html("10^{−3}, e^{−2t}, x_i^2"));
        assertEquals("same_class and ei_heun", Maths.html("same_class and ei_heun"));
        assertEquals("t_C, fᵉ, 10⁻³, e^(−2t)", Maths.plain("t_C, f^e, 10^{-3}, e^{−2t}"));
    }

    @Test
    void numbersOfOtherFormatsAreSetInTheSameNotation() {
        assertEquals("from 1.2·10<sup>−7</sup> to 10<sup>12</sup>, 3.5·10<sup>4</sup>.", Maths.html("from 1.20e-07 to 1.000e+12, 3.5e+04."));
        assertEquals("scaled to [−1, 1], q = −0.5, κ=−2", Maths.html("scaled to [-1, 1], q = -0.5, κ=-2"));
        assertEquals("2-5, run-12, 0x1e-07, v1.2e-07b, image-2.png", Maths.html("2-5, run-12, 0x1e-07, v1.2e-07b, image-2.png"));
    }

    @Test
    void aMeanKeepsTheDigitsOfItsError() {
        assertEquals("0.389", Notation.mean(new Estimate(0.38881, 0.038, 200)));
        assertEquals("0.2272", Notation.mean(new Estimate(0.227155, 0.0023, 200)));
        assertEquals("0.5", Notation.mean(new Estimate(0.5, 0, 0)));
        assertEquals("1.234·10^{−7}", Notation.mean(new Estimate(1.23412e-7, 1.2e-9, 5)));
    }

    @ParameterizedTest
    @CsvSource({"0.04, 0.0 s", "37.862550785, 37.9 s", "99.94, 99.9 s", "99.96, 1.7 min", "752.1, 12.5 min", "5997, 1.7 h", "36000, 10.0 h"})
    void durationsHaveThreeDigitsAtMost(double seconds, String expected) {
        assertEquals(expected, Notation.duration(seconds));
    }

    @Test
    void escapesWhatHtmlWouldRead() {
        assertEquals("&lt;b&gt; &amp; &quot;&#39;", Maths.html("<b> & \"'"));
        assertEquals("<i>x</i><sub>&lt;/sub&gt;</sub>", Maths.html("x_{</sub>}"));
        assertEquals("&lt;<i>t</i><sub>C</sub>&gt;", Maths.html("<t_C>"));
    }

    @Test
    void ticksAreRoundNumbers() {
        assertEquals(List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0), Ticks.of(Axis.linear("x").between(-0.05, 1.05)));
        assertEquals(List.of(-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0), Ticks.of(Axis.linear("x").between(-3.4, 3.4)));
        assertEquals(List.of(0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0), Ticks.of(Axis.log("x").between(0.015, 3)));
        assertEquals(List.of(1e-6, 1e-4, 1e-2, 1.0), Ticks.of(Axis.log("x").between(1e-7, 1.5)));
        // whole decades, both ends included; one and less are cut into round steps
        assertEquals(List.of(0.01, 0.1, 1.0, 10.0), Ticks.of(Axis.log("x").between(0.01, 10)));
        assertEquals(List.of(3.0, 4.0, 5.0, 6.0, 7.0, 8.0), Ticks.of(Axis.log("x").between(3, 8)));
        assertEquals(List.of(0.2, 0.3, 0.4), Ticks.minor(Axis.log("x").between(0.15, 0.45)));
        assertEquals(List.of(), Ticks.minor(Axis.linear("x").between(0, 1)));
        assertEquals(List.of("0.001", "9.9·10⁻⁴", "0.005", "99999", "10⁵"),
                List.of(0.001, 0.00099, 0.005, 99999.0, 1e5).stream().map(Ticks::label).toList());
        assertEquals(List.of("0.01", "2000", "10⁻⁵", "2·10⁶", "−0.5", "0"),
                List.of(0.01, 2000.0, 1e-5, 2e6, -0.5, 0.0).stream().map(Ticks::label).toList());
    }
}
