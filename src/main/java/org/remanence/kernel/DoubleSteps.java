package org.remanence.kernel;

import java.util.Arrays;

/// [FusedStep] in double.
final class DoubleSteps implements FusedStep {
    private final Gaussians gaussians;
    private final StepPass pass;
    private final int dimension;
    private final int blocks;
    private final double[][] directions;
    private final double[] states;
    private final double[] overlaps;
    private final double[] noise;
    private final double[] partial = new double[StepPass.PARTIALS];
    private final NoiseBuffer[] ahead;

    DoubleSteps(double[][] directions, int rows, Kernels kernels) {
        this.gaussians = kernels.gaussians();
        this.pass = kernels.steps();
        this.dimension = directions[0].length;
        this.blocks = Math.ceilDiv(dimension, 4);
        this.directions = new double[directions.length][dimension];
        for (int j = 0; j < directions.length; j++) {
            for (int k = 0; k < dimension; k++) {
                this.directions[j][k] = directions[j][k];
            }
        }
        this.states = new double[Math.multiplyExact(rows, dimension)];
        this.overlaps = new double[rows * directions.length];
        this.ahead = new NoiseBuffer[rows];
        int window = NoiseBuffer.window(blocks, rows);
        Arrays.setAll(ahead, row -> new NoiseBuffer(4 * window * row, window));
        this.noise = new double[Math.max(CHUNK, 4 * window * rows)];
    }

    @Override
    public int blocks() {
        return blocks;
    }

    @Override
    public void begin(int row, double[] pull, double sigma, long key, long index, long block) {
        Arrays.fill(states, row * dimension, (row + 1) * dimension, 0);
        step(row, 0, pull, sigma, key, index, block);
    }

    @Override
    public void step(int row, double keep, double[] pull, double sigma, long key, long index, long block) {
        int first = row * directions.length;
        Arrays.fill(overlaps, first, first + directions.length, 0);
        NoiseBuffer own = ahead[row];
        if (own.isUseful()) {
            if (!own.holds(key, index, block, blocks)) {
                gaussians.into(key, index, block, noise, own.at(), own.window());
                own.filled(key, index, block);
            }
            move(row, 0, dimension, own.at(block), keep, pull, sigma);
            return;
        }
        for (int k = 0; k < dimension; k += CHUNK) {
            int count = Math.min(CHUNK, dimension - k);
            gaussians.into(key, index, block + k / 4, noise, 0, Math.ceilDiv(count, 4 * FULL) * FULL);
            move(row, k, count, 0, keep, pull, sigma);
        }
    }

    private void move(int row, int k, int count, int from, double keep, double[] pull, double sigma) {
        int at = row * dimension + k;
        int first = row * directions.length;
        pass.move(states, at, noise, from, directions[0], k, count, keep, sigma, pull[0], partial);
        if (directions.length == 1) {
            overlaps[first] += StepPass.total(partial);
            return;
        }
        for (int j = 1; j < directions.length; j++) {
            pass.add(states, at, directions[j], k, count, pull[j]);
        }
        for (int j = 0; j < directions.length; j++) {
            pass.overlap(states, at, directions[j], k, count, partial);
            overlaps[first + j] += StepPass.total(partial);
        }
    }

    @Override
    public void copy(int from, int to) {
        System.arraycopy(states, from * dimension, states, to * dimension, dimension);
        System.arraycopy(overlaps, from * directions.length, overlaps, to * directions.length, directions.length);
    }

    @Override
    public double overlap(int row, int direction) {
        return overlaps[row * directions.length + direction];
    }

    @Override
    public void read(int row, double[] into) {
        for (int k = 0; k < dimension; k++) {
            into[k] = states[row * dimension + k];
        }
    }
}
