package org.remanence.experiment.regimes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Asking;
import org.remanence.experiment.geometry.CovarianceSpectrum;
import org.remanence.experiment.model.Sampling;
import org.remanence.experiment.model.Scoring;
import org.remanence.result.Curve;

/// Questions about patterns of unequal weight.
class WeightedPatternsTest {
    @TempDir
    private Path folder;

    private String table(String text) throws Exception {
        return Files.writeString(folder.resolve("t.csv"), text).toString();
    }

    /// log p of two patterns at ±1 of weights 1/4 and 3/4, by hand.
    @Test
    void scoresWeighThePatterns() throws Exception {
        Path at = Files.writeString(folder.resolve("at.csv"), "0.3\n");
        Answer<Scoring.Result> answer = Asking.ask(Scoring.class,
                Map.of("data", table("x,w\n-1,10\n1,30\n"), "weights", "w", "at", at.toString(), "time", "0.5",
                        "process", "ve"), 1, 1);
        double left = 0.25 * Math.exp(-1.3 * 1.3);
        double right = 0.75 * Math.exp(-0.7 * 0.7);
        assertEquals(Math.log((left + right) / Math.sqrt(Math.PI)), answer.result().logDensity()[0], 1e-13);
        assertEquals((right - left) / (right + left), answer.result().denoiser().get(0, 0), 1e-13);
    }

    /// 2000 samples from three distant patterns of weights 1/8, 2/8 and 5/8, by both kinds of sampler.
    @Test
    void samplesFollowTheWeights() throws Exception {
        String data = table("x,y,w\n-9,0,1\n9,0,2\n0,9,5\n");
        for (String sampler : new String[] {"ancestral", "ei-heun"}) {
            long[] nearest = Asking.ask(Sampling.class, Map.of("data", data, "weights", "w", "count", "2000", "sampler",
                    sampler, "steps", "60"),
                    7, 2).result().nearest();
            for (int i = 0; i < 3; i++) {
                int pattern = i;
                double share = LongStream.of(nearest).filter(each -> each == pattern).count() / 2000.0;
                double expected = new double[] {0.125, 0.25, 0.625}[i];
                assertEquals(expected, share, Asking.ALARM * Math.sqrt(expected * (1 - expected) / 2000),
                        sampler + " of pattern " + i);
            }
        }
    }

    /// At late times no state tells its pattern, and the excess entropy is that of the weights; three estimators agree.
    @Test
    void theExcessEntropyIsThatOfTheWeights() throws Exception {
        StringBuilder text = new StringBuilder("a,b,c,d,w\n");
        for (int i = 0; i < 60; i++) {
            text.append(Math.sin(i)).append(',').append(Math.cos(2.3 * i)).append(',').append(Math.sin(5.1 * i)).append(',')
                    .append(Math.cos(7.7 * i)).append(',').append(1 + i % 7).append('\n');
        }
        Answer<ExcessEntropy.Result> answer = Asking.ask(ExcessEntropy.class,
                Map.of("data", table(text.toString()), "weights", "w", "times", "0.02,0.3,8", "draws", "3000"), 3, 2);
        Curve entropy = answer.result().posterior().normalizedExcessEntropy();
        Curve surprise = answer.result().posterior().byInformationDensity();
        Curve plain = answer.result().posterior().plain();
        assertEquals(1, entropy.mean()[2], 1e-4);
        for (int i = 0; i < 3; i++) {
            assertEquals(entropy.mean()[i], surprise.mean()[i], Asking.ALARM * Math.hypot(entropy.stderr()[i],
                    surprise.stderr()[i]));
            assertEquals(entropy.mean()[i], plain.mean()[i], Asking.ALARM * Math.hypot(entropy.stderr()[i],
                    plain.stderr()[i]));
        }
        assertTrue(answer.findings().getLast().contains("Log n stands for the entropy of the weights"),
                answer.findings().toString());
        double[] weights = new double[60];
        double entropyByHand = 0;
        for (int i = 0; i < 60; i++) {
            weights[i] = (1 + i % 7) / 234.0;
            entropyByHand -= weights[i] * Math.log(weights[i]);
        }
        assertEquals(entropyByHand / 4, answer.result().load().logLoad(), 1e-12);
        assertArrayEquals(new double[] {0.02, 0.3, 8}, entropy.x());
    }

    @Test
    void otherQuestionsTakePatternsAlike() throws Exception {
        String data = table("x,y,w\n-9,0,1\n9,0,2\n0,9,5\n");
        Asking.assertRefused(CovarianceSpectrum.class, Map.of("data", data, "weights", "w"),
                "weights are taken by score, sample and excess-entropy alone: leave them out, got w");
        Asking.assertRefused(Sampling.class, Map.of("data", data, "weights", "w", "count", "2", "score", "learned"),
                "weights has no effect");
    }
}
