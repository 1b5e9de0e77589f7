package org.remanence.reproduce.features;

import java.util.List;
import org.remanence.experiment.Answer;
import org.remanence.experiment.features.FeatureSpectrum;
import org.remanence.plot.Notation;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.session.Session;
import org.remanence.text.Text;
import org.remanence.theory.features.Bulk;

/// The bulks of U: two were published, and the lower one is two.
final class FeatureBulksFigure implements Reproduction {
    /// Edges from the smallest and the atom, from an independent solver.
    private static final double[] EDGES = {0.0036832, 0.0101885, 0.0913296, 0.3594745, 9.835877, 44.692972};
    private static final double ATOM = 0.00187355;
    private static final double DIGITS = 5e-5;
    /// How far the largest eigenvalues of a finite system lie from the edge, in units of (d)^{-2/3} of it.
    private static final double EDGE_WIDTH = 2;

    @Override
    public Listing listing() {
        return new Listing("feature-bulks", Listing.Document.FEATURES, "spectrum of U",
                "The spectrum of U has the bulks that theory counts", "10 s", "2 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        Answer<FeatureSpectrum.Result> equivalent = ask(study, "Gaussian equivalent", "gaussian-equivalent", study.sized("60",
                "150"));
        Answer<FeatureSpectrum.Result> exact = ask(study, "features", "exact", study.sized("40", "100"));
        var theory = (FeatureSpectrum.Theory) equivalent.theory();
        List<Bulk> bulks = theory.bulks();
        study.check(FigureCheck.within("number of bulks above the atom, where two were published", bulks.size(), 3, 0,
                "a whole number"));
        double worst = Math.abs(theory.atom().position() / ATOM - 1);
        for (int i = 0; i < 2 * bulks.size() && i < EDGES.length; i++) {
            Bulk bulk = bulks.get(i / 2);
            worst = Math.max(worst, Math.abs((i % 2 == 0 ? bulk.lower() : bulk.upper()) / EDGES[i] - 1));
        }
        study.check(FigureCheck.within("largest relative deviation of the six edges and the atom from an independent solver",
                worst, 0, DIGITS,
                "digits of the reference"));
        shares(study, equivalent.result(), theory);
        FeatureSpectrum.Part top = exact.result().parts().getLast();
        study.check(FigureCheck.within("exact features: share of the eigenvalues that generalize, d/p", top.share(), 1 / 64.0,
                1e-9, "a count"));
        double width = EDGE_WIDTH * Math.pow(exact.result().dimension(), -2.0 / 3);
        study.check(FigureCheck.within("exact features: largest eigenvalue over the upper edge", top.highest() / EDGES[5], 1,
                width, "finite size, 2 d^{−2/3}"));
        study.check(FigureCheck.within("exact features: least eigenvalue that generalizes over its edge",
                top.lowest() / EDGES[4], 1, width,
                "finite size, 2 d^{−2/3}"));
        study.page().section("Gaussian equivalent").append("equivalent",
                equivalent.report()).section("Features").append("features", exact.report());
        return study.end(Text.of("""
                Above the atom of mass 55/64 lie three bulks of mass 1/64, 7/64 and 1/64. The lowest, from %s on, is missing in the published picture, \
                whose lower bulk begins at %s.""", Notation.number(bulks.getFirst().lower()), Notation.number(theory.published().sampleLower())));
    }

    private static Answer<FeatureSpectrum.Result> ask(Study study, String label, String matrix, String d) {
        return study.answer(label, FeatureSpectrum.class, "psiP", "64", "psiN", "8", "time", "0.01", "d", d, "matrix", matrix,
                "rows", "normalized");
    }

    private static void shares(Study study, FeatureSpectrum.Result result, FeatureSpectrum.Theory theory) {
        for (FeatureSpectrum.Part part : result.parts()) {
            double mass = theory.bulks().stream().filter(bulk -> bulk.name().equals(part.name())).mapToDouble(Bulk::mass).findFirst()
                    .orElse(theory.atom().mass());
            study.check(FigureCheck.within(Text.of("Gaussian equivalent: share of the eigenvalues, %s", part.name()),
                    part.share(), mass, 1e-6,
                    "a count; masses from a contour"));
        }
    }
}
