package org.remanence.server;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Documents that clients send. The numbers of tensors are kept apart from the rest, as arrays.
final class InferenceJson {
    private static final int DEPTH = 64;
    private static final String INPUTS = "inputs";
    private static final String DATA = "data";
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION, StreamReadFeature.USE_FAST_DOUBLE_PARSER).build())
                    .build();

    private InferenceJson() { }

    /// A request for inference.
    /// @param document all of it but the `data` of the inputs
    /// @param data by the place of the input among all
    record Parsed(ObjectNode document, Map<Integer, NumberArray> data) { }

    /// Reads a request for inference.
    /// @param length of the document, from the beginning of `bytes`
    /// @throws Refusal if it is not one JSON object, or `data` of an input is not an array of numbers
    static Parsed inference(byte[] bytes, int length) {
        try (JsonParser parser = MAPPER.createParser(bytes, 0, length)) {
            Map<Integer, NumberArray> data = new TreeMap<>();
            ObjectNode document = object(parser, (name, into) -> {
                if (name.equals(INPUTS) && parser.currentToken() == JsonToken.START_ARRAY) {
                    into.set(name, inputs(parser, data));
                    return true;
                }
                return false;
            });
            checkEnd(parser);
            return new Parsed(document, data);
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /// Reads any object.
    /// @throws Refusal if it is not one
    static ObjectNode object(byte[] bytes) {
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            ObjectNode document = object(parser, (_, _) -> false);
            checkEnd(parser);
            return document;
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    private static JsonNode inputs(JsonParser parser, Map<Integer, NumberArray> data) {
        var inputs = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int place = inputs.size();
            inputs.add(element(parser, (name, _) -> {
                if (name.equals(DATA)) {
                    data.put(place, NumberArray.read(parser, "data of an input"));
                    return true;
                }
                return false;
            }));
        }
        return inputs;
    }

    /// Takes a member of an object in its own way, or leaves it.
    @FunctionalInterface
    private interface Member {
        boolean take(String name, ObjectNode into);
    }

    private static ObjectNode object(JsonParser parser, Member own) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.of(Refusal.BAD_REQUEST, "the body must be one JSON object");
        }
        return members(parser, own);
    }

    private static JsonNode element(JsonParser parser, Member own) {
        return parser.currentToken() == JsonToken.START_OBJECT ? members(parser, own)
                : parser.<JsonNode>readValueAsTree();
    }

    private static ObjectNode members(JsonParser parser, Member own) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (!own.take(name, document)) {
                document.set(name, parser.<JsonNode>readValueAsTree());
            }
        }
        return document;
    }

    private static void checkEnd(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw Refusal.of(Refusal.BAD_REQUEST, "the body must be one JSON object, got more after it");
        }
    }

    private static Refusal broken(JacksonException e) {
        return Refusal.of(Refusal.BAD_REQUEST, "%s", "the body must be JSON: " + e.getOriginalMessage()
                .replaceAll("\\s*\\R\\s*", " "));
    }
}
