package org.remanence.reproduce.memories;

import org.remanence.experiment.Answer;
import org.remanence.experiment.memories.MemoryDiffusion;
import org.remanence.experiment.memories.SizedCurve;
import org.remanence.plot.Notation;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// A diffusion with the empirical score of e^{αN} patterns collapses onto one of them, after they have become minima.
final class DiffusionCollapse implements Reproduction {
    @Override
    public Listing listing() {
        return new Listing("memory-collapse", Listing.Document.HIGH_DIMENSION, "reverse process through the empirical score",
                "A diffusion with exponentially many patterns has an onset, a collapse and a condensation", "20 s",
                "10 min: more sets and trajectories");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        Answer<MemoryDiffusion.Result> answer = study.answer("α = 0.5", MemoryDiffusion.class, "logLoad", "0.5", "n",
                study.sized("12,18", "12,18,24"),
                "ratios", "0.25,0.5,0.7,1,1.4,2,4", "instances", study.sized("8", "16"), "cues", "128", "paths",
                study.sized("100", "1000"));
        MemoryDiffusion.Result result = answer.result();
        var theory = (MemoryDiffusion.Theory) answer.theory();
        SizedCurve small = result.ownWeight().getFirst();
        SizedCurve large = result.ownWeight().getLast();
        study.check(FigureCheck.near(Text.of("N = %d, own weight at t_c", small.n()), small.share().at(3), 0.6, 0.04,
                "measured independently, in other sets"));
        study.check(FigureCheck.near(Text.of("N = %d, own weight at t_c", large.n()), large.share().at(3), 0.6, 0.04,
                "measured independently, in other sets"));
        study.check(FigureCheck.near("N = 12, own weight at t_c/2", small.share().at(1), 0.91, 0.02,
                "measured independently, in other sets"));
        study.check(FigureCheck.near("N = 12, own weight at 2 t_c", small.share().at(5), 0.29, 0.02,
                "measured independently, in other sets"));
        study.check(FigureCheck.near("N = 18, own weight at t_c/2", result.ownWeight().get(1).share().at(1), 0.96, 0.02,
                "measured independently, in other sets"));
        study.check(FigureCheck.near("N = 18, own weight at 2 t_c", result.ownWeight().get(1).share().at(5), 0.20, 0.02,
                "measured independently, in other sets"));
        study.check(FigureCheck.within("one pattern has half of the trajectories near t_c",
                result.settling().mean() / theory.collapse(), 1, 0.25, "finite N, one set of patterns"));
        boolean ordered = theory.bestGeneralization() < theory.freshCondensation()
                && theory.freshCondensation() < theory.collapse()
                && theory.collapse() < theory.onset();
        study.check(FigureCheck.within("t_g < t_fresh < t_c < t_o", ordered ? 1 : 0, 1, 0, "as published"));
        study.page().append(answer.report());
        return study.end(Text.of("Theory has onset %.4g, collapse %.4g, condensation at a fresh point %.4g, best generalization %.4g; one pattern has half of the trajectories from %s on.",
                theory.onset(), theory.collapse(), theory.freshCondensation(), theory.bestGeneralization(),
                Notation.number(result.settling())));
    }
}
