package org.remanence.network;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.remanence.linalg.FloatMatrix;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// A residual multi-layer perceptron with a clock, in float on one thread.
///
/// Rows are evaluated in blocks of [#BLOCK], the last one padded, row i at place i modulo [#BLOCK]: the bits of a row depend on that
/// place alone, not on the size of the batch. A block costs about `2 · parameters · BLOCK` flops.
public final class ResidualNetwork implements DifferentiableNetwork {
    /// Rows evaluated together.
    public static final int BLOCK = 128;

    private final ResidualArchitecture architecture;
    private final ResidualParameters parameters;
    private final ResidualPass pass;
    private final Arena arena = Arena.ofShared();

    /// @param values of the parameters, in the order of [ResidualArchitecture#tensors]
    public ResidualNetwork(ResidualArchitecture architecture, float[] values) {
        this.architecture = architecture;
        this.parameters = new ResidualParameters(architecture, arena);
        parameters.write(values);
        this.pass = new ResidualPass(architecture, BLOCK, 1, Arithmetic.get(), arena);
    }

    /// Sizes.
    public ResidualArchitecture architecture() {
        return architecture;
    }

    /// A copy of all parameters, in the order of [ResidualArchitecture#tensors].
    public float[] parameters() {
        return parameters.toArray();
    }

    /// The same network for another thread.
    public ResidualNetwork copy() {
        return new ResidualNetwork(architecture, parameters());
    }

    @Override
    public int dimension() {
        return architecture.dimension();
    }

    @Override
    public void apply(FloatMatrix inputs, double reading, FloatMatrix into) {
        Check.size("columns of inputs", inputs.columns(), "dimension of the network", dimension());
        Check.size("rows of outputs", into.rows(), "rows of inputs", inputs.rows());
        Check.finite("clock reading", reading);
        pass.set(parameters, reading);
        long row = (long) dimension() * Float.BYTES;
        for (long first = 0; first < inputs.rows(); first += BLOCK) {
            long count = Math.min(BLOCK, inputs.rows() - first);
            MemorySegment.copy(inputs.segment(), first * row, pass.input.segment(), 0, count * row);
            pass.input.segment().asSlice(count * row).fill((byte) 0);
            pass.forward(parameters);
            MemorySegment.copy(pass.output.segment(), 0, into.segment(), first * row, count * row);
        }
    }

    /// By the way back from d outputs at once: a batch costs about twice an evaluation.
    @Override
    public Matrix jacobian(float[] input, double reading) {
        int d = dimension();
        Check.size("length of the input", input.length, "dimension of the network", d);
        pass.set(parameters, Check.finite("clock reading", reading));
        for (int b = 0; b < BLOCK; b++) {
            pass.input.write(b, 1, input, 0);
        }
        pass.forward(parameters);
        Matrix jacobian = Matrix.zeros(d, d);
        double[] row = new double[d];
        for (int first = 0; first < d; first += BLOCK) {
            pass.outputGradient.segment().fill((byte) 0);
            int count = Math.min(BLOCK, d - first);
            for (int b = 0; b < count; b++) {
                pass.outputGradient.set(b, first + b, 1);
            }
            pass.backward(parameters);
            pass.inputGradient(parameters);
            for (int b = 0; b < count; b++) {
                pass.inputGradient.copy(b, 1, row, 0);
                jacobian.setRow(first + b, row);
            }
        }
        return jacobian;
    }

    @Override
    public void close() {
        arena.close();
    }
}
