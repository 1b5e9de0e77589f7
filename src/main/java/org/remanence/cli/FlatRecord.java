package org.remanence.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.remanence.experiment.Components;
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
        Components.values(record).forEach((name, value) -> {
            String path = prefix + name;
            switch (value) {
                case Estimate whole -> into.put(path, whole);
                case Curve whole -> into.put(path, whole);
                case Expected whole -> into.put(path, whole);
                case Histogram whole -> into.put(path, whole);
                case Record group -> collect(path + ".", group, into);
                case Object leaf -> into.put(path, leaf);
            }
        });
    }
}
