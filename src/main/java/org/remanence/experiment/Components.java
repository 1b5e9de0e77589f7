package org.remanence.experiment;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The components of a result or a theory as JSON names them: those of a [Group] stand in its place.
public final class Components {
    private Components() { }

    /// The components of a record, in order.
    /// @param type a record
    static List<RecordComponent> of(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(each -> each.isAnnotationPresent(Group.class)
                ? of(each.getType()).stream() : Stream.of(each)).toList();
    }

    /// The values of a record by name, in order.
    /// @throws IllegalStateException if two components have the same name, or the record is not public
    public static SequencedMap<String, Object> values(Record record) {
        SequencedMap<String, Object> values = new LinkedHashMap<>();
        collect(record, values);
        return values;
    }

    private static void collect(Record record, SequencedMap<String, Object> into) {
        for (RecordComponent each : record.getClass().getRecordComponents()) {
            Object value = value(each, record);
            if (each.isAnnotationPresent(Group.class)) {
                collect((Record) value, into);
            } else if (into.containsKey(each.getName())) {
                throw new IllegalStateException("two components are called " + each.getName() + " in " + into.keySet());
            } else {
                into.put(each.getName(), value);
            }
        }
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getClass().getName() + " must be public, and so must what surrounds it", e);
        }
    }
}
