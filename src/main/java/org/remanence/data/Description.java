package org.remanence.data;

import java.util.List;
import java.util.stream.Stream;

/// What is known about a pattern set besides its numbers.
/// @param name short name for reports
/// @param image layout of a row, or [ImageShape#NONE]
/// @param range values the data can take, or [ValueRange#UNKNOWN]
/// @param preprocessing what was done to the numbers since they were read, in order, as text
/// @param preparation the part of it that maps rows from the units of the data to those of the set
/// @param provenance where the numbers come from
/// @param notes what was found while they were read, and what was left aside, in order
public record Description(String name, ImageShape image, ValueRange range, List<String> preprocessing, PreparationMap preparation,
        String provenance, List<String> notes) {
    /// The lists are copied.
    public Description {
        preprocessing = List.copyOf(preprocessing);
        notes = List.copyOf(notes);
    }

    /// Plain numbers, untouched.
    public static Description of(String name, String provenance) {
        return new Description(name, ImageShape.NONE, ValueRange.UNKNOWN, List.of(), PreparationMap.NONE, provenance, List.of());
    }

    /// The same, of images.
    public Description with(ImageShape shape) {
        return new Description(name, shape, range, preprocessing, preparation, provenance, notes);
    }

    /// The same, with values in a known range.
    public Description with(ValueRange values) {
        return new Description(name, image, values, preprocessing, preparation, provenance, notes);
    }

    /// The same with one more note.
    public Description note(String note) {
        return new Description(name, image, range, preprocessing, preparation, provenance,
                Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    /// The same after a step of reading, which leaves the values anywhere.
    public Description after(String step) {
        return after(List.of(step), preparation);
    }

    /// The same after a preparation.
    /// @param steps of it, as text
    /// @param map from the units of the data
    Description prepared(List<String> steps, PreparationMap map) {
        return after(steps, map);
    }

    private Description after(List<String> steps, PreparationMap map) {
        return new Description(name, image, ValueRange.UNKNOWN, Stream.concat(preprocessing.stream(), steps.stream()).toList(),
                map, provenance, notes);
    }
}
