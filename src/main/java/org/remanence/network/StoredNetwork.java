package org.remanence.network;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.remanence.result.SafeTensor;
import org.remanence.result.SafeTensors;
import org.remanence.text.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A residual network with its description, as it lies in a file: safetensors under the names of PyTorch, the description and the
/// architecture among the metadata.
/// @param architecture its sizes
/// @param parameters in the order of [ResidualArchitecture#tensors]
/// @param description what its inputs and outputs mean
public record StoredNetwork(ResidualArchitecture architecture, float[] parameters,
        NetworkDescription description) implements TrainedNetwork {
    private static final String ARCHITECTURE = "architecture";
    private static final Set<String> SIZES = Set.of("dimension", "width", "blocks", "embedding", "time_width", "clock_factor");

    /// Refuses a description of another dimension.
    public StoredNetwork {
        if (architecture.dimension() != description.dimension()) {
            throw new BadInput("a network of dimension %d is described as one of dimension %d", architecture.dimension(),
                    description.dimension());
        }
    }

    /// Reads a file.
    /// @param description JSON with keys in place of those in the file; `{}` to change nothing
    /// @throws BadInput if it is missing, cut off, damaged, or holds no network of this program
    public static StoredNetwork read(Path file, String description) {
        SafeTensors read = SafeTensors.read(file);
        for (String key : new String[] {NetworkDescription.KEY, ARCHITECTURE}) {
            if (!read.metadata().containsKey(key)) {
                throw new BadInput("""
                        %s has no metadata under %s, so it is no network of this program: export other networks as ONNX""", file, key);
            }
        }
        ResidualArchitecture architecture = architecture(file, read.metadata().get(ARCHITECTURE));
        float[] parameters = new float[architecture.parameters()];
        for (ParameterTensor each : architecture.tensors()) {
            float[] values = read.tensor(each.name(), SafeTensor.Type.F32, file.toString(), shape(each)).floats();
            System.arraycopy(values, 0, parameters, each.offset(), values.length);
        }
        Map<String, String> said = new LinkedHashMap<>();
        said.put(file.toString(), read.metadata().get(NetworkDescription.KEY));
        said.put("--description", description);
        return new StoredNetwork(architecture, parameters, NetworkDescription.read(said));
    }

    /// Writes a file, which then is whole.
    public void write(Path file) {
        Map<String, SafeTensor> tensors = new LinkedHashMap<>();
        for (ParameterTensor each : architecture.tensors()) {
            tensors.put(each.name(), SafeTensor.of(Arrays.copyOfRange(parameters, each.offset(), each.offset() + each.size()),
                    shape(each)));
        }
        Map<String, String> words = new LinkedHashMap<>();
        words.put(NetworkDescription.KEY, description.json());
        words.put(ARCHITECTURE, JsonMapper.shared().writeValueAsString(JsonMapper.shared().createObjectNode()
                .put("dimension", architecture.dimension()).put("width", architecture.width()).put("blocks",
                        architecture.blocks())
                .put("embedding", architecture.embedding()).put("time_width", architecture.timeWidth())
                .put("clock_factor", architecture.clockFactor())));
        new SafeTensors(words, tensors).write(file);
    }

    @Override
    public NetworkFunction function() {
        return new ResidualNetwork(architecture, parameters);
    }

    /// There is nothing outside the heap.
    @Override
    public void close() { }

    private static long[] shape(ParameterTensor tensor) {
        return tensor.vector() ? new long[] {tensor.columns()} : new long[] {tensor.rows(), tensor.columns()};
    }

    private static ResidualArchitecture architecture(Path file, String json) {
        try {
            JsonNode node = JsonMapper.shared().readTree(json);
            boolean numbers = node.isObject() && Set.copyOf(node.propertyNames()).equals(SIZES)
                    && node.valueStream().allMatch(JsonNode::isNumber);
            if (numbers) {
                return new ResidualArchitecture(node.get("dimension").asInt(), node.get("width").asInt(),
                        node.get("blocks").asInt(),
                        node.get("embedding").asInt(), node.get("time_width").asInt(), node.get("clock_factor").asDouble());
            }
        } catch (JacksonException | BadInput e) {
            throw new BadInput(e, "%s describes an architecture that makes no sense: %s", file, json);
        }
        throw new BadInput("%s describes an architecture that makes no sense: %s", file, json);
    }
}
