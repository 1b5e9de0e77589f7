package org.remanence.reproduce;

/// How large a figure is made.
public enum Size {
    /// In at most a few minutes on two cores: fewer draws, sizes or realizations than published.
    DEFAULT,
    /// As published.
    FULL
}
