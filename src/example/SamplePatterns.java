// Samples of the exact score of 200 Gaussian patterns: the reverse process ends at the patterns themselves.
import org.remanence.data.PatternSet;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.Text;

void main() {
    try (Session session = Session.seeded(1)) {
        double[][] values = new double[200][20];
        for (int i = 0; i < values.length; i++) {
            session.stream("patterns").gaussians(i, 0, values[i], 0, values[i].length);
        }
        PatternSet patterns = PatternSet.of(values);
        var process = new OrnsteinUhlenbeck();
        var score = new EmpiricalScore(patterns, process, Precision.DOUBLE, session);
        TimeGrid times = TimeGrid.logNoise(process, 4, 1e-4, 60);
        Matrix samples = new ReverseProcess(Scheme.named("ei-heun").with(score, session), times, session).sample(50, "samples");
        long[] nearest = score.posterior(samples, 1e-4).nearest();
        double farthest = 0;
        for (int i = 0; i < nearest.length; i++) {
            double[] sample = samples.row(i);
            double[] pattern = patterns.row(nearest[i]);
            farthest = Math.max(farthest, Math.sqrt(IntStream.range(0, sample.length)
                    .mapToDouble(k -> (sample[k] - pattern[k]) * (sample[k] - pattern[k])).sum()));
        }
        IO.println(Text.of("%d samples end at %d different patterns, none farther than %.3f from one", nearest.length,
                Arrays.stream(nearest).distinct().count(), farthest));
    }
}
