package org.remanence.tensor;

import org.remanence.text.BadInput;

/// Two sizes that had to agree did not; the message names both.
public final class ShapeException extends BadInput {
    private static final long serialVersionUID = 1L;

    /// @param message what was expected and what came
    public ShapeException(String message) {
        super(message);
    }
}
