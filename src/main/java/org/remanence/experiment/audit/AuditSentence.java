package org.remanence.experiment.audit;

import java.util.Optional;
import org.remanence.plot.Notation;
import org.remanence.text.Text;

/// The verdict in a word and in a sentence.
/// @param comparison of samples and points held out, if there are any
/// @param samples N
/// @param patterns n
record AuditSentence(Audit audit, Optional<FreshComparison> comparison, long samples, long patterns, Audit.Copied copied,
        Audit.SmallestDetectable smallest, Audit.Duplicated duplicates) {
    private static final double DUPLICATES = 0.01;

    String verdict() {
        String word = kind().word();
        return isOnDuplicates() ? word + ", duplicates" : word;
    }

    /// Without points held out, closeness that chance does not explain proves no copying.
    private FreshComparison.Verdict kind() {
        return comparison.map(FreshComparison::verdict)
                .orElse(copied.count() > 0 ? FreshComparison.Verdict.UNDECIDED : FreshComparison.Verdict.NONE);
    }

    private boolean isOnDuplicates() {
        return duplicates.p() <= DUPLICATES;
    }

    String text() {
        String said = comparison.isPresent() ? withHeldOut(comparison.get()) : alone();
        return isOnDuplicates() ? Text.of("%s A share of %s of the samples lies on patterns that the training set holds more than once, of held-out "
                + "data %s: duplicates are copied.", said, Notation.number(duplicates.shareSamples()), Notation.number(duplicates.shareHeldOut())) : said;
    }

    private String withHeldOut(FreshComparison tests) {
        return switch (kind()) {
            case COPYING -> copied.count() > 0
                    ? Text.of("%d of %d samples (at least %s %%) are copies of %d training patterns; training set and held-out data are not treated alike.",
                            copied.count(), samples, Notation.number(100 * copied.atLeast()), copied.patterns())
                    : Text.of("""
                            Samples copy training patterns (at least %s %%), and training set and held-out data are not treated alike; to name the \
                            copies, hold out more data: fewer than a share of %s cannot be named.""", Notation.number(100 * copied.atLeast()),
                            Notation.number(smallest.fraction()));
            case SHIFT -> Text.of("""
                    The samples crowd around data, those held out as much as those of the training set: shrinkage or blur, not copying.""");
            case UNDECIDED -> Text.of("""
                    The samples crowd around data; whether they prefer the training set cannot be told: %d patterns seem to be copied, %.0f would \
                    have to be, or more data held out.""", tests.patterns(), Math.ceil(tests.symmetric().copiesNeeded(FreshComparison.SYMMETRIC)));
            case NONE -> none();
        };
    }

    private String none() {
        String least = Notation.number(Math.min(1, smallest.fraction()));
        String power = Double.isNaN(smallest.noise()) ? Text.of("copies would have to be at least a share of %s of the samples to be seen", least)
                : Text.of("copies with noise up to %s standard deviations making up a share of %s of the samples would have been", Notation.number(smallest.noise()),
                        least);
        String chance = copied.count() == 0 ? "" : Text.of(" %d samples are flagged at a false discovery rate of %s, which the tests of the whole set "
                + "do not tell from chance.", copied.count(), Notation.number(audit.falseDiscoveryRate()));
        return Text.of("No copying was found; %s.%s", power, chance);
    }

    private String alone() {
        return copied.count() > 0
                ? Text.of("""
                        %d of %d samples are closer to %d training patterns than chance has it; without held-out data this cannot exclude shift or \
                        duplicates of the law.""", copied.count(), samples, copied.patterns())
                : Text.of("""
                        No copying was found without held-out data; a single p-value is at least %s.""", Notation.number(1 / (Math.min(20_000, patterns) + 1.0)));
    }
}
