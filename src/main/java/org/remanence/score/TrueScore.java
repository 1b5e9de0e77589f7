package org.remanence.score;

import java.util.List;
import org.remanence.data.DataModel;
import org.remanence.data.GaussianMixture;
import org.remanence.data.GaussianModel;
import org.remanence.data.HiddenManifold;
import org.remanence.data.LinearManifold;
import org.remanence.data.Nonlinearity;
import org.remanence.data.Rademacher;
import org.remanence.data.Sphere;
import org.remanence.process.Diffusion;
import org.remanence.session.Session;
import org.remanence.text.BadInput;

/// Scores of the laws that data are drawn from, as opposed to scores of the data drawn.
public final class TrueScore {
    private TrueScore() { }

    /// The exact score of a law: of a Gaussian, a mixture of them or a linear manifold.
    /// @throws IllegalArgumentException for laws whose noised density has no closed form here
    public static GaussianMixtureScore of(DataModel model, Diffusion diffusion, Session session) {
        return switch (model) {
            case GaussianMixture mixture -> new GaussianMixtureScore(mixture, diffusion, session);
            case GaussianModel gaussian -> new GaussianMixtureScore(GaussianMixture.equal(List.of(gaussian)), diffusion, session);
            case LinearManifold manifold -> of(GaussianModel.centred(manifold.covariance()), diffusion, session);
            case HiddenManifold hidden when hidden.nonlinearity() == Nonlinearity.IDENTITY ->
                of(GaussianModel.centred(hidden.linear()), diffusion, session);
            case HiddenManifold hidden -> throw unknown(hidden);
            case Sphere sphere -> throw unknown(sphere);
            case Rademacher signs -> throw unknown(signs);
        };
    }

    /// Whether the noised density of a law has a closed form here, so that [#of] answers.
    public static boolean isKnown(DataModel model) {
        return model instanceof GaussianMixture || model instanceof GaussianModel || model instanceof LinearManifold
                || model instanceof HiddenManifold hidden && hidden.nonlinearity() == Nonlinearity.IDENTITY;
    }

    private static IllegalArgumentException unknown(DataModel model) {
        return new BadInput("the true score is known for gaussian, mixture and manifold, not for %s; use the score of patterns drawn from it", model.name());
    }
}
