package org.remanence.reproduce.memories;

import java.util.List;
import org.remanence.reproduce.Reproduction;

/// The figures of the document on associative memories.
public final class MemoriesFigures {
    private static final List<Reproduction> ALL = List.of(new HopfieldForgetting(), new ExponentialCapacity(),
            new MemoryPhases(), new Basins(),
            new DiffusionCollapse());

    private MemoriesFigures() { }

    /// In the order of the document.
    public static List<Reproduction> all() {
        return ALL;
    }
}
