package org.remanence.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.SignedSums;

/// [SignedSums] with rows on the lanes: a table is one vector, or a few, from which the signs of all rows select.
public final class SimdSignedSums implements SignedSums {
    private static final VectorSpecies<Integer> INT = Lanes.INT;
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;
    private static final int LANES = INT.length();

    @Override
    public void add(float[] tables, int table, int[] words, int at, int count, double[] into, int to) {
        float[] sums = new float[ROWS];
        for (int row = 0; row < ROWS; row += LANES) {
            FloatVector s0 = FloatVector.zero(FLOAT);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            FloatVector s4 = s0;
            FloatVector s5 = s0;
            FloatVector s6 = s0;
            FloatVector s7 = s0;
            for (int k = 0; k < count; k++) {
                IntVector word = IntVector.fromArray(INT, words, at + k * ROWS + row);
                int group = table + k * GROUPS * TABLE;
                s0 = s0.add(selected(word, tables, group));
                s1 = s1.add(selected(word.lanewise(VectorOperators.LSHR, GROUP), tables, group + TABLE));
                s2 = s2.add(selected(word.lanewise(VectorOperators.LSHR, 2 * GROUP), tables, group + 2 * TABLE));
                s3 = s3.add(selected(word.lanewise(VectorOperators.LSHR, 3 * GROUP), tables, group + 3 * TABLE));
                s4 = s4.add(selected(word.lanewise(VectorOperators.LSHR, 4 * GROUP), tables, group + 4 * TABLE));
                s5 = s5.add(selected(word.lanewise(VectorOperators.LSHR, 5 * GROUP), tables, group + 5 * TABLE));
                s6 = s6.add(selected(word.lanewise(VectorOperators.LSHR, 6 * GROUP), tables, group + 6 * TABLE));
                s7 = s7.add(selected(word.lanewise(VectorOperators.LSHR, 7 * GROUP), tables, group + 7 * TABLE));
            }
            s0.add(s4).add(s2.add(s6)).add(s1.add(s5).add(s3.add(s7))).intoArray(sums, row);
        }
        for (int row = 0; row < ROWS; row++) {
            into[to + row] += sums[row];
        }
    }

    /// Entries that the lowest bits of each lane name; higher bits count for nothing.
    private static FloatVector selected(IntVector index, float[] tables, int at) {
        if (LANES == TABLE) {
            return index.selectFrom(part(tables, at)).reinterpretAsFloats();
        }
        if (2 * LANES == TABLE) {
            return index.selectFrom(part(tables, at), part(tables, at + LANES)).reinterpretAsFloats();
        }
        IntVector low = index.selectFrom(part(tables, at), part(tables, at + LANES));
        IntVector high = index.selectFrom(part(tables, at + 2 * LANES), part(tables, at + 3 * LANES));
        return low.blend(high, index.lanewise(VectorOperators.LSHL, WORD - GROUP).lt(0)).reinterpretAsFloats();
    }

    private static IntVector part(float[] tables, int at) {
        return FloatVector.fromArray(FLOAT, tables, at).reinterpretAsInts();
    }
}
