package org.remanence.reproduce.geometry;

import org.remanence.experiment.Answer;
import org.remanence.experiment.geometry.ScoreField;
import org.remanence.plot.Notation;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// The score of patterns in the plane at three temperatures, beside that of their law; the wide direction goes wrong first.
final class ScoreFields implements Reproduction {
    private static final String LAW = "manifold:d=2,variance=4+0.25,n=";

    @Override
    public Listing listing() {
        return new Listing("score-field", Listing.Document.GEOMETRY, "3", "The score of few data errs most along their wide direction, at three temperatures", "15 s", "2 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        Answer<ScoreField.Result> field = study.answer("field", ScoreField.class, "data", LAW + 64, "inverseTemperatures", "1,10,100",
                "draws", "1000", "realizations", study.sized("100", "1000"), "cells", study.sized("60", "120"));
        ScoreField.Result result = field.result();
        double[] one = {1, 1, 1};
        study.check(FigureCheck.curve("−E x_1 s_1 = 1 for the score of a density", result.steinFirst(), one));
        study.check(FigureCheck.curve("−E x_2 s_2 = 1 for the score of a density", result.steinSecond(), one));
        for (int i = 0; i < 3; i++) {
            Estimate wide = result.errorFirst().at(i);
            Estimate narrow = result.errorSecond().at(i);
            study.check(FigureCheck.notBelow("error of the wide direction over that of the narrow one, β = " + Notation.number(result.errorFirst().x()[i]),
                    new Estimate(wide.mean() / narrow.mean(), wide.mean() / narrow.mean() * Math.hypot(wide.stderr() / wide.mean(),
                            narrow.stderr() / narrow.mean()), wide.count()), 1));
        }
        Answer<ScoreField.Result> many = study.answer("many patterns", ScoreField.class, "data", LAW + 2000, "inverseTemperatures",
                "0.05,0.1", "draws", "100", "realizations", study.sized("600", "4000"), "cells", "8");
        var theory = (ScoreField.Theory) many.theory();
        study.check(FigureCheck.curve("error of the first coordinate to leading order in 1/n, n = 2000", many.result().errorFirst(), theory.errorFirst().mean()));
        study.check(FigureCheck.curve("error of the second coordinate to leading order in 1/n, n = 2000", many.result().errorSecond(), theory.errorSecond().mean()));
        study.page().append(field.report());
        return study.end(Text.of("""
                At β = 100 the squared error of the score, relative to the score of the law, is %.0f times larger along the direction of \
                variance 4 than along that of variance 0.25.""", result.errorFirst().mean()[2] / result.errorSecond().mean()[2]));
    }
}
