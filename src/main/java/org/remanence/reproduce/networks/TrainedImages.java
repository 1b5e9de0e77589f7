package org.remanence.reproduce.networks;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.networks.NetworkJacobian;
import org.remanence.experiment.networks.NetworkSpectra;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.process.DdpmSchedule;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// Networks trained on images: spectra and dimension in the number of images, and the second differences that the dimension is read off.
final class TrainedImages implements Reproduction {
    private static final String DATUM = "datum";
    /// Share of the largest singular values that the published search leaves out: 100 of 784.
    private static final int DISCARD = 8;
    /// Threshold of the published search for MNIST.
    private static final int THRESHOLD = 15;
    private static final String LEVELS = "0.03,0.1,0.3,1";

    @Override
    public Listing listing() {
        return new Listing("network-images", Listing.Document.GEOMETRY, "6, 7", "spectra and dimension of networks trained on images, here the digits",
                "3 min", "2 h");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        double sigma = Math.sqrt(Math.expm1(2 * new DdpmSchedule().time(0)));
        Answer<NetworkJacobian.Result> answer = study.answer("digits", NetworkJacobian.class, "data", "digits",
                "sizes", study.sized("50,200,800,1600", "25,50,100,200,400,800,1600"), "steps", study.sized("10000", "400000"),
                "checkpoints", study.sized("0.2,0.5,1", "0.01,0.02,0.05,0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9,1"),
                "noiseLevels", sigma + "," + LEVELS, "reading", Double.toString(sigma), "leastGap", "0");
        NetworkJacobian.Result result = answer.result();
        check(study, result);
        study.page().text("""
                Beside the published setting: handwritten digits of 8 × 8 stand for MNIST, CIFAR-10 and CelebA, a residual perceptron with 389 696 \
                parameters for U-Nets of 24 to 36 million, Adam at 0.001 for 0.0001, 10 000 steps (--full: 400 000, as for MNIST). The search leaves \
                out the 8 largest of 64 singular values as the published one does 100 of 784. Jacobians are exact, not differences over the noise. \
                'network-jacobian --data FILE' does the same for other images, such as an IDX file of MNIST or Fashion-MNIST.""")
                .figure(differences(result)).append(answer.report());
        return study.end(finding(result));
    }

    private static void check(Study study, NetworkJacobian.Result result) {
        String[] sizes = result.trained().keySet().toArray(String[]::new);
        for (int i = 1; i < sizes.length; i++) {
            study.check(FigureCheck.notBelow(Text.of("directions that the data fill: n = %s, not below n = %s", sizes[i], sizes[i - 1]),
                    filled(result, sizes[i]), filled(result, sizes[i - 1])));
        }
    }

    private static Estimate filled(NetworkJacobian.Result result, String size) {
        return result.trained().get(size).get(DATUM).effectiveDimension().at(0);
    }

    private static Figure differences(NetworkJacobian.Result result) {
        Figure.Builder figure = Figure.of("second-differences", "Second differences of the singular values")
                .caption("Absolute second differences of the mean singular values at index 0, at patterns of the training, in the place of the first of three.")
                .x(Axis.linear("rank")).y(Axis.log("|second difference|"));
        result.trained().forEach((size, places) -> {
            double[] values = places.get(DATUM).singularValues().row(0);
            double[] second = IntStream.range(0, values.length - 2).mapToDouble(i -> Math.abs(values[i + 2] - 2 * values[i + 1] + values[i])).toArray();
            figure.line("n = " + size, IntStream.rangeClosed(1, second.length).asDoubleStream().toArray(), second);
        });
        return figure.build();
    }

    private static String finding(NetworkJacobian.Result result) {
        NetworkSpectra few = result.trained().firstEntry().getValue().get(DATUM);
        NetworkSpectra many = result.trained().lastEntry().getValue().get(DATUM);
        return Text.of("""
                At index 0 the data fill %s of 64 directions for n = %s and %s for n = %s: dimensions are lost with falling n, without a sharp gap.""",
                Notation.number(few.effectiveDimension().at(0)), result.trained().firstEntry().getKey(),
                Notation.number(many.effectiveDimension().at(0)), result.trained().lastEntry().getKey());
    }
}
