package org.remanence.server;

import static org.remanence.server.InferenceApi.ordered;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterForm;
import org.remanence.experiment.ParameterSpec;
import org.remanence.experiment.Schema;
import org.remanence.result.Host;

/// The server as an OpenAPI 3.1 document. What experiments take is read from their records, as help and forms are.
final class OpenApi {
    private static final String TYPE = "type";
    private static final String SCHEMA = "schema";
    private static final String STRING = "string";
    private static final String OBJECT = "object";
    private static final String DESCRIPTION = "description";
    private static final String PROBLEM = "application/problem+json";
    private static final Map<String, Object> ANYTHING = Map.of(TYPE, OBJECT);
    private static final Map<String, Object> A_TEXT = Map.of(TYPE, STRING);
    private static final Map<String, Object> A_WHOLE = Map.of(TYPE, "integer");
    private static final Pattern PART = Pattern.compile("\\{(\\w+)(\\.\\.\\.)?}");

    private final Map<String, Object> paths = new LinkedHashMap<>();
    private final Map<String, Object> schemas = new LinkedHashMap<>();

    private OpenApi() { }

    /// The document.
    static Map<String, Object> document() {
        OpenApi api = new OpenApi();
        api.describeSchemas();
        api.describeInference();
        api.describeRest();
        return ordered("openapi", "3.1.0",
                "info", ordered("title", "Remanence", "version", Host.current().version(), DESCRIPTION,
                        "The exact score of n patterns, experiments on memorization, and theory beside every curve.",
                        "license", ordered("name", "Apache License 2.0", "identifier", "Apache-2.0")),
                "servers", List.of(Map.of("url", "/")), "security", List.of(Map.of("token", List.of())),
                "paths", api.paths,
                "components", ordered("schemas", api.schemas,
                        "securitySchemes", Map.of("token", ordered(TYPE, "http", "scheme", "bearer"))));
    }

    private void describeSchemas() {
        List<Map<String, Object>> questions = new ArrayList<>();
        for (ExperimentType<?> each : JobQuestion.types()) {
            schemas.put(parametersOf(each.name()), parameters(each.about().value() + "?", each.schema()));
            questions.add(ordered("title", each.name(), TYPE, OBJECT,
                    "properties", ordered("experiment", Map.of("const", each.name()),
                            "parameters", reference(parametersOf(each.name())),
                            "seed", ordered(TYPE, "integer", "format", "int64", "default", 1),
                            "fresh", ordered(TYPE, "boolean", "default", false)),
                    "required", required(each.schema()).isEmpty() ? List.of("experiment")
                            : List.of("experiment", "parameters"), "additionalProperties", false));
        }
        schemas.put("Question", Map.of("oneOf", questions));
        schemas.put("Model", model());
        schemas.put("Job", object(ordered(
                "id", text("hash of all that the answer depends on"),
                "state", ordered(TYPE, STRING, "enum", Stream.of(Job.State.values()).map(Job.State::word)
                        .toList()),
                "position", ordered(TYPE, "integer", DESCRIPTION, "in the queue, from 1; 0 unless the job waits"),
                "experiment", text("its name"),
                "parameters", ordered(TYPE, OBJECT, DESCRIPTION, "all of them, defaults filled in"),
                "seed", ordered(TYPE, "integer", "format", "int64"),
                "created", time(), "started", maybe(time()), "ended", maybe(time()), "attempt", A_WHOLE,
                "error", ordered(TYPE, List.of(STRING, "null"), DESCRIPTION, "why it failed"),
                "progress", maybe(reference("Progress")),
                "command", text("the same question on the command line"),
                "links", ordered(TYPE, OBJECT, "additionalProperties", A_TEXT)),
                "required", List.of("id", "state", "experiment", "parameters", "seed")));
        schemas.put("Progress", object(ordered("task", text("what is done"), "done", Map.of(TYPE, "number"),
                "total", Map.of(TYPE, "number"), "eta", ordered(TYPE, List.of("number", "null"), DESCRIPTION,
                        "seconds left"))));
        schemas.put("Problem", object(ordered(TYPE, A_TEXT, "title", A_TEXT,
                "status", A_WHOLE, "detail", text("one sentence that names value, bound and way out"),
                "parameter", text("which one is refused"))));
        schemas.put("Error", object(Map.of("error", A_TEXT), "required", List.of("error")));
        schemas.put("Tensor", object(ordered("name", A_TEXT,
                "shape", array(ordered(TYPE, "integer", "minimum", 0)),
                "datatype", ordered(TYPE, STRING, "enum", List.of("FP64", "FP32", "INT64")), "parameters", ANYTHING,
                "data", Map.of(TYPE, "array")), "required", List.of("name")));
        schemas.put("InferenceRequest", object(ordered("id", A_TEXT, "parameters", ANYTHING,
                "inputs", array(reference("Tensor")), "outputs", array(reference("Tensor"))),
                "required", List.of("inputs")));
        schemas.put("InferenceAnswer", object(ordered("model_name", A_TEXT,
                "model_version", A_TEXT, "id", A_TEXT, "outputs", array(reference("Tensor")))));
    }

    private void describeInference() {
        path("get", "/v2/health/live", "Whether the server runs", null, answer(ANYTHING));
        path("get", "/v2/health/ready", "Whether the server takes questions", null, answer(ANYTHING));
        path("get", "/v2", "Name, version and extensions of the server", null, answer(ANYTHING));
        path("post", "/v2/repository/index", "The models", null, answer(array(ANYTHING)));
        for (String model : List.of("/v2/models/{model}", "/v2/models/{model}/versions/{version}")) {
            path("get", model, "Tensors of a model", null, answer(ANYTHING));
            path("get", model + "/ready", "Whether a model takes questions", null, answer(ANYTHING));
            path("get", model + "/config", "The same in the words of Triton", null, answer(ANYTHING));
            path("post", model + "/infer",
                    "Score, denoiser and more of states x at a time; tensors as JSON, or as bytes after it",
                    content(Reply.JSON, reference("InferenceRequest"), Reply.BINARY, Map.of()),
                    answer(reference("InferenceAnswer")));
        }
        String memory = "/v2/systemsharedmemory";
        path("get", memory + "/status", "Regions of shared memory", null, answer(array(ANYTHING)));
        path("get", memory + "/region/{region}/status", "One region", null, answer(array(ANYTHING)));
        path("post", memory + "/region/{region}/register", "Registers a region",
                content(Reply.JSON, ordered(TYPE, OBJECT,
                "properties", ordered("key", A_TEXT, "offset", A_WHOLE, "byte_size", A_WHOLE),
                "required", List.of("key", "byte_size"))), answer(ANYTHING));
        path("post", memory + "/region/{region}/unregister", "Forgets a region", null, answer(ANYTHING));
        path("post", memory + "/unregister", "Forgets all regions", null, answer(ANYTHING));
    }

    private void describeRest() {
        path("post", "/v1/score", "An output of a model at states, .npy in and .npy out",
                content(Reply.BINARY, Map.of()), answer(200, Reply.BINARY, Map.of()),
                new Query("model", text("its name; may be left out where one is served")),
                        new Query("data", text("or data in its place, as an experiment takes them")),
                new Query("process", text("of these data: ou, or ve")),
                new Query("time", ordered(TYPE, "number", "exclusiveMinimum", 0)),
                new Query("output", ordered(TYPE, STRING, "enum", Stream.of(ModelOutput.values()).map(ModelOutput::word)
                        .toList(), "default", "score")));
        path("get", "/v1/models", "The models, in words", null, answer(ANYTHING));
        path("post", "/v1/models", "Adds a model", content(Reply.JSON, reference("Model")),
                answer(201, Reply.JSON, ANYTHING));
        path("delete", "/v1/models/{name}", "Removes a model", null, answer(204));
        path("get", "/v1/experiments", "All experiments and their parameters", null, answer(ANYTHING));
        path("get", "/v1/experiments/{name}", "One experiment", null, answer(ANYTHING));
        path("get", "/v1/data", "Names below the data root", null, answer(ANYTHING));
        Map<String, Object> array = answer(201, Reply.JSON, ANYTHING);
        array.putAll(answer(ANYTHING));
        path("put", "/v1/data/{name}", "Keeps an array, a .npy file: 201 if the name is new",
                content(Reply.BINARY, Map.of()), array);
        path("delete", "/v1/data/{name}", "Removes an array that was put", null, answer(204));
        Map<String, Object> job = answer(202, Reply.JSON, reference("Job"));
        job.putAll(answer(reference("Job")));
        path("post", "/v1/jobs", "Asks an experiment: 202 if it has to be computed, 200 if it was asked before",
                content(Reply.JSON, reference("Question")), job);
        path("get", "/v1/jobs", "Jobs, newest first", null, answer(ordered(TYPE, OBJECT,
                "properties", ordered("jobs", array(reference("Job")),
                        "after", Map.of(TYPE, List.of(STRING, "null"))))),
                new Query("state", A_TEXT), new Query("experiment", A_TEXT), new Query("limit", A_WHOLE),
                        new Query("after", A_TEXT));
        path("get", "/v1/jobs/{id}", "A job", null, answer(reference("Job")));
        path("delete", "/v1/jobs/{id}", "Removes a job that has ended", null, answer(204));
        path("post", "/v1/jobs/{id}/cancel", "Stops a job", null, answer(202, Reply.JSON, reference("Job")));
        path("get", "/v1/jobs/{id}/events", "What happens to a job, as server-sent events", null,
                answer(200, "text/event-stream", A_TEXT));
        path("get", "/v1/jobs/{id}/result", "The numbers", null, answer(ANYTHING));
        path("get", "/v1/jobs/{id}/report", "The report, elsewhere", null, answer(302));
        path("get", "/v1/jobs/{id}/summary", "The numbers as a text", null, answer(200, "text/plain", A_TEXT));
        path("get", "/v1/jobs/{id}/files", "Names of the files of the result", null, answer(ANYTHING));
        path("get", "/v1/jobs/{id}/files/{name...}", "A file of the result", null, answer(200, Reply.BINARY, Map.of()));
        path("get", "/v1/doctor", "What the server runs on", null, answer(ANYTHING));
        path("get", "/metrics", "Counters in the form of Prometheus", null, answer(200, "text/plain", A_TEXT));
        path("get", "/openapi.json", "This document", null, answer(ANYTHING));
        path("get", "/remanence.py", "The client for Python in one file", null, answer(200, "text/x-python", A_TEXT));
        path("get", "/python/{wheel}", "The client for Python as a wheel", null, answer(200, Reply.BINARY, Map.of()));
        path("get", "/", "A page for people", null, answer(200, "text/html", A_TEXT));
    }

    private void path(String method, String pattern, String summary, Map<String, Object> body, Map<String,
            Object> answers, Query... queries) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        Matcher parts = PART.matcher(pattern);
        while (parts.find()) {
            parameters.add(ordered("name", parts.group(1), "in", "path", "required", true, SCHEMA, A_TEXT));
        }
        for (Query each : queries) {
            parameters.add(ordered("name", each.name, "in", "query", SCHEMA, each.schema));
        }
        Map<String, Object> all = new LinkedHashMap<>(answers);
        boolean inference = pattern.startsWith("/v2");
        all.put("default", ordered(DESCRIPTION, "refused, in one sentence",
                "content", inference ? content(Reply.JSON, reference("Error"))
                : content(PROBLEM, reference("Problem"))));
        Map<String, Object> operation = ordered("operationId", name(method, pattern), "summary", summary,
                "tags", List.of(inference ? "inference" : "jobs"));
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (body != null) {
            operation.put("requestBody", ordered("required", true, "content", body));
        }
        operation.put("responses", all);
        @SuppressWarnings("unchecked")
        var item = (Map<String, Object>) paths.computeIfAbsent(pattern.replace("...}", "}"), _ ->
                new LinkedHashMap<String, Object>());
        item.put(method, operation);
    }

    private static String name(String method, String pattern) {
        String words = pattern.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        return words.isEmpty() ? method : method + "-" + words;
    }

    /// What a record of parameters takes.
    static Map<String, Object> parameters(String description, Schema<?> schema) {
        Map<String, Object> properties = new LinkedHashMap<>();
        schema.fields().forEach(each -> properties.put(each.name(), parameter(each)));
        return ordered(TYPE, OBJECT, DESCRIPTION, description, "properties", properties, "required", required(schema),
                "additionalProperties", false);
    }

    private static Map<String, Object> model() {
        Map<String, Object> model = parameters("a model", Schema.of(ModelChoice.class));
        @SuppressWarnings("unchecked")
        var properties = (Map<String, Object>) model.get("properties");
        properties.put("name", text("under which it is served"));
        model.put("required", Stream.concat(Stream.of("name"), required(Schema.of(ModelChoice.class)).stream())
                .toList());
        return model;
    }

    private static List<String> required(Schema<?> schema) {
        return schema.fields().stream().filter(ParameterSpec::required).map(ParameterSpec::name).toList();
    }

    private static Map<String, Object> parameter(ParameterSpec field) {
        Map<String, Object> schema = switch (field.form()) {
            case INTEGER -> bounded(ordered(TYPE, "integer", "format", "int64"), field);
            case NUMBER -> bounded(ordered(TYPE, "number"), field);
            case CHOICE -> ordered(TYPE, STRING, "enum", field.choices());
            case POINTS -> ordered("oneOf", List.of(
                    ordered(TYPE, "array", "items", bounded(ordered(TYPE, "number"), field), "minItems", 1),
                    ordered(TYPE, STRING, DESCRIPTION, field.syntax()), bounded(ordered(TYPE, "number"), field)));
            case DATA, TEXT -> ordered(TYPE, STRING);
        };
        schema.put(DESCRIPTION, field.unit().isEmpty() ? field.help() : field.help() + " [" + field.unit() + "]");
        if (!field.required()) {
            boolean number = field.form() == ParameterForm.INTEGER || field.form() == ParameterForm.NUMBER;
            schema.put("default", number ? new BigDecimal(field.standard()) : field.standard());
        }
        return schema;
    }

    private static Map<String, Object> bounded(Map<String, Object> schema, ParameterSpec field) {
        ParameterSpec.Bounds bounds = field.bounds();
        put(schema, "minimum", bounds.min());
        put(schema, "exclusiveMinimum", bounds.above());
        put(schema, "maximum", bounds.max());
        return schema;
    }

    private static void put(Map<String, Object> schema, String name, double bound) {
        if (Double.isFinite(bound)) {
            schema.put(name, bound == Math.rint(bound) && Math.abs(bound) < 1e15 ? (Object) (long) bound
                    : (Object) bound);
        }
    }

    private static String parametersOf(String experiment) {
        return experiment + "-parameters";
    }

    private static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static Map<String, Object> text(String description) {
        return ordered(TYPE, STRING, DESCRIPTION, description);
    }

    private static Map<String, Object> array(Map<String, Object> items) {
        return ordered(TYPE, "array", "items", items);
    }

    /// @param more names and values of further keywords, in turn
    private static Map<String, Object> object(Map<String, Object> properties, Object... more) {
        Map<String, Object> object = ordered(TYPE, OBJECT, "properties", properties);
        object.putAll(ordered(more));
        return object;
    }

    private static Map<String, Object> time() {
        return ordered(TYPE, STRING, "format", "date-time");
    }

    private static Map<String, Object> maybe(Map<String, Object> schema) {
        return Map.of("oneOf", List.of(schema, Map.of(TYPE, "null")));
    }

    /// A parameter behind the question mark.
    private record Query(String name, Map<String, Object> schema) { }

    private static Map<String, Object> content(Object... typesAndSchemas) {
        Map<String, Object> content = new LinkedHashMap<>();
        for (int i = 0; i < typesAndSchemas.length; i += 2) {
            content.put((String) typesAndSchemas[i], Map.of(SCHEMA, typesAndSchemas[i + 1]));
        }
        return content;
    }

    private static Map<String, Object> answer(int status) {
        return ordered(String.valueOf(status), Map.of(DESCRIPTION, "done"));
    }

    private static Map<String, Object> answer(Map<String, Object> schema) {
        return answer(200, Reply.JSON, schema);
    }

    private static Map<String, Object> answer(int status, String type, Map<String, Object> schema) {
        return ordered(String.valueOf(status), ordered(DESCRIPTION, "done", "content", content(type, schema)));
    }
}
