package org.remanence.network;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.remanence.linalg.FloatMatrix;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;

/// The parameters of a residual network, or their gradient: one segment, seen layer by layer.
final class ResidualParameters {
    private final ResidualArchitecture architecture;
    private final MemorySegment segment;
    final Linear firstTime;
    final Linear secondTime;
    final Linear input;
    final List<Block> blocks;
    final NormedActivation norm;
    final Linear output;

    /// One residual block.
    record Block(NormedActivation norm1, Linear lin1, Linear time, NormedActivation norm2, Linear lin2) { }

    /// Zeros.
    ResidualParameters(ResidualArchitecture architecture, Arena arena) {
        this.architecture = architecture;
        this.segment = arena.allocate((long) Float.BYTES * architecture.parameters(), 64);
        Iterator<ParameterTensor> next = architecture.tensors().iterator();
        this.firstTime = linear(next);
        this.secondTime = linear(next);
        this.input = linear(next);
        List<Block> all = new ArrayList<>();
        for (int i = 0; i < architecture.blocks(); i++) {
            all.add(new Block(norm(next), linear(next), linear(next), norm(next), linear(next)));
        }
        this.blocks = List.copyOf(all);
        this.norm = norm(next);
        this.output = linear(next);
    }

    /// Draws the start of a training: weights and biases of linear maps uniform up to `1/√inputs`, norms the identity.
    /// @param output whether the last map is drawn too, or starts at zero
    void draw(RandomStream stream, OutputStart output) {
        float[] values = new float[architecture.parameters()];
        List<ParameterTensor> tensors = architecture.tensors();
        double bound = 0;
        for (int t = 0; t < tensors.size(); t++) {
            ParameterTensor tensor = tensors.get(t);
            boolean isNorm = tensor.name().contains("norm");
            if (!tensor.vector()) {
                bound = 1 / Math.sqrt(tensor.columns());
            }
            if (output == OutputStart.ZERO && tensor.name().startsWith("out.")) {
                continue;
            }
            for (int i = 0; i < tensor.size(); i++) {
                double value = isNorm ? (tensor.name().endsWith(".weight") ? 1 : 0) : bound * (2 * stream.uniform(t, i) - 1);
                values[tensor.offset() + i] = (float) value;
            }
        }
        write(values);
    }

    int count() {
        return architecture.parameters();
    }

    MemorySegment segment() {
        return segment;
    }

    void copy(ResidualParameters from) {
        MemorySegment.copy(from.segment, 0, segment, 0, segment.byteSize());
    }

    void write(float[] values) {
        Check.size("parameters", values.length, "parameters of the architecture", count());
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_FLOAT, 0, values.length);
    }

    float[] toArray() {
        return segment.toArray(ValueLayout.JAVA_FLOAT);
    }

    private Linear linear(Iterator<ParameterTensor> next) {
        return new Linear(view(next.next()), view(next.next()));
    }

    private NormedActivation norm(Iterator<ParameterTensor> next) {
        return new NormedActivation(view(next.next()), view(next.next()));
    }

    private FloatMatrix view(ParameterTensor tensor) {
        long bytes = (long) Float.BYTES * tensor.size();
        return new FloatMatrix(segment.asSlice((long) Float.BYTES * tensor.offset(), bytes), tensor.rows(), tensor.columns());
    }
}
