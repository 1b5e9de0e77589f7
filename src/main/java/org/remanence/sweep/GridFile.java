package org.remanence.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.remanence.text.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A grid as a YAML or JSON file. Its sections multiply each other and what braces on the command line say:
/// ```yaml
/// product:                 # every value of one with every value of the others
///   draws: [100, 1000]
///   process: [ou, ve]
/// zip:                     # the first with the first, the second with the second
///   d: [64, 128]           # goes into the place {d} of a text, as in --data 'mixture:d={d},n={n}'
///   n: [1000, 4000]
/// list:                    # each as it stands
///   - {times: 0.5}
///   - {times: [0.1, 0.2]}
/// ```
/// A name is that of a parameter, `seed`, or a place in a text. The file never runs anything: it holds plain values
/// alone.
final class GridFile {
    private static final String PRODUCT = "product";
    private static final String ZIP = "zip";
    private static final String LIST = "list";
    private static final YAMLMapper MAPPER = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private GridFile() { }

    /// The factors of the grid.
    /// @throws BadInput in one sentence if the file is no grid
    static List<GridBlock> read(Path file) {
        JsonNode root = tree(file);
        List<GridBlock> blocks = new ArrayList<>();
        if (!root.isObject() || root.isEmpty()) {
            throw new BadInput("%s must hold a grid: product, zip or list, with names and values below", file);
        }
        for (Map.Entry<String, JsonNode> section : root.properties()) {
            switch (section.getKey()) {
                case PRODUCT -> columns(file, section)
                        .forEach((name, values) -> blocks.add(GridBlock.axis(name, values)));
                case ZIP -> blocks.add(GridBlock.zip(columns(file, section)));
                case LIST -> blocks.add(list(file, section.getValue()));
                default -> throw new BadInput("a section of %s must be product, zip or list, got %s", file,
                        section.getKey());
            }
        }
        return blocks;
    }

    private static JsonNode tree(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return MAPPER.readTree(in);
        } catch (JacksonException e) {
            throw new BadInput(e, "%s is no YAML: %s", file, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SequencedMap<String, List<String>> columns(Path file, Map.Entry<String, JsonNode> section) {
        if (!section.getValue().isObject() || section.getValue().isEmpty()) {
            throw new BadInput("%s of %s must have names with lists of values below", section.getKey(), file);
        }
        SequencedMap<String, List<String>> columns = new LinkedHashMap<>();
        section.getValue().properties().forEach(each -> columns.put(each.getKey(), each.getValue().isArray()
                ? each.getValue().valueStream().map(value -> text(file, each.getKey(), value)).toList()
                : List.of(text(file, each.getKey(), each.getValue()))));
        return columns;
    }

    private static GridBlock list(Path file, JsonNode entries) {
        List<SequencedMap<String, String>> rows = new ArrayList<>();
        for (JsonNode entry : entries) {
            if (!entry.isObject() || entry.isEmpty()) {
                throw new BadInput("each entry of list in %s must set names to values, got %s", file, entry);
            }
            SequencedMap<String, String> row = new LinkedHashMap<>();
            entry.properties().forEach(each -> row.put(each.getKey(), text(file, each.getKey(), each.getValue())));
            rows.add(row);
        }
        return new GridBlock(rows);
    }

    /// A value as the command line has it: a list is `a,b,c`, yes and no are on and off.
    private static String text(Path file, String name, JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(each -> text(file, name, each)).collect(Collectors.joining(","));
        }
        if (!value.isValueNode() || value.isNull()) {
            throw new BadInput("a value of %s in %s must be a number, a word or a list of them, got %s", name, file,
                    value);
        }
        return value.isBoolean() ? value.asBoolean() ? "on" : "off" : value.asString();
    }
}
