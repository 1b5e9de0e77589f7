package org.remanence.hopfield;

/// Overlaps as an array, signs as bytes: P operations a field.
final class ScalarOverlaps implements PatternOverlaps {
    /// ξ by neuron, `[N × P]`.
    private final byte[][] columns;
    private final int[] overlaps;

    ScalarOverlaps(SignBits signs) {
        columns = new byte[signs.neurons()][signs.patterns()];
        overlaps = new int[signs.patterns()];
        for (int i = 0; i < columns.length; i++) {
            for (int mu = 0; mu < overlaps.length; mu++) {
                columns[i][mu] = (byte) signs.sign(i, mu);
            }
        }
    }

    @Override
    public void add(int neuron, int sign) {
        change(columns[neuron], sign);
    }

    @Override
    public void flip(int neuron, int sign) {
        change(columns[neuron], 2 * sign);
    }

    private void change(byte[] column, int factor) {
        for (int mu = 0; mu < overlaps.length; mu++) {
            overlaps[mu] += factor * column[mu];
        }
    }

    @Override
    public long field(int neuron) {
        byte[] column = columns[neuron];
        long field = 0;
        for (int mu = 0; mu < overlaps.length; mu++) {
            field += column[mu] * overlaps[mu];
        }
        return field;
    }

    @Override
    public long overlap(int pattern) {
        return overlaps[pattern];
    }
}
