package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.StepPass;

/// [StepPass] on lanes: a vector holds neighbouring partial sums, so the order of the additions is that of the twin. Two vectors a
/// turn: with one, the turn costs more than its arithmetic.
public final class SimdStepPass implements StepPass {
    private static final VectorSpecies<Double> DOUBLE = Lanes.DOUBLE;
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;
    private static final int DOUBLES = DOUBLE.length();
    private static final int FLOATS = FLOAT.length();

    @Override
    public void move(double[] x, int at, double[] z, int zAt, double[] u, int uAt, int count, double keep, double noise, double pull,
                     double[] partial) {
        int whole = count - count % PARTIALS;
        DoubleVector amplitude = DoubleVector.broadcast(DOUBLE, noise);
        DoubleVector drift = DoubleVector.broadcast(DOUBLE, pull);
        for (int column = 0; column < PARTIALS; column += 2 * DOUBLES) {
            DoubleVector low = DoubleVector.zero(DOUBLE);
            DoubleVector high = DoubleVector.zero(DOUBLE);
            for (int k = column; k < whole; k += PARTIALS) {
                DoubleVector direction = DoubleVector.fromArray(DOUBLE, u, uAt + k);
                DoubleVector moved = drift.fma(direction, amplitude.fma(DoubleVector.fromArray(DOUBLE, z, zAt + k),
                        DoubleVector.fromArray(DOUBLE, x, at + k).mul(keep)));
                moved.intoArray(x, at + k);
                low = moved.fma(direction, low);
                direction = DoubleVector.fromArray(DOUBLE, u, uAt + k + DOUBLES);
                moved = drift.fma(direction, amplitude.fma(DoubleVector.fromArray(DOUBLE, z, zAt + k + DOUBLES),
                        DoubleVector.fromArray(DOUBLE, x, at + k + DOUBLES).mul(keep)));
                moved.intoArray(x, at + k + DOUBLES);
                high = moved.fma(direction, high);
            }
            low.intoArray(partial, column);
            high.intoArray(partial, column + DOUBLES);
        }
        for (int k = whole; k < count; k++) {
            double moved = Math.fma(pull, u[uAt + k], Math.fma(noise, z[zAt + k], keep * x[at + k]));
            x[at + k] = moved;
            partial[k - whole] = Math.fma(moved, u[uAt + k], partial[k - whole]);
        }
    }

    @Override
    public void add(double[] x, int at, double[] u, int uAt, int count, double pull) {
        int whole = count - count % DOUBLES;
        DoubleVector drift = DoubleVector.broadcast(DOUBLE, pull);
        for (int k = 0; k < whole; k += DOUBLES) {
            drift.fma(DoubleVector.fromArray(DOUBLE, u, uAt + k), DoubleVector.fromArray(DOUBLE, x, at + k)).intoArray(x, at + k);
        }
        for (int k = whole; k < count; k++) {
            x[at + k] = Math.fma(pull, u[uAt + k], x[at + k]);
        }
    }

    @Override
    public void overlap(double[] x, int at, double[] u, int uAt, int count, double[] partial) {
        int whole = count - count % PARTIALS;
        for (int column = 0; column < PARTIALS; column += 2 * DOUBLES) {
            DoubleVector low = DoubleVector.zero(DOUBLE);
            DoubleVector high = DoubleVector.zero(DOUBLE);
            for (int k = column; k < whole; k += PARTIALS) {
                low = DoubleVector.fromArray(DOUBLE, x, at + k).fma(DoubleVector.fromArray(DOUBLE, u, uAt + k), low);
                high = DoubleVector.fromArray(DOUBLE, x, at + k + DOUBLES).fma(DoubleVector.fromArray(DOUBLE, u, uAt + k + DOUBLES), high);
            }
            low.intoArray(partial, column);
            high.intoArray(partial, column + DOUBLES);
        }
        for (int k = whole; k < count; k++) {
            partial[k - whole] = Math.fma(x[at + k], u[uAt + k], partial[k - whole]);
        }
    }

    @Override
    public void move(float[] x, int at, float[] z, int zAt, float[] u, int uAt, int count, float keep, float noise, float pull,
                     float[] partial) {
        int whole = count - count % PARTIALS;
        FloatVector amplitude = FloatVector.broadcast(FLOAT, noise);
        FloatVector drift = FloatVector.broadcast(FLOAT, pull);
        for (int column = 0; column < PARTIALS; column += 2 * FLOATS) {
            FloatVector low = FloatVector.zero(FLOAT);
            FloatVector high = FloatVector.zero(FLOAT);
            for (int k = column; k < whole; k += PARTIALS) {
                FloatVector direction = FloatVector.fromArray(FLOAT, u, uAt + k);
                FloatVector moved = drift.fma(direction, amplitude.fma(FloatVector.fromArray(FLOAT, z, zAt + k),
                        FloatVector.fromArray(FLOAT, x, at + k).mul(keep)));
                moved.intoArray(x, at + k);
                low = moved.fma(direction, low);
                direction = FloatVector.fromArray(FLOAT, u, uAt + k + FLOATS);
                moved = drift.fma(direction, amplitude.fma(FloatVector.fromArray(FLOAT, z, zAt + k + FLOATS),
                        FloatVector.fromArray(FLOAT, x, at + k + FLOATS).mul(keep)));
                moved.intoArray(x, at + k + FLOATS);
                high = moved.fma(direction, high);
            }
            low.intoArray(partial, column);
            high.intoArray(partial, column + FLOATS);
        }
        for (int k = whole; k < count; k++) {
            float moved = Math.fma(pull, u[uAt + k], Math.fma(noise, z[zAt + k], keep * x[at + k]));
            x[at + k] = moved;
            partial[k - whole] = Math.fma(moved, u[uAt + k], partial[k - whole]);
        }
    }

    @Override
    public void add(float[] x, int at, float[] u, int uAt, int count, float pull) {
        int whole = count - count % FLOATS;
        FloatVector drift = FloatVector.broadcast(FLOAT, pull);
        for (int k = 0; k < whole; k += FLOATS) {
            drift.fma(FloatVector.fromArray(FLOAT, u, uAt + k), FloatVector.fromArray(FLOAT, x, at + k)).intoArray(x, at + k);
        }
        for (int k = whole; k < count; k++) {
            x[at + k] = Math.fma(pull, u[uAt + k], x[at + k]);
        }
    }

    @Override
    public void overlap(float[] x, int at, float[] u, int uAt, int count, float[] partial) {
        int whole = count - count % PARTIALS;
        for (int column = 0; column < PARTIALS; column += 2 * FLOATS) {
            FloatVector low = FloatVector.zero(FLOAT);
            FloatVector high = FloatVector.zero(FLOAT);
            for (int k = column; k < whole; k += PARTIALS) {
                low = FloatVector.fromArray(FLOAT, x, at + k).fma(FloatVector.fromArray(FLOAT, u, uAt + k), low);
                high = FloatVector.fromArray(FLOAT, x, at + k + FLOATS).fma(FloatVector.fromArray(FLOAT, u, uAt + k + FLOATS), high);
            }
            low.intoArray(partial, column);
            high.intoArray(partial, column + FLOATS);
        }
        for (int k = whole; k < count; k++) {
            partial[k - whole] = Math.fma(x[at + k], u[uAt + k], partial[k - whole]);
        }
    }
}
