package org.remanence.experiment.regimes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.AxisValues;
import org.remanence.session.Session;

class ClassCountsTest {
    /// 700 trials in parts of 250, each trial once: the sum of their numbers tells.
    @Test
    void everyTrialIsCountedOnce() {
        List<String> parts = new ArrayList<>();
        try (Session session = Session.seeded(1)) {
            ClassCounts counts = ClassCounts.inParts("trials", 700, 2, session, (first, count) -> {
                parts.add(first + "+" + count);
                long sum = 0;
                for (long trial = first; trial < first + count; trial++) {
                    sum += trial;
                }
                return new long[] {count, sum};
            });
            assertEquals(List.of("0+250", "250+250", "500+200"), parts);
            assertArrayEquals(new long[] {700, 700 * 699 / 2}, counts.same());
            assertArrayEquals(new double[] {0.5, 0.25}, new ClassCounts(new long[] {4, 2}).shares(AxisValues.of(1, 2), 8).mean());
            assertEquals(0, new ClassCounts(new long[2]).shares(AxisValues.of(1, 2), 0).size());
        }
    }
}
