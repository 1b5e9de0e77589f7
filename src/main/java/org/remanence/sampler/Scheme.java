package org.remanence.sampler;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.remanence.score.DatumDraw;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.text.BadInput;

/// The ways to step back in time.
///
/// The weak order is that of moments at a fixed time against the number of steps, on even or smoothly varying grids. A scheme
/// without noise follows the probability flow, which has the same law at each time but one path per start.
public enum Scheme {
    /// Euler–Maruyama on the reverse SDE.
    EULER_MARUYAMA("em", 1, true),
    /// Posterior-mean bridge, the step of denoising diffusion models.
    EXPONENTIAL("ei", 1, true),
    /// The bridge with the average of the denoiser at both ends.
    EI_HEUN("ei-heun", 2, true),
    /// Euler on the probability flow in σ = √τ, the step of denoising diffusion implicit models.
    DDIM("ddim", 1, false),
    /// Heun on the probability flow in σ = √τ.
    HEUN("heun", 2, false),
    /// A datum drawn from the posterior, then the bridge: no discretisation error.
    ANCESTRAL("ancestral", Double.POSITIVE_INFINITY, true);

    private final String word;
    private final double weakOrder;
    private final boolean noisy;

    Scheme(String word, double weakOrder, boolean noisy) {
        this.word = word;
        this.weakOrder = weakOrder;
        this.noisy = noisy;
    }

    /// Name on the command line.
    public String word() {
        return word;
    }

    /// Power of the step length in the error of moments; infinite for an exact scheme.
    public double weakOrder() {
        return weakOrder;
    }

    /// Whether a step adds noise.
    public boolean isNoisy() {
        return noisy;
    }

    /// A sampler of this scheme.
    /// @throws IllegalArgumentException if the scheme needs posterior draws and the score cannot make them
    public Sampler with(Score score, Session session) {
        return switch (this) {
            case EULER_MARUYAMA -> new OneStage(this, Coefficients::eulerMaruyama, score, session);
            case EXPONENTIAL -> new OneStage(this, Coefficients::bridge, score, session);
            case EI_HEUN -> new EiHeun(score, session);
            case DDIM -> new OneStage(this, Coefficients::ddim, score, session);
            case HEUN -> new HeunSigma(score, session);
            case ANCESTRAL -> switch (score) {
                case DatumDraw draws -> new Ancestral(draws, session);
                default -> throw new BadInput("sampler ancestral needs a score that draws data from its posterior, got "
                        + score.getClass().getSimpleName());
            };
        };
    }

    /// The scheme of that name on the command line.
    /// @throws IllegalArgumentException for an unknown name
    public static Scheme named(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst()
                .orElseThrow(() -> new BadInput("sampler must be one of %s, got %s", Arrays.stream(values()).map(Scheme::word).collect(Collectors.joining(", ")), word));
    }
}
