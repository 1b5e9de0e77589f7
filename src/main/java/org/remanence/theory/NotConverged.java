package org.remanence.theory;

import org.remanence.text.Text;

/// An iteration that did not end where a solution is; the message tells how far it came.
public final class NotConverged extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param format of the sentence, as [Text#of] reads it
    public NotConverged(String format, Object... values) {
        super(Text.of(format, values));
    }
}
