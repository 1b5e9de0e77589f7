package org.remanence.reproduce.regimes;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.linalg.Spectrum;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.plot.Table;
import org.remanence.process.DdpmSchedule;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.text.Text;
import org.remanence.theory.SpeciationTimes;

/// The speciation times of the five published data sets from their largest eigenvalues, on the schedule that their networks
/// were trained with; and those of the embedded digits.
final class SpeciationTable implements Reproduction {
    private record DataSet(String name, double largest, int index, double time) { }

    /// Largest eigenvalue, index and time as published.
    private static final List<DataSet> PUBLISHED = List.of(new DataSet("MNIST", 7.66, 446, 1.018), new DataSet("CIFAR", 16.72, 526, 1.412),
            new DataSet("ImageNet16", 3.05, 329, 0.558), new DataSet("ImageNet32", 12.11, 495, 1.252), new DataSet("LSUN", 60.52, 635, 2.052));
    /// Half a unit of the last published digit of the time.
    private static final double DIGITS = 0.5e-3;

    @Override
    public Listing listing() {
        return new Listing("speciation-times", Listing.Document.REGIMES, "table of t_S", "The rule t_S = ½ log Λ gives the published speciation times",
                "1 s", "1 s");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        var schedule = new DdpmSchedule();
        List<List<String>> rows = new ArrayList<>();
        for (DataSet each : PUBLISHED) {
            int index = schedule.speciationIndex(each.largest).orElseThrow();
            SpeciationTimes times = SpeciationTimes.of(each.largest, 1);
            study.check(FigureCheck.within("index of the schedule, " + each.name, index, each.index, 0, "an integer"));
            study.check(FigureCheck.within("time of the index, " + each.name, schedule.time(index), each.time, DIGITS, "digits published"));
            rows.add(row(each.name, each.largest, times, index, schedule));
        }
        double digits = digits(session);
        rows.add(row("digits", digits, SpeciationTimes.of(digits, 1), schedule.speciationIndex(digits).orElseThrow(), schedule));
        study.page().figure(figure(schedule, digits)).table(new Table("Speciation times",
                List.of("data", "Λ", "½ log Λ", "½ log(1 + Λ)", "index", "time of the index"), rows));
        return study.end(Text.of("The published rule t_S = ½ log Λ gives the published indices; for the digits Λ = %s and t_S = %s.", Notation.number(digits), Notation.number(0.5 * Math.log(digits))));
    }

    private static double digits(Session session) {
        try (Arena arena = Arena.ofShared()) {
            var choice = new DataChoice("digits", DataChoice.ScaleChoice.AUTO, DataChoice.Centering.AUTO);
            PatternSet patterns = choice.open(arena, Precision.DOUBLE, session);
            return Spectrum.of(patterns).largest(1)[0];
        }
    }

    private static List<String> row(String name, double largest, SpeciationTimes times, int index, DdpmSchedule schedule) {
        return List.of(name, Notation.number(largest), Notation.number(times.logLambda()), Notation.number(times.exactCrossing()),
                String.valueOf(index), Notation.number(schedule.time(index)));
    }

    private static Figure figure(DdpmSchedule schedule, double digits) {
        double[] largest = new double[PUBLISHED.size() + 1];
        Arrays.setAll(largest, i -> i < PUBLISHED.size() ? PUBLISHED.get(i).largest : digits);
        double[] fine = new double[100];
        Arrays.setAll(fine, i -> 2 * Math.pow(50, i / 99.0));
        return Figure.of("speciation-times", "The leading direction drowns at ½ log Λ")
                .caption("Times of the schedule's index at which the data sets speciate; line: ½ log Λ. The digits are not a published set.")
                .x(Axis.log("largest eigenvalue Λ")).y(Axis.linear("time t_S"))
                .points("index of the schedule", Curve.of("Λ", largest, Arrays.stream(largest).mapToObj(
                        each -> new Estimate(schedule.time(schedule.speciationIndex(each).orElseThrow()), 0, 1)).toList()))
                .line("½ log Λ", fine, Arrays.stream(fine).map(each -> 0.5 * Math.log(each)).toArray()).build();
    }
}
