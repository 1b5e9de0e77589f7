package org.remanence.tensor;

/// Two sizes that had to agree did not; the message names both.
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param message what was expected and what came
    public ShapeException(String message) {
        super(message);
    }
}
