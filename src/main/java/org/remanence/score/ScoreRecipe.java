package org.remanence.score;

import org.remanence.data.PatternOrigin;
import org.remanence.kernel.Kernels;
import org.remanence.process.Diffusion;
import org.remanence.session.MessageReader;
import org.remanence.session.MessageWriter;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;

/// All that an empirical score depends on, so that another machine has the same, to the bit.
/// @param origin of the patterns
/// @param diffusion the forward process
/// @param precision of the matrix products
/// @param tolerance largest rounding bound of a log-weight, in nats, that is taken without scoring again
/// @param ordered whether a state gets the same bits in every batch
public record ScoreRecipe(PatternOrigin origin, Diffusion diffusion, Precision precision, double tolerance, boolean ordered) {
    /// The kernels of this machine that do it.
    Kernels kernels() {
        return ordered ? Kernels.get() : Kernels.get().unordered();
    }

    /// The score, of patterns that this process holds from now on.
    public EmpiricalScore open(Session session) {
        return new EmpiricalScore(origin.held(), diffusion, precision, tolerance, kernels(), session);
    }

    /// Writes it down.
    public void write(MessageWriter out) {
        origin.write(out);
        out.text(diffusion.name()).text(precision.name()).number(tolerance).flag(ordered);
    }

    /// What [#write] wrote.
    public static ScoreRecipe read(MessageReader in) {
        return new ScoreRecipe(PatternOrigin.read(in), Diffusion.named(in.text()), Precision.valueOf(in.text()), in.number(), in.flag());
    }
}
