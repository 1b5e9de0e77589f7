package org.remanence.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.remanence.result.Estimate;

final class VerdictTest {
    private static final FigureCheck PASSES = FigureCheck.within("x", 3, 3, 0.1, "rounding");
    private static final FigureCheck FAILS = FigureCheck.within("x", 4, 3, 0.1, "rounding");

    private static boolean holds(FigureCheck... checks) {
        return Verdict.of(List.of(checks), new LinkedHashMap<>()).holds();
    }

    @Test
    void holdsIfEveryCheckPasses() {
        assertTrue(holds(PASSES, PASSES));
        assertFalse(holds(PASSES, FAILS));
        assertFalse(holds(FAILS, PASSES));
        assertFalse(holds(FAILS));
        assertEquals(List.of(PASSES, FAILS), Verdict.of(List.of(PASSES, FAILS), new LinkedHashMap<>()).checks());
    }
}
