package org.remanence.network;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.remanence.result.SafeTensor;
import org.remanence.result.SafeTensors;
import org.remanence.text.BadInput;

/// The state of a training in a file of safetensors: parameters `theta`, moments `m` and `v`, average `ema`, and the step among the
/// metadata.
public final class SavedTraining {
    /// The usual name of the file.
    public static final String FILE = "train.safetensors";

    private static final String STEP = "step";
    private static final String LOSS_SUM = "loss_sum";
    private static final String LOSS_STEPS = "loss_steps";

    private SavedTraining() { }

    /// Writes a file, whole at any time.
    public static void write(TrainingState state, Path file) {
        long count = state.parameters().length;
        Map<String, SafeTensor> tensors = new LinkedHashMap<>();
        tensors.put("theta", SafeTensor.of(state.parameters(), count));
        tensors.put("m", SafeTensor.of(state.first(), count));
        tensors.put("v", SafeTensor.of(state.second(), count));
        tensors.put("ema", SafeTensor.of(state.average(), count));
        Map<String, String> words = new LinkedHashMap<>();
        words.put(STEP, Long.toString(state.step()));
        words.put(LOSS_SUM, Double.toString(state.lossSum()));
        words.put(LOSS_STEPS, Long.toString(state.lossSteps()));
        new SafeTensors(words, tensors).write(file);
    }

    /// Reads a file.
    /// @param parameters of the network
    /// @throws BadInput if it is missing, cut off, damaged, or of another network
    public static TrainingState read(Path file, int parameters) {
        SafeTensors read = SafeTensors.read(file);
        try {
            return new TrainingState(Long.parseLong(read.metadata().getOrDefault(STEP, "")), floats(read, "theta", file, parameters),
                    floats(read, "m", file, parameters), floats(read, "v", file, parameters), floats(read, "ema", file, parameters),
                    Double.parseDouble(read.metadata().getOrDefault(LOSS_SUM, "")), Long.parseLong(read.metadata().getOrDefault(LOSS_STEPS, "")));
        } catch (NumberFormatException e) {
            throw new BadInput(e, "%s does not say at which step a training stood: it is none that was saved here", file);
        }
    }

    private static float[] floats(SafeTensors read, String name, Path file, int parameters) {
        return read.tensor(name, SafeTensor.Type.F32, file.toString(), parameters).floats();
    }
}
