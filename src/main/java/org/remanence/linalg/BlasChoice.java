package org.remanence.linalg;

import org.remanence.text.BadInput;

/// The implementation of this process, decided on first use.
final class BlasChoice {
    static final Blas CHOSEN = choose(System.getProperty("remanence.blas", "auto"));

    private BlasChoice() { }

    private static Blas choose(String wanted) {
        return switch (wanted) {
            case "plain" -> new PlainBlas("asked for by remanence.blas=plain");
            case "openblas" -> new OpenBlas(1);
            case "auto" -> openBlasOrPlain();
            default -> throw new BadInput(
                    "remanence.blas must be auto, openblas or plain, got " + wanted);
        };
    }

    private static Blas openBlasOrPlain() {
        try {
            return new OpenBlas(1);
        } catch (LinkageError | RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new PlainBlas(cause instanceof OpenBlasLibrary.MissingLibrary ? cause.getMessage() : "OpenBLAS could not be loaded: " + cause);
        }
    }
}
