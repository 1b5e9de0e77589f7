package org.remanence.text;

/// A refusal of what a user gave: one sentence that names the value, the bound and the way out.
///
/// Any other [IllegalArgumentException] of this program is a mistake in the program itself, and is reported as one.
public class BadInput extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// @param sentence without a full stop
    public BadInput(String sentence) {
        super(sentence);
    }

    /// @param format of the sentence, as [Text#of] reads it
    public BadInput(String format, Object... values) {
        super(Text.of(format, values));
    }

    /// @param cause what was thrown first
    /// @param format of the sentence, as [Text#of] reads it
    public BadInput(Throwable cause, String format, Object... values) {
        super(Text.of(format, values), cause);
    }
}
