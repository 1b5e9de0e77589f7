// An experiment asked from Java: the excess entropy of two clusters beside its theory.
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Schema;
import org.remanence.experiment.regimes.ExcessEntropy;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.text.Text;

void main() {
    try (Session session = Session.seeded(1)) {
        // The same names and values as on the command line; defaults for the rest.
        ExcessEntropy question = Schema.of(ExcessEntropy.class).fill(Map.of(
                "data", "mixture:d=64,n=2000,mu=1,sigma=1", "times", "0.5,1,2", "draws", "200"));
        Answer<ExcessEntropy.Result> answer = question.run(session);
        Curve measured = answer.result().posterior().normalizedExcessEntropy();
        Expected theory = ((ExcessEntropy.Theory) answer.theory()).isotropic();
        for (int i = 0; i < measured.size(); i++) {
            IO.println(Text.of("t = %.1f: f^e/α = %.3f ± %.3f, theory %.3f", measured.x()[i], measured.mean()[i],
                    measured.stderr()[i], theory.mean()[i]));
        }
        answer.findings().forEach(IO::println);
    }
}
