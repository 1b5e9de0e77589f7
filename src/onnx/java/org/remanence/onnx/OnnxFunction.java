package org.remanence.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.remanence.linalg.FloatMatrix;
import org.remanence.network.NetworkDescription.Layout;
import org.remanence.network.NetworkFunction;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// A model as a function. It reads and writes the caller's memory where the model takes any batch and answers with nothing else;
/// a model of a fixed batch, or with variances, works in memory of its own.
final class OnnxFunction implements NetworkFunction {
    private final OnnxNetwork network;
    private final Arena arena = Arena.ofShared();
    private MemorySegment own = MemorySegment.NULL;

    OnnxFunction(OnnxNetwork network) {
        this.network = network;
    }

    /// The shape of what a network answers to zeros.
    static long[] answer(OnnxNetwork network) throws OrtException {
        OnnxFunction function = new OnnxFunction(network);
        long rows = Math.max(network.batch(), 1);
        OrtEnvironment environment = OnnxRuntime.environment();
        double reading = network.description().meaning().reading(network.description().range().least());
        try (function; Arena call = Arena.ofConfined();
                OnnxTensor states = OnnxTensor.createTensor(environment,
                        floats(call.allocate(Float.BYTES * rows * function.dimension(), 64)),
                        function.shape(rows, 1));
                OnnxTensor clock = function.clock(environment, rows, reading);
                var answers = network.session().run(Map.of(network.states(), states, network.readings(), clock),
                        Set.of(network.output()))) {
            return ((TensorInfo) answers.get(0).getInfo()).getShape();
        }
    }

    @Override
    public int dimension() {
        return network.description().dimension();
    }

    @Override
    public void apply(FloatMatrix inputs, double reading, FloatMatrix into) {
        Check.size("columns of inputs", inputs.columns(), "dimension of the network", dimension());
        Check.size("rows of outputs", into.rows(), "rows of inputs", inputs.rows());
        try {
            if (network.batch() == 0 && network.parts() == 1) {
                run(inputs.segment(), inputs.rows(), reading, into.segment());
                return;
            }
            int rows = network.batch() == 0 ? Math.toIntExact(inputs.rows()) : network.batch();
            for (long first = 0; first < inputs.rows(); first += rows) {
                block(inputs, first, (int) Math.min(rows, inputs.rows() - first), rows, reading, into);
            }
        } catch (OrtException e) {
            throw new BadInput(e, "the network cannot be evaluated: %s", e.getMessage());
        }
    }

    /// Rows that are not there are left as they were: they change nothing in the others.
    private void block(FloatMatrix inputs, long first, int count, int rows, double reading,
            FloatMatrix into) throws OrtException {
        long row = (long) Float.BYTES * dimension();
        long answer = row * network.parts();
        if (own.byteSize() < rows * (row + answer)) {
            own = arena.allocate(rows * (row + answer), 64);
        }
        MemorySegment given = own.asSlice(0, rows * row);
        MemorySegment answers = own.asSlice(rows * row, rows * answer);
        MemorySegment.copy(inputs.segment(), first * row, given, 0, count * row);
        run(given, rows, reading, answers);
        for (int b = 0; b < count; b++) {
            MemorySegment.copy(answers, b * answer, into.segment(), (first + b) * row, row);
        }
    }

    private void run(MemorySegment given, long rows, double reading, MemorySegment answers) throws OrtException {
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OnnxTensor states = OnnxTensor.createTensor(environment, floats(given), shape(rows, 1));
                OnnxTensor clock = clock(environment, rows, reading);
                OnnxTensor output = OnnxTensor.createTensor(environment, floats(answers), shape(rows, network.parts()));
                var _ = network.session().run(Map.of(network.states(), states, network.readings(), clock),
                        Map.of(network.output(), output))) {
            // the answers lie in their memory
        }
    }

    private long[] shape(long rows, int parts) {
        var description = network.description();
        return description.layout() == Layout.FLAT ? new long[] {rows, (long) parts * dimension()}
                : new long[] {rows, (long) parts * description.shape().getFirst(), description.shape().get(1),
                        description.shape().get(2)};
    }

    /// One reading for all rows, as a number alone, a list of one or a list of all.
    private OnnxTensor clock(OrtEnvironment environment, long rows, double reading) throws OrtException {
        int count = network.readingAxes() == 0 || network.single() ? 1 : Math.toIntExact(rows);
        long[] shape = network.readingAxes() == 0 ? new long[0] : new long[] {count};
        if (network.whole()) {
            long[] values = new long[count];
            Arrays.fill(values, Math.round(reading));
            return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
        }
        float[] values = new float[count];
        Arrays.fill(values, (float) reading);
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
    }

    private static FloatBuffer floats(MemorySegment segment) {
        return segment.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    @Override
    public void close() {
        arena.close();
    }
}
