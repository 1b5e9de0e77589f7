package org.remanence.linalg;

import org.remanence.text.Text;

/// A native routine reported that it failed.
public final class NativeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /// What LAPACK's C interface returns where `malloc` gave nothing for its work space, or for a transposed copy.
    private static final int NO_WORK_SPACE = -1010;
    private static final int NO_TRANSPOSE = -1011;

    /// @param routine name of the routine
    /// @param info what it returned
    /// @param meaning what that means
    public NativeException(String routine, int info, String meaning) {
        super(Text.of("%s returned %d: %s", routine, info, meaning));
    }

    /// Turns what a LAPACK routine returned into an exception, unless it is 0.
    /// @param positive what a positive number means
    /// @throws NativeException if the routine failed
    static void check(String routine, int info, String positive) {
        if (info == NO_WORK_SPACE || info == NO_TRANSPOSE) {
            throw new NativeException(routine, info, "there is no memory for its work space");
        }
        if (info < 0) {
            throw new NativeException(routine, info, Text.of("argument %d is invalid or holds NaN", -info));
        }
        if (info > 0) {
            throw new NativeException(routine, info, positive);
        }
    }
}
