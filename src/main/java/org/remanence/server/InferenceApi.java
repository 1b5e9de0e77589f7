package org.remanence.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.remanence.result.Host;
import org.remanence.text.Text;

/// The Open Inference Protocol, version 2, over HTTP: health, metadata, inference with tensors as JSON or as bytes, and
/// two extensions of Triton's, the index of models and shared memory.
///
/// Source: Open Inference Protocol, `specification/protocol/inference_rest.md`; Triton's `extension_binary_data.md` and
/// `extension_shared_memory.md`.
final class InferenceApi {
    private static final String MODEL = "/v2/models/{model}";
    private static final String VERSION = "/versions/{version}";
    private static final String MEMORY = "/v2/systemsharedmemory";
    private static final String NAME = "name";
    private static final String READY = "ready";

    private final Models models;
    private final SharedMemory memory;
    private final BooleanSupplier isReady;

    /// @param isReady whether the server takes questions: it does not while it starts and stops
    InferenceApi(Models models, SharedMemory memory, BooleanSupplier isReady) {
        this.models = models;
        this.memory = memory;
        this.isReady = isReady;
    }

    void addTo(Routes routes) {
        routes.get("/v2/health/live", _ -> Reply.json(Map.of("live", true)));
        routes.get("/v2/health/ready", _ -> Reply.json(isReady.getAsBoolean() ? Reply.OK : Refusal.UNAVAILABLE,
                Map.of(READY, isReady.getAsBoolean())));
        routes.get("/v2", _ -> Reply.json(server()));
        routes.get("/v2/", _ -> Reply.json(server()));
        routes.post("/v2/repository/index", _ -> Reply.json(index()));
        for (String path : List.of(MODEL, MODEL + VERSION)) {
            routes.get(path, request -> Reply.json(metadata(request)));
            routes.get(path + "/ready", request -> {
                named(request);
                return Reply.json(ordered(NAME, request.part("model"), READY, true));
            });
            routes.get(path + "/config", request -> Reply.json(config(request)));
            routes.post(path + "/infer", this::infer);
        }
        routes.get(MEMORY + "/status", _ -> Reply.json(memory.status(Optional.empty())));
        routes.get(MEMORY + "/region/{region}/status", request -> Reply.json(
                memory.status(Optional.of(request.part("region")))));
        routes.post(MEMORY + "/region/{region}/register", request -> {
            memory.register(request.part("region"), InferenceJson.object(request.body()));
            return Reply.json(Map.of());
        });
        routes.post(MEMORY + "/region/{region}/unregister", request -> {
            memory.unregister(Optional.of(request.part("region")));
            return Reply.json(Map.of());
        });
        routes.post(MEMORY + "/unregister", _ -> {
            memory.unregister(Optional.empty());
            return Reply.json(Map.of());
        });
    }

    private Reply infer(Request request) {
        BatchedModel model = named(request);
        InferenceRequest asked = InferenceRequest.read(request.body(),
                request.header("Inference-Header-Content-Length"), model.model(), memory);
        BatchedModel.Pass pass = model.ask(asked.states(), asked.time(), asked.wanted());
        return InferenceReply.of(request.part("model"), asked, pass.answer())
                .with("Server-Timing", Text.of("pass;dur=%.3f", pass.nanos() / 1e6));
    }

    private BatchedModel named(Request request) {
        return models.named(request.part("model"), Optional.ofNullable(request.part("version")).orElse(Models.VERSION));
    }

    private Map<String, Object> server() {
        List<String> extensions = new ArrayList<>(List.of("binary_tensor_data", "model_repository",
                "model_configuration"));
        if (memory.isAllowed()) {
            extensions.add("system_shared_memory");
        }
        return ordered(NAME, "remanence", "version", Host.current().version(), "extensions", extensions);
    }

    private List<Map<String, Object>> index() {
        return models.names().stream().map(name -> ordered(NAME, name, "version", Models.VERSION, "state", "READY",
                "reason", "")).toList();
    }

    private Map<String, Object> metadata(Request request) {
        ServedModel model = named(request).model();
        return ordered(NAME, request.part("model"), "versions", List.of(Models.VERSION), "platform", model.platform(),
                "inputs", List.of(tensor("x", "FP64", List.of(-1, model.dimension())),
                        tensor("time", "FP64", List.of(1))),
                "outputs", model.outputs().stream().map(each -> tensor(each.word(), each.datatype(),
                        shape(each, model))).toList());
    }

    private Map<String, Object> config(Request request) {
        ServedModel model = named(request).model();
        return ordered(NAME, request.part("model"), "platform", model.platform(), "backend", "remanence",
                "max_batch_size", 0,
                "input", List.of(setting("x", "FP64", List.of(-1, model.dimension())),
                        setting("time", "FP64", List.of(1))),
                "output", model.outputs().stream().map(each -> setting(each.word(), each.datatype(),
                        shape(each, model))).toList());
    }

    private static List<Integer> shape(ModelOutput output, ServedModel model) {
        return output.isVector() ? List.of(-1, model.dimension()) : List.of(-1);
    }

    private static Map<String, Object> tensor(String name, String datatype, List<Integer> shape) {
        return ordered(NAME, name, "datatype", datatype, "shape", shape);
    }

    private static Map<String, Object> setting(String name, String datatype, List<Integer> shape) {
        return ordered(NAME, name, "data_type", "TYPE_" + datatype, "dims", shape);
    }

    /// A map in the order written, of names and values in turn.
    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
