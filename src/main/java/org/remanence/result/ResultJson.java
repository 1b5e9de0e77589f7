package org.remanence.result;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import org.remanence.tensor.Rows;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// Results as JSON: a record is an object whose names are its components, in their order. Arrays and tables are (nested)
/// arrays. A number is the shortest that reads back to the same bits. What is not a finite number is null.
///
/// An [Estimate] is `{"mean", "stderr", "count"}` and a [Curve] `{"axis", "x", "mean", "stderr", "count"}` because their
/// components are called so.
public final class ResultJson {
    /// Tables of more numbers than this are better kept in files of their own.
    public static final long LARGE = 20_000;

    private static final String FILES = "files";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultVisibility(visible -> visible.withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE).withIsGetterVisibility(Visibility.NONE))
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .addModule(numbers())
            .build();

    private ResultJson() { }

    /// The document on one line.
    public static String compact(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// The document for reading: one line a component, arrays on one line.
    public static String pretty(Object value) {
        return MAPPER.writer().with(layout()).writeValueAsString(value);
    }

    /// The document for reading, as UTF-8; the stream stays open.
    /// @throws tools.jackson.core.exc.JacksonIOException if the stream cannot be written
    public static void write(Object value, OutputStream out) {
        MAPPER.writer().with(layout()).writeValue(out, value);
    }

    /// As [#write], but tables of more than [#LARGE] numbers are handed to `files` and stand as
    /// `{"file": "NAME.npy", "rows", "columns"}` in the document. The name is the path of the table below `result`.
    /// @param files receives the name of the file and the table
    public static void write(Object value, OutputStream out, BiConsumer<String, Rows> files) {
        MAPPER.writer().with(layout()).withAttribute(FILES, files).writeValue(out, value);
    }

    /// SHA-256 of the compact document: equal for results that are equal to the bit.
    /// @return 64 hexadecimal digits
    public static String hash(Object result) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            MAPPER.writeValue(new DigestOutputStream(OutputStream.nullOutputStream(), digest), result);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static PrettyPrinter layout() {
        return new DefaultPrettyPrinter()
                .withSeparators(PrettyPrinter.DEFAULT_SEPARATORS.withObjectNameValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }

    private static SimpleModule numbers() {
        return new SimpleModule("numbers")
                .addSerializer(double.class, serializer((value, out, _) -> number(out, value)))
                .addSerializer(Double.class, serializer((value, out, _) -> number(out, value)))
                .addSerializer(float.class, serializer((value, out, _) -> number(out, value)))
                .addSerializer(Float.class, serializer((value, out, _) -> number(out, value)))
                .addSerializer(double[].class, serializer((values, out, _) -> numbers(out, values)))
                .addSerializer(float[].class, serializer((values, out, _) -> numbers(out, values)))
                .addSerializer(Rows.class, serializer(ResultJson::table))
                .addSerializer(Path.class, ToStringSerializer.instance);
    }

    private static void number(JsonGenerator out, double value) {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeNull();
        }
    }

    private static void number(JsonGenerator out, float value) {
        if (Float.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeNull();
        }
    }

    private static void numbers(JsonGenerator out, double[] values) {
        out.writeStartArray(values, values.length);
        for (double each : values) {
            number(out, each);
        }
        out.writeEndArray();
    }

    private static void numbers(JsonGenerator out, float[] values) {
        out.writeStartArray(values, values.length);
        for (float each : values) {
            number(out, each);
        }
        out.writeEndArray();
    }

    private static void table(Rows table, JsonGenerator out, SerializationContext context) {
        @SuppressWarnings("unchecked")
        var files = (BiConsumer<String, Rows>) context.getAttribute(FILES);
        if (files != null && table.rows() * table.columns() > LARGE) {
            String name = fileName(out);
            files.accept(name, table);
            out.writeStartObject();
            out.writeStringProperty("file", name);
            out.writeNumberProperty("rows", table.rows());
            out.writeNumberProperty("columns", table.columns());
            out.writeEndObject();
        } else {
            rows(table, out);
        }
    }

    private static void rows(Rows table, JsonGenerator out) {
        out.writeStartArray();
        double[] doubles = new double[table.columns()];
        float[] floats = new float[table.columns()];
        for (long i = 0; i < table.rows(); i++) {
            switch (table.precision()) {
                case DOUBLE -> {
                    table.copy(i, 1, doubles, 0);
                    numbers(out, doubles);
                }
                case FLOAT -> {
                    table.copy(i, 1, floats, 0);
                    numbers(out, floats);
                }
            }
        }
        out.writeEndArray();
    }

    private static String fileName(JsonGenerator out) {
        String path = out.streamWriteContext().pathAsPointer().toString().substring(1);
        return (path.startsWith("result/") ? path.substring("result/".length()) : path).replace('/', '-') + ".npy";
    }

    private static <T> ValueSerializer<T> serializer(Serialization<T> body) {
        return new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializationContext context) {
                body.write(value, out, context);
            }
        };
    }

    @FunctionalInterface
    private interface Serialization<T> {
        void write(T value, JsonGenerator out, SerializationContext context);
    }
}
