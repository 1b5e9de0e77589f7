package org.remanence.server;

import java.util.Map;
import org.remanence.experiment.Schema;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import tools.jackson.databind.node.ObjectNode;

/// Models that clients add and remove.
final class ModelsApi {
    private static final String NAME = "name";

    private final Models models;
    private final DataRoot root;
    private final int threads;

    ModelsApi(Models models, DataRoot root, int threads) {
        this.models = models;
        this.root = root;
        this.threads = threads;
    }

    void addTo(Routes routes) {
        routes.get("/v1/models", _ -> Reply.json(Map.of("models", models.all().entrySet().stream()
                .map(each -> shown(each.getKey(), each.getValue().model())).toList())));
        routes.post("/v1/models", this::add);
        routes.add("DELETE", "/v1/models/{name}", request -> {
            models.remove(request.part(NAME));
            return Reply.empty(Reply.NO_CONTENT);
        });
    }

    /// `{"name", "data", "process", "precision", …}`, as [ModelChoice] has it.
    private Reply add(Request request) {
        ObjectNode document = InferenceJson.object(request.body());
        if (!document.path(NAME).isString()) {
            throw new JobQuestion.Unfit(NAME, Text.of("name must be a text, the name of the model, got %s",
                    document.path(NAME)));
        }
        String name = document.remove(NAME).asString();
        open(name, document);
        return Reply.json(Reply.CREATED, shown(name, models.named(name).model())).with("Location", "/v2/models/" + name);
    }

    /// Serves a model under that name.
    /// @param document its parameters, as [ModelChoice] has them
    void open(String name, ObjectNode document) {
        models.checkFree(name);
        Schema<ModelChoice> schema = Schema.of(ModelChoice.class);
        try {
            ModelChoice choice = schema.fill(JobQuestion.texts(schema, document, root));
            root.check(Schema.sources(choice).toList());
            models.add(name, ModelOpening.open(choice, threads));
        } catch (BadInput e) {
            throw JobQuestion.unfit(schema, root.shown(e.getMessage()));
        }
    }

    private static Map<String, Object> shown(String name, ServedModel model) {
        return InferenceApi.ordered(NAME, name, "dimension", model.dimension(), "description", model.description(),
                "outputs", model.outputs().stream().map(ModelOutput::word).toList());
    }
}
