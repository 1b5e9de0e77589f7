package org.remanence.cli;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.remanence.experiment.Expected;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.Histogram;

/// The values in a record of records, by path: `collapseTime.isotropic`.
final class FlatRecord {
    private FlatRecord() { }

    /// All values that are no groups of values, in the order of the components.
    static SequencedMap<String, Object> of(Record record) {
        SequencedMap<String, Object> leaves = new LinkedHashMap<>();
        collect("", record, leaves);
        return leaves;
    }

    private static void collect(String prefix, Record record, SequencedMap<String, Object> into) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String path = prefix + component.getName();
            switch (value(component, record)) {
                case Estimate whole -> into.put(path, whole);
                case Curve whole -> into.put(path, whole);
                case Expected whole -> into.put(path, whole);
                case Histogram whole -> into.put(path, whole);
                case Record group -> collect(path + ".", group, into);
                case Object leaf -> into.put(path, leaf);
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
