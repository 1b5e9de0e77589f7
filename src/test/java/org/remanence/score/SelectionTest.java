package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.remanence.kernel.States;
import org.remanence.kernel.Workers;
import org.remanence.tensor.Matrix;

class SelectionTest {
    private final Selection odd = Selection.all(8).filter(b -> b % 2 == 1);

    @Test
    void rowsAreStatesAndBack() {
        assertEquals(4, odd.size());
        assertEquals(5, odd.state(2));
        assertTrue(odd.has(7));
        assertFalse(odd.has(6));
        assertArrayEquals(new int[] {3, 7}, odd.rows(1, 3).stream().toArray());
    }

    @Test
    void whatIsTakenAwayIsGone() {
        assertArrayEquals(new int[] {1, 5}, odd.without(odd.rows(1, 3)).stream().toArray());
        assertArrayEquals(new int[] {0, 2, 4, 6}, Selection.all(8).without(odd).stream().toArray());
        assertEquals(odd, odd.without(Selection.NONE));
        assertEquals(Selection.NONE, odd.without(Selection.all(8)));
        assertNotEquals(odd, odd.rows(0, 1, 2));
        assertTrue(odd.filter(b -> b > 7).isEmpty());
    }

    @Test
    void aSubBatchHoldsItsStates() {
        Matrix x = Matrix.zeros(8, 2);
        for (int b = 0; b < 8; b++) {
            x.set(b, 0, b);
            x.set(b, 1, -b);
        }
        States all = new States(x, new double[2], 1, 0, 2, Workers.ALONE);
        assertArrayEquals(new double[] {1, -1, 3, -3, 5, -5, 7, -7}, odd.of(all).raw());
        assertEquals(all.offset(5), odd.of(all).offset(2));
    }
}
