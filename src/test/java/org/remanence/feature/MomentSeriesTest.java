package org.remanence.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.session.Session;

class MomentSeriesTest {
    private static final double FARTHEST = 12;
    private static final int DRIVES = 301;

    /// The definition, an integral for each drive, at widths between those the series are known at. Largest values are 1 for
    /// bounded
    /// functions and 12 for the others.
    @ParameterizedTest
    @CsvSource({"TANH, 0.14, 1, 5, 1e-13", "TANH, 0.14, 1.9, 5, 1e-13", "TANH, 0.02, 3.9, 5, 1e-13", "TANH, 0.5, 3.9, 5, 1e-11",
            "TANH, 0.3, 2, 16, 1e-13",
            "ERF, 0.5, 1.9, 5, 1e-13", "SILU, 0.14, 1.4, 5, 1e-12", "SILU, 0.5, 1.9, 5, 1e-12"})
    void seriesIsTheDefinition(FeatureFunction function, double least, double ratio, int orders, double tolerance) {
        double[] widths = {least, least * (1 + 0.37 * (ratio - 1)), least * ratio};
        double[] drives = new double[DRIVES];
        for (int i = 0; i < DRIVES; i++) {
            drives[i] = FARTHEST * (2.0 * i / (DRIVES - 1) - 1);
        }
        NoiseAverages direct = NoiseAverages.direct(function, widths);
        try (Session session = Session.seeded(1)) {
            NoiseAverages series = new MomentSeries(function, widths, orders, FARTHEST, session);
            double[][] expected = new double[orders][DRIVES];
            double[][] found = new double[orders][DRIVES];
            for (int i = 0; i < widths.length; i++) {
                assertEquals(direct.row(i, drives, expected) / DRIVES, series.row(i, drives, found) / DRIVES, 12 * tolerance);
                for (int k = 0; k < orders; k++) {
                    assertArrayEquals(expected[k], found[k], tolerance, "order " + k);
                }
            }
        }
    }
}
