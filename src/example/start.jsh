// A start for JShell, the read-eval-print loop of Java. README.md has the command.
import java.lang.foreign.Arena
import org.remanence.data.*
import org.remanence.experiment.*
import org.remanence.experiment.measure.*
import org.remanence.experiment.regimes.*
import org.remanence.process.*
import org.remanence.result.*
import org.remanence.sampler.*
import org.remanence.score.*
import org.remanence.session.*
import org.remanence.tensor.*

Session session = Session.seeded(1)
PatternSet digits = new DataChoice("digits", DataChoice.ScaleChoice.AUTO, DataChoice.Centering.AUTO).open(Arena.ofAuto(), Precision.DOUBLE, session)
EmpiricalScore score = new EmpiricalScore(digits, new OrnsteinUhlenbeck(), Precision.DOUBLE, session)
Posterior at(double time, double... state) { return score.posterior(Matrix.of(new double[][] {state}), time); }
System.out.println(digits.rows() + " digits, in `digits`; their score, in `score`; try at(0.5, digits.row(0)).effectivePatterns()[0]")
