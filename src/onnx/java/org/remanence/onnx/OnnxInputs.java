package org.remanence.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.remanence.network.NetworkDescription;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// The inputs and the output of a model, as it declares them.
/// @param file the model, for messages
/// @param inputs by name
/// @param outputs by name
record OnnxInputs(Path file, Map<String, TensorInfo> inputs, Map<String, TensorInfo> outputs) {
    static OnnxInputs of(Path file, OrtSession session) throws OrtException {
        return new OnnxInputs(file, tensors(file, session.getInputInfo()), tensors(file, session.getOutputInfo()));
    }

    private static Map<String, TensorInfo> tensors(Path file, Map<String, NodeInfo> nodes) {
        return nodes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> {
            if (each.getValue().getInfo() instanceof TensorInfo tensor) {
                return tensor;
            }
            throw new BadInput("%s has %s, which is no tensor", file, each.getKey());
        }));
    }

    /// Shape and layout of the only input of more than one axis, as JSON, if all its lengths are known.
    /// @param description names it, if it names inputs
    Optional<String> shape(String description) {
        List<TensorInfo> states = inputs.values().stream().filter(each -> each.getShape().length > 1).toList();
        if (states.size() != 1) {
            return Optional.empty();
        }
        long[] axes = Arrays.stream(states.getFirst().getShape()).skip(1).toArray();
        return Arrays.stream(axes).allMatch(each -> each > 0)
                ? Optional.of(Text.of("{\"shape\":%s,\"layout\":\"%s\"}", Arrays.toString(axes), axes.length == 3 ? "nchw"
                        : "flat")) : Optional.empty();
    }

    /// The name of the states.
    String states(NetworkDescription description) {
        String name = chosen(description.inputs().x(), "x", true);
        TensorInfo tensor = inputs.get(name);
        check(name, tensor, "float", tensor.type == OnnxJavaType.FLOAT);
        long[] axes = switch (description.layout()) {
            case FLAT -> new long[] {description.dimension()};
            case NCHW -> description.shape().stream().mapToLong(Integer::longValue).toArray();
        };
        long[] declared = Arrays.stream(tensor.getShape()).skip(1).toArray();
        boolean fits = axes.length == declared.length;
        for (int i = 0; fits && i < axes.length; i++) {
            fits = declared[i] < 0 || declared[i] == axes[i];
        }
        if (!fits) {
            throw new BadInput("the input %s of %s has the shape %s, but its description says %s of layout %s", name, file,
                    Arrays.toString(tensor.getShape()), description.shape(),
                            description.layout().name().toLowerCase(Locale.ROOT));
        }
        return name;
    }

    /// The name of the readings of the clock.
    String readings(NetworkDescription description) {
        String name = chosen(description.inputs().time(), "time", false);
        TensorInfo tensor = inputs.get(name);
        check(name, tensor, "float or int64", tensor.type == OnnxJavaType.FLOAT || tensor.type == OnnxJavaType.INT64);
        return name;
    }

    /// The name of the first output.
    String output() {
        String name = outputs.keySet().stream().findFirst().orElseThrow();
        check(name, outputs.get(name), "float", outputs.get(name).type == OnnxJavaType.FLOAT);
        return name;
    }

    private String chosen(String named, String key, boolean several) {
        if (!named.isEmpty()) {
            if (!inputs.containsKey(named)) {
                throw new BadInput("%s has no input %s: it has %s", file, named, declared());
            }
            return named;
        }
        List<String> found = inputs.keySet().stream().filter(each -> inputs.get(each).getShape().length > 1 == several).toList();
        if (found.size() != 1) {
            throw new BadInput("the inputs of %s are %s: say which is which by \"inputs\":{\"%s\":NAME} in its description", file,
                    declared(), key);
        }
        return found.getFirst();
    }

    /// Refuses models that ask for more than states and readings.
    void checkNoOther(String states, String readings) {
        List<String> others = inputs.keySet().stream().filter(each -> !each.equals(states) && !each.equals(readings)).toList();
        if (!others.isEmpty()) {
            throw new BadInput("%s asks for %s beside states and times: export it without", file, String.join(", ", others));
        }
    }

    private String declared() {
        return inputs.entrySet().stream().map(each -> each.getKey() + " " + LongStream.of(each.getValue().getShape())
                .mapToObj(length -> length < 0 ? "?" : String.valueOf(length)).collect(Collectors.joining(", ", "[",
                        "]"))).sorted()
                .collect(Collectors.joining(" and "));
    }

    private void check(String name, TensorInfo tensor, String wanted, boolean right) {
        if (!right) {
            throw new BadInput("%s of %s is of type %s: export it as %s", name, file, tensor.type, wanted);
        }
    }
}
