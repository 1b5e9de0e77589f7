package org.remanence.reproduce.memories;

import java.util.Arrays;
import org.remanence.experiment.Answer;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.memories.HopfieldLoad;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.text.Text;
import org.remanence.theory.memories.HebbianLoad;

/// The Hopfield model keeps about 0.14 N patterns.
final class HopfieldForgetting implements Reproduction {
    private static final String LOADS = "0.05,0.1,0.12,0.13,0.14,0.15,0.16,0.17,0.18,0.2,0.25";
    /// Index of load 0.1.
    private static final int AT_TENTH = 1;
    /// Without any memory of its own a state still keeps about this overlap with the pattern it began at.
    private static final double REMNANT = 0.36;

    @Override
    public Listing listing() {
        return new Listing("hopfield-capacity", Listing.Document.HIGH_DIMENSION, "Hopfield model",
                "The Hopfield model forgets all at once near 0.14 N patterns", "15 s",
                "30 min: up to 20 000 neurons");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        double capacity = HebbianLoad.capacity();
        double[] fine = Arrays.stream(FineAxis.steps(0.01, capacity)).filter(load -> load < capacity).toArray();
        Figure.Builder figure = Figure.of("hopfield-capacity", "Overlap with the pattern, where the dynamics ends")
                .caption("Points: networks begun at a pattern. Line: N → ∞. Finite networks keep their patterns a little longer.")
                .x(Axis.linear("load α = P/N")).y(Axis.share("overlap m")).mark("α_c", capacity);
        int[] sizes = study.sized(new int[] {500, 1000, 2000}, new int[] {1000, 4000, 20_000});
        HopfieldLoad.Result last = null;
        for (int n : sizes) {
            last = study.ask(Text.of("N = %d", n), HopfieldLoad.class, HopfieldLoad.Result.class, "n", String.valueOf(n),
                    "loads", LOADS, "runs", study.sized("12", "20"));
            figure.points(Text.of("N = %d", n), last.overlap());
        }
        study.page().figure(figure.line("theory", Curve.exact("load", fine, HebbianLoad::overlap)).build());
        int largest = sizes[sizes.length - 1];
        Curve overlap = last.overlap();
        study.check(FigureCheck.near(Text.of("N = %d, overlap at load 0.1", largest), overlap.at(AT_TENTH),
                HebbianLoad.overlap(0.1), 0.002, "finite N"));
        study.check(FigureCheck.within(Text.of("N = %d, overlap at load 0.25 is what is left of the beginning", largest),
                overlap.mean()[overlap.size() - 1], REMNANT, 0.08,
                "known from simulations, and finite N"));
        study.check(FigureCheck.notBelow(Text.of("N = %d, the collapse is not below α_c", largest), last.collapse(), capacity));
        study.check(FigureCheck.within(Text.of("N = %d, the collapse is near α_c", largest), last.collapse().mean(), capacity,
                0.03, "finite N"));
        return study.end(Text.of("Theory has α_c = %.4g; at N = %d the overlap falls at load %s.", capacity, largest,
                Notation.number(last.collapse())));
    }
}
