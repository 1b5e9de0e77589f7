package org.remanence.sweep;

import java.util.OptionalDouble;
import java.util.SequencedMap;

/// One run of a sweep.
/// @param number from 1
/// @param name what is set in it, and of its folder: letters, digits and few signs
/// @param values what is set in it, by name, as texts
/// @param texts parameters that are not left at their defaults, as on the command line
/// @param parameters all of them, as JSON shows them
/// @param seed names its random numbers
/// @param id of the computation, as [org.remanence.result.Computation#id]
/// @param seconds what it may take, if its experiment says that in a way that can be evaluated
public record SweepRun(int number, String name, SequencedMap<String, String> values, SequencedMap<String, String> texts,
                       SequencedMap<String, Object> parameters, long seed, String id, OptionalDouble seconds) { }
