package org.remanence.cluster;

import java.io.Serializable;

/// What became of a task.
/// @param answer if it was not refused
/// @param refusal why its input was refused, or empty
record TaskOutcome(byte[] answer, String refusal) implements Serializable { }
