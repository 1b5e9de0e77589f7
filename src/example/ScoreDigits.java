// The exact score of the embedded digits at a few times: how many patterns a noised digit may have come from.
// README.md says how to run it.
import java.lang.foreign.Arena;
import org.remanence.data.PatternSet;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.random.RandomStream;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.Text;

void main() {
    try (Session session = Session.seeded(1); Arena arena = Arena.ofShared()) {
        var digits = new DataChoice("digits", DataChoice.ScaleChoice.AUTO, DataChoice.Centering.AUTO);
        PatternSet patterns = digits.open(arena, Precision.DOUBLE, session);
        Diffusion process = new OrnsteinUhlenbeck();
        EmpiricalScore score = new EmpiricalScore(patterns, process, Precision.DOUBLE, session);
        for (double time : new double[] {0.1, 0.2, 0.5, 1}) {
            Matrix states = noised(200, patterns, process, time, session.stream("noise"));
            Posterior posterior = score.posterior(states, time);
            long own = IntStream.range(0, posterior.nearest().length).filter(i -> posterior.nearest()[i] == i).count();
            IO.println(Text.of("t = %.1f: %6.1f effective patterns, %4d of %d states nearest to their own", time,
                    Arrays.stream(posterior.effectivePatterns()).average().orElseThrow(), own, states.rows()));
        }
    }
}

/// States x = s a + √v z, one for each of the first patterns a.
Matrix noised(int count, PatternSet patterns, Diffusion process, double time, RandomStream noise) {
    Matrix states = Matrix.zeros(count, patterns.columns());
    double[] z = new double[patterns.columns()];
    for (int i = 0; i < count; i++) {
        double[] x = patterns.row(i);
        noise.gaussians(i, 0, z, 0, z.length);
        for (int k = 0; k < x.length; k++) {
            x[k] = process.scale(time) * x[k] + Math.sqrt(process.variance(time)) * z[k];
        }
        states.setRow(i, x);
    }
    return states;
}
