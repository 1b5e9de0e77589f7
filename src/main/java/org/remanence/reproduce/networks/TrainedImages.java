package org.remanence.reproduce.networks;

import java.util.List;
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

/// Networks trained on images: spectra and dimension in the number of images, and the second differences that the
/// dimension is read off.
final class TrainedImages implements Reproduction {
    private static final String DATUM = "datum";
    /// Largest singular values left out of the search, of 64; published: 100 of 784.
    private static final String DISCARD = "8";
    /// Threshold of the published search for MNIST.
    private static final String THRESHOLD = "15";
    private static final String READING = "0.1";
    /// Places of 0.1 and 0.3 among the levels, which begin with that of index 0.
    private static final int[] COMPARED = {2, 3};
    private static final String DIFFERENCES = """
            Beside the published setting: handwritten digits of 8 × 8 stand for MNIST, CIFAR-10 and CelebA. A residual \
            perceptron of 389 696 parameters stands for U-Nets of 24 to 36 million, Adam at 0.001 for 0.0001, 10 000 steps \
            (--full: 400 000, as for MNIST). The search for a spike leaves out the 8 largest of 64 singular values, \
            the published one 100 of 784. Jacobians are exact, not differences over the noise. So short a training \
            leaves the network near its start at the published level, index 0, since one step in 1000 is there. Sizes \
            are compared at σ = 0.1, index 0 stands beside. './remanence run network-jacobian --data FILE' does the \
            same for other images, such as an IDX file of MNIST or Fashion-MNIST.""";

    @Override
    public Listing listing() {
        return new Listing("network-images", Listing.Document.GEOMETRY, "6, 7",
                "Networks trained on more images keep more directions, here of the digits", "3 min", "3 h");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        double least = Math.sqrt(Math.expm1(2 * new DdpmSchedule().time(0)));
        Answer<NetworkJacobian.Result> answer = study.answer("digits", NetworkJacobian.class, "data", "digits",
                "sizes", study.sized("50,200,800,1600", "25,50,100,200,400,800,1600"), "steps",
                study.sized("10000", "400000"),
                "checkpoints", study.sized("0.2,0.5,1", "0.01,0.02,0.05,0.1,0.2,0.4,0.6,0.8,1"),
                "noiseLevels", least + ",0.03,0.1,0.3,1", "reading", READING,
                "criterion", "first-spike", "discard", DISCARD, "threshold", THRESHOLD, "leastGap", "0");
        NetworkJacobian.Result result = answer.result();
        check(study, result);
        study.page().text(DIFFERENCES).figure(differences(result)).append(answer.report());
        return study.end(finding(result));
    }

    /// The more images, the more directions do the data fill, far beyond what the exact score of these images has left.
    private static void check(Study study, NetworkJacobian.Result result) {
        List<String> sizes = List.copyOf(result.trained().keySet());
        for (int level : COMPARED) {
            double sigma = result.asymmetry().firstEntry().getValue().x()[level];
            for (int i = 1; i < sizes.size(); i++) {
                study.check(FigureCheck.notBelow(
                        Text.of("directions that the data fill, σ = %s: n = %s, not below n = %s",
                        Notation.number(sigma), sizes.get(i), sizes.get(i - 1)),
                        filled(result, sizes.get(i), level), filled(result, sizes.get(i - 1), level)));
            }
        }
        for (String each : sizes) {
            study.check(FigureCheck.within(Text.of("directions left to the exact score of the images, σ = 0.1, n = %s",
                    each),
                    result.empirical().get(each).get(DATUM).effectiveDimension().at(COMPARED[0]).mean(), 0, 1,
                    "images so near to each other that one may be taken for the other"));
        }
    }

    private static Estimate filled(NetworkJacobian.Result result, String size, int level) {
        return result.trained().get(size).get(DATUM).effectiveDimension().at(level);
    }

    private static Figure differences(NetworkJacobian.Result result) {
        Figure.Builder figure = Figure.of("second-differences",
                "Second differences of the singular values, σ = " + READING)
                .caption(Text.of("""
                        Absolute second differences of the mean singular values at patterns of the training, in the \
                        place of the first of three. The search takes the first one behind %s that exceeds %s times \
                        the median.""", DISCARD,
                        THRESHOLD))
                .x(Axis.linear("rank")).y(Axis.log("|second difference|"));
        result.trained().forEach((size, places) -> {
            double[] values = places.get(DATUM).singularValues().row(COMPARED[0]);
            double[] second = IntStream.range(0, values.length - 2)
                    .mapToDouble(i -> Math.abs(values[i + 2] - 2 * values[i + 1] + values[i])).toArray();
            figure.line("n = " + size, IntStream.rangeClosed(1, second.length).asDoubleStream().toArray(), second);
        });
        return figure.mark("left out", Double.parseDouble(DISCARD)).build();
    }

    private static String finding(NetworkJacobian.Result result) {
        NetworkSpectra few = result.trained().firstEntry().getValue().get(DATUM);
        NetworkSpectra many = result.trained().lastEntry().getValue().get(DATUM);
        return Text.of("""
                At σ = %s the data fill %s of 64 directions at images of the training for n = %s and %s for n = %s. \
                Dimensions are lost with falling n, as published, without a sharp gap.""", READING,
                Notation.number(few.effectiveDimension().at(COMPARED[0])), result.trained().firstEntry().getKey(),
                Notation.number(many.effectiveDimension().at(COMPARED[0])), result.trained().lastEntry().getKey());
    }
}
