package org.remanence.experiment;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// The parameters of a record, read from its components: one definition for Java, command line, JSON and help.
///
/// A component whose type is a record of parameters is a group: its own parameters stand in its place.
/// @param <T> the record
public final class Schema<T extends Record> {
    private static final ClassValue<Schema<?>> SCHEMAS = new ClassValue<>() {
        @Override
        protected Schema<?> computeValue(Class<?> type) {
            return new Schema<>(type.asSubclass(Record.class));
        }
    };

    private final Class<T> type;
    private final List<Component> components;

    private Schema(Class<T> type) {
        this.type = type;
        this.components = Arrays.stream(type.getRecordComponents()).map(Component::new).toList();
    }

    /// The schema of that record.
    /// @throws IllegalArgumentException if a component is no parameter
    @SuppressWarnings("unchecked")
    public static <T extends Record> Schema<T> of(Class<T> type) {
        return (Schema<T>) SCHEMAS.get(type);
    }

    /// Refuses values outside the bounds that the components of the record declare; the first line of its constructor.
    /// @param values all components, in order
    /// @throws IllegalArgumentException naming the value and the bound
    public static void check(Class<? extends Record> type, Object... values) {
        List<Component> components = of(type).components;
        for (int i = 0; i < components.size(); i++) {
            if (values[i] == null) {
                throw new BadInput(components.get(i).name() + " must be given");
            }
            Object value = values[i];
            components.get(i).field().ifPresent(field -> field.check(value));
        }
    }

    /// All parameters, those of groups in the place of the group.
    public List<ParameterSpec> fields() {
        List<ParameterSpec> fields = new ArrayList<>();
        for (Component each : components) {
            each.field().ifPresentOrElse(fields::add, () -> fields.addAll(each.groupFields()));
        }
        return List.copyOf(fields);
    }

    /// The record with these parameters, written as on the command line, and defaults for the rest.
    /// @throws IllegalArgumentException for an unknown name, a missing required one, or a value out of bounds
    public T fill(Map<String, String> texts) {
        List<String> known = fields().stream().map(ParameterSpec::name).toList();
        texts.keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new BadInput("no parameter is called %s; there are %s", name, String.join(", ", known));
        });
        return build(texts);
    }

    /// The parameters of a record by name, as JSON shows them.
    public SequencedMap<String, Object> values(T record) {
        SequencedMap<String, Object> values = new LinkedHashMap<>();
        for (Component each : components) {
            Object value = each.of(record);
            each.field().ifPresentOrElse(field -> values.put(field.name(), field.plain(value)),
                    () -> values.putAll(valuesOfGroup((Record) value)));
        }
        return values;
    }

    @SuppressWarnings("unchecked")
    private static <G extends Record> Map<String, Object> valuesOfGroup(G group) {
        return of((Class<G>) group.getClass()).values(group);
    }

    /// All data that a record of parameters and its groups name.
    /// @throws IllegalArgumentException if a name stands for nothing
    public static Stream<DataSource> sources(Record record) {
        Stream<DataSource> own = record instanceof ReadsData reader ? reader.sources() : Stream.empty();
        return Stream.concat(own, of(record.getClass()).components.stream().filter(each -> each.field().isEmpty())
                .flatMap(group -> sources((Record) group.of(record))));
    }

    private T build(Map<String, String> texts) {
        Object[] arguments = components.stream().map(each -> each.read(texts)).toArray();
        Class<?>[] types = components.stream().map(each -> each.component.getType()).toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " must be a public record", e);
        }
    }

    /// One component: a parameter, or a group of them.
    private record Component(RecordComponent component, Optional<ParameterSpec> field) {
        Component(RecordComponent component) {
            this(component, component.getType().isRecord() ? Optional.empty() : Optional.of(fieldOf(component)));
        }

        String name() {
            return component.getName();
        }

        Object of(Record record) {
            try {
                return component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component.getDeclaringRecord().getName() + " must be a public record", e);
            }
        }

        Object read(Map<String, String> texts) {
            if (field.isPresent()) {
                return field.get().read(texts.getOrDefault(name(), field.get().standard()));
            }
            Map<String, String> own = new LinkedHashMap<>();
            groupFields().forEach(each -> own.put(each.name(), each.standard()));
            own.putAll(texts);
            return group().build(own);
        }

        List<ParameterSpec> groupFields() {
            List<ParameterSpec> fields = group().fields();
            Map<String, String> own = ownDefaults();
            List<String> known = fields.stream().map(ParameterSpec::name).toList();
            if (!known.containsAll(own.keySet())) {
                throw new IllegalArgumentException(Text.of("@Defaults of %s must name parameters among %s, got %s", name(), known, own.keySet()));
            }
            return fields.stream().map(field -> field.withStandard(own.getOrDefault(field.name(), field.standard()))).toList();
        }

        private Map<String, String> ownDefaults() {
            Defaults own = component.getAnnotation(Defaults.class);
            return own == null ? Map.of() : Arrays.stream(own.value()).map(each -> each.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        }

        private Schema<?> group() {
            return Schema.of(component.getType().asSubclass(Record.class));
        }

        private static ParameterSpec fieldOf(RecordComponent component) {
            Parameter parameter = component.getAnnotation(Parameter.class);
            if (parameter == null) {
                throw new IllegalArgumentException(Text.of("%s of %s needs @Parameter", component.getName(), component.getDeclaringRecord().getName()));
            }
            return ParameterSpec.of(component.getName(), component.getType(), parameter,
                    ReadsData.class.isAssignableFrom(component.getDeclaringRecord()));
        }
    }
}
