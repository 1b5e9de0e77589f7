package org.remanence.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterForm;
import org.remanence.experiment.ParameterSpec;
import org.remanence.experiment.Schema;
import org.remanence.result.ResultJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The description of the server, by a parser and a validator of others.
final class OpenApiTest {
    private static final String TEXT = ResultJson.compact(OpenApi.document());

    @Test
    void aParserOfOthersFindsNothingWrong() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(TEXT, null, options);
        assertEquals(List.of(), parsed.getMessages());
        assertEquals("3.1.0", parsed.getOpenAPI().getOpenapi());
        assertTrue(parsed.getOpenAPI().getPaths().get("/v1/jobs").getPost().getRequestBody().getRequired());
        assertTrue(new OpenAPIV3Parser().readContents(TEXT.replace("\"responses\"", "\"respones\""), null, options)
                .getMessages().size() > 5, "the parser does look");
    }

    @Test
    void everyRouteIsDescribedAndNothingElse(@TempDir Path state) {
        try (Served served = Served.plain(state)) {
            TreeSet<String> routes = served.server.routes().stream().map(each -> each.replace("...}", "}"))
                    .filter(each -> !each.equals("get /v2/") && !each.startsWith("get /page/"))
                            .collect(Collectors.toCollection(TreeSet::new));
            TreeSet<String> described = new TreeSet<>();
            new JsonMapper().readTree(TEXT).path("paths").properties()
                    .forEach(path -> path.getValue().propertyNames().forEach(method ->
                    described.add(method + " " + path.getKey())));
            assertEquals(routes, described);
            assertEquals(TEXT, served.get("/openapi.json").text());
        }
    }

    /// What a question shows of its parameters fits its own schema, and what is out of bounds does not.
    @Test
    void defaultsFitTheSchemas() {
        for (ExperimentType<?> type : JobQuestion.types()) {
            fits(type);
        }
    }

    private static <E extends Record & Experiment<?>> void fits(ExperimentType<E> type) {
        Map<String, Object> description = OpenApi.parameters(type.name(), type.schema());
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(ResultJson.compact(description));
        JsonMapper mapper = new JsonMapper();
        boolean complete = type.schema().fields().stream().noneMatch(ParameterSpec::required);
        if (complete) {
            JsonNode values = mapper.readTree(ResultJson.compact(type.schema().values(type.schema().fill(Map.of()))));
            assertEquals(List.of(), schema.validate(values), type.name());
        } else {
            assertFalse(schema.validate(mapper.createObjectNode()).isEmpty(), type.name());
        }
        for (ParameterSpec field : type.schema().fields()) {
            var wrong = mapper.createObjectNode();
            if (field.form() == ParameterForm.CHOICE) {
                wrong.put(field.name(), "no such word");
            } else if (field.bounds().min() > Double.NEGATIVE_INFINITY) {
                wrong.put(field.name(), (long) field.bounds().min() - 1);
            } else {
                wrong.putObject(field.name());
            }
            assertTrue(schema.validate(wrong).stream().anyMatch(each -> each.getInstanceLocation().toString()
                    .contains(field.name())), type.name() + " " + field.name());
        }
        assertFalse(schema.validate(mapper.createObjectNode().put("nothing", 1)).isEmpty());
    }

    @Test
    void modelsAreDescribedByTheirRecord() {
        JsonNode model = new JsonMapper().readTree(TEXT).at("/components/schemas/Model");
        assertEquals("[\"name\",\"data\"]", model.path("required").toString());
        for (ParameterSpec field : Schema.of(ModelChoice.class).fields()) {
            JsonNode shown = model.path("properties").path(field.name());
            assertTrue(shown.path("description").asString().startsWith(field.help()), field.name());
            assertEquals(field.form() == ParameterForm.CHOICE, shown.has("enum"), field.form().name()
                    .toLowerCase(Locale.ROOT));
        }
    }
}
