package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.remanence.data.Labels;
import org.remanence.data.PatternSet;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

class NearestLabelTest {
    /// Against a search through all patterns.
    @Test
    void theNearestPatternTellsTheClass() {
        try (Session session = Session.seeded(3)) {
            RandomStream stream = session.stream("points");
            Matrix patterns = points(stream, 40, 0);
            Matrix states = points(stream, 600, 1000);
            int[] labels = IntStream.range(0, 40).map(i -> stream.below(i, 100, 3)).toArray();
            int[] expected = new int[600];
            for (int b = 0; b < 600; b++) {
                double least = Double.POSITIVE_INFINITY;
                for (int i = 0; i < 40; i++) {
                    double distance = 0;
                    for (int k = 0; k < 5; k++) {
                        distance += Math.pow(states.get(b, k) - patterns.get(i, k), 2);
                    }
                    if (distance < least) {
                        least = distance;
                        expected[b] = labels[i];
                    }
                }
            }
            var classifier = new NearestLabel(PatternSet.of(patterns).with(Labels.coded(3, labels)), session);
            assertArrayEquals(expected, classifier.classes(states));
            long same = IntStream.range(0, 300).filter(b -> expected[b] == expected[b + 300]).count();
            assertEquals(same, classifier.agreements(states.slice(0, 300), states.slice(300, 300)));
        }
    }

    private static Matrix points(RandomStream stream, int count, int from) {
        Matrix points = Matrix.zeros(count, 5);
        for (int i = 0; i < count; i++) {
            double[] row = new double[5];
            stream.gaussians(from + i, 0, row, 0, 5);
            points.setRow(i, row);
        }
        return points;
    }
}
