package org.remanence.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.ResultJson;
import org.remanence.session.StoredParts;

class ComponentsTest {
    /// Curves that several results have.
    public record Curves(@Reported("up") Curve rise, @Reported("down") Curve fall) { }

    /// A group within a group.
    public record Inner(@Reported("how many") long count, @Group Curves curves) { }

    /// A result with one.
    public record Whole(@Reported("before") double first, @Group Inner inner, @Reported("after") Estimate last) { }

    private static final Curve RISE = new Curve("time", new double[] {1, 2}, new double[] {3, 5}, new double[] {0.5, 1}, new long[] {4, 4});
    private static final Whole WHOLE = new Whole(0.5, new Inner(7, new Curves(RISE, Curve.empty("time"))), new Estimate(1, Double.NaN, 2));

    @Test
    void groupsStandInPlaceOfTheirComponents() {
        List<String> names = List.of("first", "count", "rise", "fall", "last");
        assertEquals(names, Components.of(Whole.class).stream().map(RecordComponent::getName).toList());
        assertEquals(names, List.copyOf(Components.values(WHOLE).keySet()));
        assertEquals(7L, Components.values(WHOLE).get("count"));
        assertEquals("""
                {"first":0.5,"count":7,"rise":{"axis":"time","x":[1.0,2.0],"mean":[3.0,5.0],"stderr":[0.5,1.0],"count":[4,4]},\
                "fall":{"axis":"time","x":[],"mean":[],"stderr":[],"count":[]},"last":{"mean":1.0,"stderr":null,"count":2}}""",
                ResultJson.compact(WHOLE));
    }

    @Test
    void groupsAreReadBackFromFinishedParts(@TempDir Path folder) {
        new StoredParts(folder.resolve("out"), Map.of()).part("whole", Whole.class, () -> WHOLE);
        Whole read = new StoredParts(folder.resolve("out"), Map.of()).part("whole", Whole.class, () -> {
            throw new AssertionError("it is finished");
        });
        assertEquals(ResultJson.compact(WHOLE), ResultJson.compact(read));
        assertEquals(WHOLE.last(), read.last(), "NaN is kept");
    }

    @Test
    void oneNameIsOneComponent() {
        record Twice(Curve rise, @Group Curves curves) { }
        assertThrows(IllegalStateException.class, () -> Components.values(new Twice(RISE, WHOLE.inner.curves)));
    }

    @Test
    void aTheoryFindsTheCurveItStandsBeside() {
        Expected law = Expected.beside(WHOLE, RISE, time -> 2 * time);
        assertEquals("rise", law.of());
        assertArrayEquals(new double[] {2, 4}, law.mean());
        assertArrayEquals(new double[] {(3 - 2) / 0.5, (5 - 4) / 1.0}, law.residual());
        Expected measured = Expected.beside(WHOLE, RISE, new Curve("time", new double[] {1, 2}, new double[] {2, 5},
                new double[] {1.2, 1}, new long[] {9, 9}));
        assertEquals("rise", measured.of());
        assertArrayEquals(new double[] {1 / 1.3, 0}, measured.residual(), 1e-15, "0.5² + 1.2² = 1.3²");
        assertThrows(IllegalStateException.class, () -> Expected.beside(WHOLE, RISE.times(1), time -> time), "another curve");
        assertThrows(IllegalStateException.class, () -> Expected.beside(new Curves(RISE, RISE), RISE, time -> time), "one of two");
    }

    static List<ExperimentType<?>> experiments() {
        return Experiments.all();
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void everyOutcomeHasANameOfItsOwn(ExperimentType<?> type) {
        List<String> names = type.outcomes().stream().map(ExperimentType.Outcome::name).toList();
        assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
    }
}
