package org.remanence.network;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.remanence.linalg.FloatMatrix;
import org.remanence.linalg.Operand;

/// One batch on its way through a residual network and back.
///
/// The clock shows one reading for all rows, or one a row. [#forward] leaves what [#backward] needs, that leaves the gradient at the input and
/// what [#parameterGradient] needs. Nothing is allocated on the way.
final class ResidualPass {
    private final Arithmetic by;
    private final int rows;
    private final ClockPass clock;
    private final FloatMatrix[] hidden;
    private final FloatMatrix[] inner;
    private final FloatMatrix[] hiddenActive;
    private final FloatMatrix[] innerActive;
    private final FloatMatrix[] hiddenMoments;
    private final FloatMatrix[] innerMoments;
    private final FloatMatrix[] hiddenGradients;
    private final FloatMatrix[] innerGradients;
    private final NormedActivation[] hiddenNorms;
    private final NormedActivation[] innerNorms;
    private final FloatMatrix activeGradient;
    private final FloatMatrix shift;
    /// The batch, `[rows × d]`, to be filled before [#forward].
    final FloatMatrix input;
    /// Receives what the network answers, `[rows × d]`.
    final FloatMatrix output;
    /// The gradient there, to be filled before [#backward].
    final FloatMatrix outputGradient;
    /// Receives the gradient at the input, by [#inputGradient].
    final FloatMatrix inputGradient;

    /// @param rows of a batch
    /// @param readings 1 or `rows`
    ResidualPass(ResidualArchitecture architecture, int rows, int readings, Arithmetic by, Arena arena) {
        this.by = by;
        this.rows = rows;
        this.clock = new ClockPass(architecture, readings, by, arena);
        int blocks = architecture.blocks();
        int width = architecture.width();
        this.hidden = matrices(blocks + 1, rows, width, arena);
        this.inner = matrices(blocks, rows, width, arena);
        this.hiddenActive = matrices(blocks + 1, rows, width, arena);
        this.innerActive = matrices(blocks, rows, width, arena);
        this.hiddenMoments = matrices(blocks + 1, rows, 2, arena);
        this.innerMoments = matrices(blocks, rows, 2, arena);
        this.hiddenGradients = matrices(blocks + 1, rows, width, arena);
        this.innerGradients = matrices(blocks, rows, width, arena);
        this.hiddenNorms = norms(blocks + 1, width, arena);
        this.innerNorms = norms(blocks, width, arena);
        this.activeGradient = FloatMatrix.zeros(arena, rows, width);
        this.shift = FloatMatrix.zeros(arena, 1, width);
        this.input = FloatMatrix.zeros(arena, rows, architecture.dimension());
        this.output = FloatMatrix.zeros(arena, rows, architecture.dimension());
        this.outputGradient = FloatMatrix.zeros(arena, rows, architecture.dimension());
        this.inputGradient = FloatMatrix.zeros(arena, rows, architecture.dimension());
    }

    /// Sets the clock; it stays set for further batches.
    void set(ResidualParameters parameters, double... readings) {
        clock.forward(parameters, readings);
    }

    void forward(ResidualParameters parameters) {
        int last = inner.length;
        parameters.input.apply(by, input, hidden[0]);
        for (int i = 0; i < last; i++) {
            ResidualParameters.Block block = parameters.blocks.get(i);
            block.norm1().apply(by, hidden[i], hiddenMoments[i], hiddenActive[i]);
            begin(block, inner[i]);
            block.lin1().addTo(by, hiddenActive[i], inner[i], inner[i]);
            block.norm2().apply(by, inner[i], innerMoments[i], innerActive[i]);
            block.lin2().addTo(by, innerActive[i], hidden[i], hidden[i + 1]);
        }
        parameters.norm.apply(by, hidden[last], hiddenMoments[last], hiddenActive[last]);
        parameters.output.apply(by, hiddenActive[last], output);
    }

    /// `u ← T c`, by one product for all rows where they share a reading.
    private void begin(ResidualParameters.Block block, FloatMatrix u) {
        if (clock.context.rows() == rows) {
            block.time().apply(by, clock.context, u);
            return;
        }
        block.time().apply(by, clock.context, shift);
        u.segment().fill((byte) 0);
        by.layers().addRow(u.segment(), shift.segment(), rows, u.columns(), u.segment());
    }

    /// From the gradient at the output to the first layer.
    void backward(ResidualParameters parameters) {
        int last = inner.length;
        parameters.output.inputGradient(by, outputGradient, 0, activeGradient);
        hiddenGradients[last].segment().fill((byte) 0);
        parameters.norm.gradient(by, hidden[last], hiddenMoments[last], activeGradient, hiddenGradients[last], hiddenNorms[last]);
        for (int i = last - 1; i >= 0; i--) {
            ResidualParameters.Block block = parameters.blocks.get(i);
            block.lin2().inputGradient(by, hiddenGradients[i + 1], 0, activeGradient);
            innerGradients[i].segment().fill((byte) 0);
            block.norm2().gradient(by, inner[i], innerMoments[i], activeGradient, innerGradients[i], innerNorms[i]);
            block.lin1().inputGradient(by, innerGradients[i], 0, activeGradient);
            copy(hiddenGradients[i + 1], hiddenGradients[i]);
            block.norm1().gradient(by, hidden[i], hiddenMoments[i], activeGradient, hiddenGradients[i], hiddenNorms[i]);
        }
    }

    /// The last step of the way back.
    void inputGradient(ResidualParameters parameters) {
        parameters.input.inputGradient(by, hiddenGradients[0], 0, inputGradient);
    }

    /// The gradient at the parameters, summed over the batch; each row had a reading of its own.
    void parameterGradient(ResidualParameters parameters, ResidualParameters into) {
        int last = inner.length;
        into.output.become(by, outputGradient, hiddenActive[last]);
        copy(hiddenNorms[last], into.norm);
        clock.contextGradient.segment().fill((byte) 0);
        for (int i = last - 1; i >= 0; i--) {
            ResidualParameters.Block block = into.blocks.get(i);
            block.lin2().become(by, hiddenGradients[i + 1], innerActive[i]);
            copy(innerNorms[i], block.norm2());
            block.lin1().become(by, innerGradients[i], hiddenActive[i]);
            by.blas().gemm(1, innerGradients[i], Operand.TRANSPOSED, clock.context, Operand.PLAIN, 0, block.time().weight());
            copy(block.lin1().bias(), block.time().bias());
            copy(hiddenNorms[i], block.norm1());
            parameters.blocks.get(i).time().inputGradient(by, innerGradients[i], 1, clock.contextGradient);
        }
        into.input.become(by, hiddenGradients[0], input);
        clock.gradient(parameters, into);
    }

    private static void copy(NormedActivation from, NormedActivation into) {
        copy(from.weight(), into.weight());
        copy(from.bias(), into.bias());
    }

    private static void copy(FloatMatrix from, FloatMatrix into) {
        MemorySegment.copy(from.segment(), 0, into.segment(), 0, from.segment().byteSize());
    }

    private static FloatMatrix[] matrices(int count, int rows, int columns, Arena arena) {
        return IntStream.range(0, count).mapToObj(_ -> FloatMatrix.zeros(arena, rows, columns)).toArray(FloatMatrix[]::new);
    }

    private static NormedActivation[] norms(int count, int width, Arena arena) {
        return IntStream.range(0, count).mapToObj(_ -> new NormedActivation(FloatMatrix.zeros(arena, 1, width),
                FloatMatrix.zeros(arena, 1, width))).toArray(NormedActivation[]::new);
    }
}
