package org.remanence.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleBiFunction;
import org.remanence.cli.SpeedChange.Verdict;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import tools.jackson.databind.json.JsonMapper;

/// Two revisions of the benchmarks in turn, each run in a Java machine of its own.
/// @param ours this revision
/// @param other the revision it is held against
/// @param rounds of both; benchmarks that stay undecided get as many again
/// @param talk hears how it goes
record Comparison(Checkout ours, Checkout other, int rounds, Consumer<String> talk) {
    /// Compares what both revisions have.
    /// @throws IllegalArgumentException if that is nothing
    List<SpeedChange> of(String regex, Map<String, String> parameters) {
        List<BenchName> mine = ours.list(regex, parameters);
        List<BenchName> theirs = other.list(regex, parameters);
        List<BenchName> both = mine.stream().filter(theirs::contains).toList();
        if (both.isEmpty()) {
            throw new BadInput("no benchmark that matches '%s' is in both revisions: %d in this one, %d in the other", regex, mine.size(), theirs.size());
        }
        talk.accept(Text.of("%d benchmarks in both, %d in this revision alone, %d in the other alone", both.size(),
                mine.size() - both.size(), theirs.size() - both.size()));
        return compare(both, (name, mineNow) -> speed(mineNow ? ours : other, name));
    }

    /// Rounds in the order A B, B A, A B, …: a drift that lasts favours nobody.
    /// @param measure speed of a benchmark, of this revision where its second argument says so
    List<SpeedChange> compare(List<BenchName> names, ToDoubleBiFunction<BenchName, Boolean> measure) {
        Map<BenchName, List<Double>> ratios = new LinkedHashMap<>();
        names.forEach(name -> ratios.put(name, new ArrayList<>()));
        for (int i = 0; i < 2 * rounds; i++) {
            for (BenchName name : names) {
                List<Double> own = ratios.get(name);
                if (i < rounds || change(name, own.subList(0, rounds)).verdict() == Verdict.UNDECIDED) {
                    boolean first = i % 2 == 0;
                    double one = measure.applyAsDouble(name, first);
                    double two = measure.applyAsDouble(name, !first);
                    own.add(first ? one / two : two / one);
                    talk.accept(Text.of("round %d, %s %s: %.3f", own.size(), name.shortName(), BenchName.text(name.parameters()),
                            own.getLast()));
                }
            }
        }
        return names.stream().map(name -> change(name, ratios.get(name))).toList();
    }

    private static SpeedChange change(BenchName name, List<Double> ratios) {
        return SpeedChange.of(name.shortName(), name.parameters(), ratios);
    }

    private static double speed(Checkout of, BenchName name) {
        return BenchRow.of(new JsonMapper().readTree(of.run(name.regex(), name.parameters())).get(0)).speed();
    }
}
