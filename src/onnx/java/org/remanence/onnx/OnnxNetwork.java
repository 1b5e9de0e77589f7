package org.remanence.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import org.remanence.network.NetworkDescription;
import org.remanence.network.NetworkFunction;
import org.remanence.network.TrainedNetwork;
import org.remanence.text.BadInput;

/// A model with its description. Its functions share one session, which several threads may use.
/// @param description what it means
/// @param session that computes it
/// @param states name of the input for states
/// @param readings name of the input for readings of the clock
/// @param output name of the output
/// @param batch rows that it takes at a time, 0 for any
/// @param whole whether its clock shows whole numbers
/// @param readingAxes how readings come: 0 for a number alone, 1 for a list
/// @param single whether a list of readings has one entry whatever the batch
/// @param parts numbers in a row of the output over those in a row of the input: 2 where a variance follows
record OnnxNetwork(NetworkDescription description, OrtSession session, String states, String readings, String output, int batch,
        boolean whole,
        int readingAxes, boolean single, int parts) implements TrainedNetwork {
    static OnnxNetwork of(Path file, OrtSession session, NetworkDescription description) throws OrtException {
        OnnxInputs inputs = OnnxInputs.of(file, session);
        String states = inputs.states(description);
        String readings = inputs.readings(description);
        inputs.checkNoOther(states, readings);
        String output = inputs.output();
        long batch = inputs.inputs().get(states).getShape()[0];
        TensorInfo time = inputs.inputs().get(readings);
        long[] axes = time.getShape();
        if (axes.length > 1) {
            throw new BadInput("%s of %s has %d axes: a clock is read as a number or a list", readings, file, axes.length);
        }
        OnnxNetwork whole = new OnnxNetwork(description, session, states, readings, output, (int) Math.max(batch, 0),
                time.type == OnnxJavaType.INT64, axes.length, axes.length == 1 && axes[0] == 1, 1);
        return whole.withParts(parts(file, description, OnnxFunction.answer(whole)));
    }

    private OnnxNetwork withParts(int number) {
        return new OnnxNetwork(description, session, states, readings, output, batch, whole, readingAxes, single, number);
    }

    /// Models that learn variances answer with twice the channels, means first.
    /// @param answer shape of a batch of answers
    private static int parts(Path file, NetworkDescription description, long[] answer) {
        long channels = description.layout() == NetworkDescription.Layout.FLAT ? description.dimension()
                : description.shape().getFirst();
        boolean sameAxes = answer.length == (description.layout() == NetworkDescription.Layout.FLAT ? 2 : 4);
        if (!sameAxes || answer[1] != channels && answer[1] != 2 * channels) {
            throw new BadInput("%s answers with the shape %s, and %d channels, or twice that with variances, would fit its description", file,
                    Arrays.toString(answer), channels);
        }
        return (int) (answer[1] / channels);
    }

    @Override
    public NetworkFunction function() {
        return new OnnxFunction(this);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
