package org.remanence.kernel;

import java.util.List;
import org.remanence.kernel.simd.Lanes;
import org.remanence.kernel.simd.SimdAnnealedEnergy;
import org.remanence.kernel.simd.SimdDistance;
import org.remanence.kernel.simd.SimdGaussians;
import org.remanence.kernel.simd.SimdSignedSums;
import org.remanence.kernel.simd.SimdLayerPass;
import org.remanence.kernel.simd.SimdStepPass;
import org.remanence.kernel.simd.SimdTiles;
import org.remanence.text.BadInput;

/// A set of kernels under one name, chosen once per process: `-Dremanence.kernels=auto|simd|scalar`.
///
/// @param name `scalar`, or `simd` with the bits of a vector
/// @param gaussians normal numbers
/// @param tiles arithmetic between patterns and states
/// @param distance one squared distance, directly
/// @param steps of the reverse process under a drift that is nearly linear
/// @param signs sums of numbers with signs of one bit
/// @param annealed energies of stabilities
/// @param layers of a neural network, between its products
public record Kernels(String name, Gaussians gaussians, Tiles tiles, Distance distance, StepPass steps,
        SignedSums signs, AnnealedEnergy annealed, LayerPass layers) {
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

    /// The definitions.
    public static Kernels scalar() {
        return ALL.getFirst();
    }

    /// Bits of a vector, 0 without vectors.
    public int bits() {
        return equals(scalar()) ? 0 : Lanes.bits();
    }

    /// These kernels with [Tiles#unordered].
    public Kernels unordered() {
        return new Kernels(name, gaussians, tiles.unordered(), distance, steps, signs, annealed, layers);
    }

    private static List<Kernels> available() {
        Kernels scalar = new Kernels("scalar", Gaussians.SCALAR, Tiles.SCALAR, Distance.SCALAR, StepPass.SCALAR,
                SignedSums.SCALAR, AnnealedEnergy.SCALAR, LayerPass.SCALAR);
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return List.of(scalar);
        }
        String name = "simd-" + Lanes.bits();
        return List.of(scalar, new Kernels(name, new SimdGaussians(), new SimdTiles(), new SimdDistance(),
                new SimdStepPass(), new SimdSignedSums(), new SimdAnnealedEnergy(), new SimdLayerPass()));
    }

    private static Kernels choose(String wanted) {
        return switch (wanted) {
            case "auto" -> ALL.getLast();
            case "scalar" -> ALL.getFirst();
            case "simd" -> {
                if (ALL.size() == 1) {
                    throw new BadInput(
                            "remanence.kernels=simd needs the JVM option --add-modules=" + MODULE);
                }
                yield ALL.getLast();
            }
            default -> throw new BadInput(
                    "remanence.kernels must be auto, simd or scalar, got " + wanted);
        };
    }
}
