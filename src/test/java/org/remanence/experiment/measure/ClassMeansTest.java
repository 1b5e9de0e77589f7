package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.remanence.data.Labels;
import org.remanence.data.PatternSet;
import org.remanence.tensor.Matrix;

/// Patterns are read 256 at a time.
class ClassMeansTest {
    @Test
    void meansAreRightBeyondTheFirstBlock() {
        double[][] patterns = new double[700][2];
        int[] labels = new int[700];
        double[][] sum = new double[3][2];
        int[] count = new int[3];
        for (int i = 0; i < 700; i++) {
            labels[i] = i < 256 ? 0 : i < 512 ? 1 : 2 - i % 2;
            patterns[i][0] = labels[i] + (i % 7) * 0.25;
            patterns[i][1] = -i;
            sum[labels[i]][0] += patterns[i][0];
            sum[labels[i]][1] += patterns[i][1];
            count[labels[i]]++;
        }
        double[][] means = ClassMeans.of(PatternSet.of(patterns).with(Labels.coded(3, labels))).means();
        for (int c = 0; c < 3; c++) {
            assertArrayEquals(new double[] {sum[c][0] / count[c], sum[c][1] / count[c]}, means[c], 1e-10, "700 roundings");
        }
    }

    @Test
    void nearestMeanIsByWholeDistanceAndTheFirstAmongEquals() {
        ClassMeans means = new ClassMeans(new double[][] {{0, 0}, {4, 0}, {0, 4}});
        assertEquals(0, means.nearest(new double[] {2, 0}));
        assertEquals(1, means.nearest(new double[] {2.01, 0}));
        assertEquals(2, means.nearest(new double[] {1, 3}));
        assertEquals(3, means.classes());
        double[][] states = new double[300][2];
        Arrays.fill(states, 100, 300, new double[] {4, 0});
        double[][] others = new double[300][2];
        Arrays.fill(others, 250, 300, new double[] {4, 1});
        assertEquals(100 + 50, means.agreements(Matrix.of(states), Matrix.of(others)));
    }
}
