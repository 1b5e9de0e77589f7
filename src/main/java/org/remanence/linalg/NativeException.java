package org.remanence.linalg;

/// A native routine reported that it failed.
public final class NativeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param routine name of the routine
    /// @param info what it returned
    /// @param meaning what that means
    public NativeException(String routine, int info, String meaning) {
        super("%s returned %d: %s".formatted(routine, info, meaning));
    }
}
