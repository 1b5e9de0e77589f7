package org.remanence.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final FigureCheck PASS = FigureCheck.within("x", 1, 1, 0.1, "rounding");
    private static final FigureCheck FAIL = FigureCheck.within("x", 1, 2, 0.1, "rounding");

    private static boolean holds(FigureCheck... checks) {
        return Verdict.of("found", List.of(checks), new LinkedHashMap<>()).holds();
    }

    @Test
    void oneFailureIsEnough() {
        assertTrue(holds(PASS));
        assertTrue(holds(PASS, PASS));
        assertFalse(holds(PASS, FAIL));
        assertFalse(holds(FAIL, PASS));
        assertFalse(holds(FAIL));
    }

    @Test
    void checksAreCopied() {
        List<FigureCheck> checks = new ArrayList<>(List.of(PASS));
        Verdict verdict = Verdict.of("found", checks, new LinkedHashMap<>());
        checks.clear();
        assertEquals(List.of(PASS), verdict.checks());
    }
}
