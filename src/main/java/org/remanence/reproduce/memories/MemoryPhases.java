package org.remanence.reproduce.memories;

import org.remanence.experiment.Answer;
import org.remanence.experiment.memories.MemoryPhaseDiagram;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// Phases of a dense memory in the plane of λ and load, for four laws of the patterns.
final class MemoryPhases implements Reproduction {
    /// A law of patterns with its threshold at λ = 1, computed by other means.
    private record Law(String patterns, double threshold, double accuracy) { }

    private static final Law[] LAWS = {new Law("gaussian", 0.5, 1e-9), new Law("sphere", 0.622572, 1e-6),
            new Law("binary", 0.566219, 1e-6),
            new Law("hidden", 0.30574, 2e-5)};

    @Override
    public Listing listing() {
        return new Listing("memory-phases", Listing.Document.HIGH_DIMENSION, "phase diagram",
                "A dense memory retrieves one pattern, all patterns or none", "20 s", "1 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        for (Law law : LAWS) {
            String lambdas = law.patterns.equals("hidden") ? study.sized("0.1:1.9:0.1", "0.05:2:0.05") : "0.05:2:0.05";
            Answer<MemoryPhaseDiagram.Result> answer = study.answer(law.patterns, MemoryPhaseDiagram.class, "patterns",
                    law.patterns, "lambdas", lambdas);
            var theory = (MemoryPhaseDiagram.Theory) answer.theory();
            study.check(FigureCheck.within(Text.of("%s patterns, threshold of a single one at λ = 1", law.patterns),
                    at(theory.singlePattern(), 1), law.threshold,
                    law.accuracy, "rounding of the number known"));
            if (law.patterns.equals("gaussian")) {
                study.check(FigureCheck.within("gaussian patterns, the condensed phase begins at λ = 1", theory.saturation(), 1,
                        1e-9, "exact"));
                study.check(FigureCheck.within("gaussian patterns, all of them at λ = 2", at(theory.allPatterns(), 2),
                        Math.log(2) / 4, 1e-12, "exact"));
            }
            study.page().append(law.patterns, answer.report());
        }
        return study.end("Gaussian patterns are retrieved up to load ½, spherical ones up to any load at low temperature, binary ones up to log 2.");
    }

    private static double at(Curve curve, double x) {
        for (int i = 0; i < curve.size(); i++) {
            if (Math.abs(curve.x()[i] - x) < 1e-9) {
                return curve.mean()[i];
            }
        }
        return Double.NaN;
    }
}
