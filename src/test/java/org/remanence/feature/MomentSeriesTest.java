package org.remanence.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.session.Session;

class MomentSeriesTest {
    private static final double FARTHEST = 12;

    /// The definition, one drive after the other, at widths between those of the table and drives between its nodes.
    @ParameterizedTest
    @CsvSource({"TANH, 0.14, 1.0, 5", "TANH, 0.14, 2, 5", "TANH, 0.9, 1, 5", "TANH, 0.5, 3.9, 5", "TANH, 0.3, 2, 16", "SILU, 0.5, 3.9, 5", "SILU, 0.14, 1.4, 5", "IDENTITY, 0.5, 1.4, 5", "ERF, 0.14, 1, 5",
            "ERF, 0.5, 3.9, 5", "ERF, 0.02, 3.9, 5", "TANH, 0.02, 3.9, 5"})
    void tableIsTheDefinition(FeatureFunction function, double least, double ratio, int orders) {
        double[] widths = new double[9];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = least * (1 + (ratio - 1) * i / 8);
        }
        double[] drives = new double[2001];
        for (int i = 0; i < drives.length; i++) {
            drives[i] = FARTHEST * (i - 1000) / 1000;
        }
        NoiseAverages direct = NoiseAverages.direct(function, widths);
        try (Session session = Session.seeded(1)) {
            NoiseAverages table = new MomentSeries(function, widths, orders, FARTHEST, session);
            double[][] expected = new double[orders][drives.length];
            double[][] found = new double[orders][drives.length];
            double worst = 0;
            for (int i = 0; i < widths.length; i++) {
                double square = direct.row(i, drives, expected);
                double squared = table.row(i, drives, found);
                for (int k = 0; k < orders; k++) for (int n = 0; n < drives.length; n++) worst = Math.max(worst, Math.abs(expected[k][n] - found[k][n]));
                if (i % 4 == 0) System.out.println(function + " " + least + " " + ratio + " i=" + i + " worst " + worst + " sq " + Math.abs(squared - square)/drives.length);
            }
        }
    }
}
