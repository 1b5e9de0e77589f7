package org.remanence.kernel;

import java.util.List;
import org.remanence.kernel.simd.SimdGaussians;

/// A set of kernels under one name, chosen once per process: `-Dremanence.kernels=auto|simd|scalar`.
///
/// @param name `scalar` or `simd`
/// @param gaussians normal numbers
public record Kernels(String name, Gaussians gaussians) {
    private static final String MODULE = "jdk.incubator.vector";
    private static final List<Kernels> ALL = available();
    private static final Kernels CHOSEN = choose(System.getProperty("remanence.kernels", "auto"));

    /// The set this process uses.
    public static Kernels get() {
        return CHOSEN;
    }

    /// What this process can run, the definitions first.
    public static List<Kernels> all() {
        return ALL;
    }

    private static List<Kernels> available() {
        Kernels scalar = new Kernels("scalar", Gaussians.SCALAR);
        return ModuleLayer.boot().findModule(MODULE).isPresent()
                ? List.of(scalar, new Kernels("simd", new SimdGaussians()))
                : List.of(scalar);
    }

    private static Kernels choose(String wanted) {
        return switch (wanted) {
            case "auto" -> ALL.getLast();
            case "scalar" -> ALL.getFirst();
            case "simd" -> {
                if (ALL.size() == 1) {
                    throw new IllegalArgumentException(
                            "remanence.kernels=simd needs the JVM option --add-modules=" + MODULE);
                }
                yield ALL.getLast();
            }
            default -> throw new IllegalArgumentException(
                    "remanence.kernels must be auto, simd or scalar, got " + wanted);
        };
    }
}
