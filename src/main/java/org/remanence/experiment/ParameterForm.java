package org.remanence.experiment;

/// What kind of text a parameter takes, for forms and descriptions that other programs read.
public enum ParameterForm {
    /// A whole number.
    INTEGER,
    /// A number.
    NUMBER,
    /// One of a few words.
    CHOICE,
    /// Numbers along an axis.
    POINTS,
    /// A text that names data, as [org.remanence.data.DataSource] reads it, or has such a name in it: files of that name are read.
    DATA,
    /// Any other text.
    TEXT
}
