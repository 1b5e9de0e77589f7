package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.data.PatternSet;
import org.remanence.experiment.measure.DataChoice.Centering;
import org.remanence.experiment.measure.DataChoice.ScaleChoice;
import org.remanence.result.Npy;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// A state beside prepared patterns is prepared as they are.
class PreparedStateChoiceTest {
    private static final double[][] DATA = {{0, 10, -1}, {2, 10, 5}, {4, 40, 0}};

    @TempDir
    private Path folder;

    private double[] state(DataChoice choice, String at) {
        try (Session session = Session.seeded(4); Arena arena = Arena.ofShared()) {
            PatternSet patterns = choice.open(arena, Precision.DOUBLE, session);
            return new StateChoice(at).state(choice, patterns, session);
        }
    }

    @Test
    void aFileIsInTheUnitsOfTheData() {
        Path data = folder.resolve("data.npy");
        Path row = folder.resolve("row.npy");
        Npy.write(data, Matrix.of(DATA));
        Npy.write(row, Matrix.of(new double[][] {DATA[2]}));
        for (ScaleChoice scale : ScaleChoice.values()) {
            for (Centering center : Centering.values()) {
                var choice = new DataChoice(data.toString(), scale, center);
                try (Session session = Session.seeded(4); Arena arena = Arena.ofShared()) {
                    assertArrayEquals(choice.open(arena, Precision.DOUBLE, session).row(2), state(choice, row.toString()), scale + " " + center);
                }
                assertArrayEquals(new double[3], state(choice, "origin"), "the origin of the states");
            }
        }
    }

    @Test
    void aFreshDrawIsMadeOneLengthWithThePatterns() {
        var choice = new DataChoice("gaussian:d=6,n=50,sigma=3", ScaleChoice.UNIT_NORM, Centering.OFF);
        double[] state = state(choice, "datum");
        double square = 0;
        for (double each : state) {
            square += each * each;
        }
        assertEquals(1, square, 1e-14, "rounding");
    }
}
