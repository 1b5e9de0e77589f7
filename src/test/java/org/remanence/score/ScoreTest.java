package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.remanence.data.GaussianMixture;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.process.VarianceExploding;
import org.remanence.sampler.Ending;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// A score that is nothing but a gradient, as a trained network is.
class ScoreTest {
    private final Session session = Session.seeded(6);

    @AfterEach
    void close() {
        session.close();
    }

    private record Gradient(GaussianMixtureScore of) implements Score {
        @Override
        public int dimension() {
            return of.dimension();
        }

        @Override
        public Diffusion diffusion() {
            return of.diffusion();
        }

        @Override
        public void score(Matrix states, double time, Matrix into) {
            of.score(states, time, into);
        }
    }

    /// Counts the calls of each view.
    private static final class Counted implements Score {
        private final Score of;
        private final List<Counted> views;
        private int calls;

        Counted(Score of, List<Counted> views) {
            this.of = of;
            this.views = views;
        }

        @Override
        public int dimension() {
            return of.dimension();
        }

        @Override
        public Diffusion diffusion() {
            return of.diffusion();
        }

        @Override
        public void score(Matrix states, double time, Matrix into) {
            calls++;
            of.score(states, time, into);
        }

        @Override
        public Score forRun() {
            Counted view = new Counted(of, views);
            views.add(view);
            return view;
        }
    }

    /// Three batches of trajectories are three runs: a call for each of 20 steps and one for the denoiser at the end.
    @Test
    void everyRunHasAViewOfItsOwn() {
        Counted score = new Counted(law(new OrnsteinUhlenbeck()), new ArrayList<>());
        TimeGrid grid = TimeGrid.logNoise(score.diffusion(), 4, 1e-3, 20);
        new ReverseProcess(Scheme.EXPONENTIAL.with(score, session), grid, Ending.DENOISE, 2, session).sample(5, "views");
        assertEquals(List.of(21, 21, 21), score.views.stream().map(view -> view.calls).toList());
        assertEquals(0, score.calls);
    }

    private GaussianMixtureScore law(Diffusion diffusion) {
        return TrueScore.of(GaussianMixture.twoClusters(3, 1.5, 0.4), diffusion, session);
    }

    @Test
    void theDenoiserFollowsFromTheGradient() {
        Matrix x = Matrix.of(new double[][] {{0.3, -2, 1}, {4, 0.1, 0}});
        for (Diffusion diffusion : List.of(new OrnsteinUhlenbeck(), new VarianceExploding())) {
            GaussianMixtureScore law = law(diffusion);
            for (double time : new double[] {1e-3, 0.4, 2}) {
                Matrix expected = Matrix.zeros(2, 3);
                Matrix actual = Matrix.zeros(2, 3);
                law.denoise(x, time, expected);
                new Gradient(law).denoise(x, time, actual);
                for (int b = 0; b < 2; b++) {
                    for (int k = 0; k < 3; k++) {
                        // a few roundings of numbers below 4/s, s = e⁻² at the least
                        assertEquals(expected.get(b, k), actual.get(b, k), 1e-13);
                    }
                }
            }
        }
    }

    @Test
    void samplersAskForNoMore() {
        Score gradient = new Gradient(law(new OrnsteinUhlenbeck()));
        assertSame(gradient, gradient.forRun());
        TimeGrid grid = TimeGrid.logNoise(gradient.diffusion(), 4, 1e-3, 20);
        for (Scheme scheme : Scheme.values()) {
            if (scheme == Scheme.ANCESTRAL) {
                assertTrue(assertThrows(IllegalArgumentException.class, () -> scheme.with(gradient, session)).getMessage().contains("draws data"));
            } else {
                Matrix expected = new ReverseProcess(scheme.with(law(gradient.diffusion()), session), grid, session).sample(3, "same");
                Matrix actual = new ReverseProcess(scheme.with(gradient, session), grid, session).sample(3, "same");
                for (int b = 0; b < 3; b++) {
                    for (int k = 0; k < 3; k++) {
                        assertEquals(expected.get(b, k), actual.get(b, k), 1e-10);
                    }
                }
            }
        }
    }
}
