package org.remanence.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.Names;
import org.remanence.experiment.Schema;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// Collects what a figure is made of: what experiments answered, what must hold, and the page.
public final class Study {
    private static final long DEFAULT_SEED = 1;

    private final Listing listing;
    private final Size size;
    private final Session session;
    private final Report.Builder page;
    private final List<FigureCheck> checks = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private final SequencedMap<String, Record> results = new LinkedHashMap<>();

    /// A study of that figure.
    /// @param listing what is made
    /// @param size how large
    /// @param session lends threads and streams
    public Study(Listing listing, Size size, Session session) {
        this.listing = listing;
        this.size = size;
        this.session = session;
        this.page = Report.of(listing.shows());
    }

    /// One of two, by the size of the figure.
    public <T> T sized(T small, T full) {
        return size == Size.FULL ? full : small;
    }

    /// Threads and streams.
    public Session session() {
        return session;
    }

    /// The page that figures are added to.
    public Report.Builder page() {
        return page;
    }

    /// Asks an experiment; its result is kept if the run is interrupted later.
    /// @param label of the result, different from all others
    /// @param type of the result
    /// @param parameters names and values in turn, written as on the command line
    public <R extends Record, E extends Record & Experiment<R>> R ask(String label, Class<E> kind, Class<R> type, String... parameters) {
        return extract(label, kind, type, Answer::result, parameters);
    }

    /// Asks an experiment, and keeps of its answer what the figure needs if the run is interrupted later.
    /// @param label of the result, different from all others
    /// @param parameters names and values in turn, written as on the command line
    public <R extends Record, E extends Record & Experiment<R>, K extends Record> K extract(String label, Class<E> kind, Class<K> type,
                                                                                 Function<Answer<R>, K> extract, String... parameters) {
        SequencedMap<String, String> named = named(parameters);
        K kept = session.part(Text.of("%s/%s, %s", listing.name(), label, type.getName()), type, () -> extract.apply(experiment(kind, named).run(session)));
        note(label, kind, named, kept);
        return kept;
    }

    /// Asks an experiment for its whole answer, figures included; if the run is interrupted later, the parts that the experiment
    /// itself keeps are kept.
    /// @param label of the result, different from all others
    /// @param parameters names and values in turn, written as on the command line
    public <R extends Record, E extends Record & Experiment<R>> Answer<R> answer(String label, Class<E> kind, String... parameters) {
        SequencedMap<String, String> named = named(parameters);
        Answer<R> answer = experiment(kind, named).run(session.within(Text.of("%s/%s", listing.name(), label)));
        note(label, kind, named, answer.result());
        return answer;
    }

    private static SequencedMap<String, String> named(String... parameters) {
        SequencedMap<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        return named;
    }

    private static <E extends Record & Experiment<?>> E experiment(Class<E> kind, Map<String, String> parameters) {
        return Schema.of(kind).fill(parameters);
    }

    private <E extends Record & Experiment<?>> void note(String label, Class<E> kind, Map<String, String> parameters, Record result) {
        results.put(label, result);
        var command = new StringBuilder("./remanence run " + new ExperimentType<>(kind).name());
        parameters.forEach((name, value) -> command.append(" --").append(Names.kebab(name)).append(' ').append(value));
        commands.add(command + (session.seed() == DEFAULT_SEED ? "" : " --seed " + session.seed()));
    }

    /// A result that no experiment gives.
    void result(String label, Record result) {
        results.put(label, result);
    }

    /// Adds what must hold.
    public void check(FigureCheck check) {
        checks.add(check);
    }

    /// The answer: page, verdict, and the finding in a sentence.
    public Answer<Verdict> end(String finding) {
        Verdict verdict = Verdict.of(finding, checks, results);
        Report.Builder whole = Report.of(listing.shows()).subtitle(Text.of("%s, %s", listing.document().title(), listing.figure()))
                .table(table("What must hold", checks)).append(page.build());
        if (!commands.isEmpty()) {
            whole.section("Its parts by themselves").commands(commands);
        }
        return Answer.of(verdict, new Answer.Untold(), whole.build()).finding(finding).finding(sentence(verdict, size));
    }

    private static String sentence(Verdict verdict, Size size) {
        long passed = verdict.checks().stream().filter(FigureCheck::passed).count();
        return Text.of("%d of %d checks passed%s.", passed, verdict.checks().size(), size == Size.FULL ? "" : ", at the default size");
    }

    private static Table table(String title, List<FigureCheck> checks) {
        return new Table(title, List.of("claim (limit from)", "measured", "expected", "deviation", "limit", "verdict"), checks.stream()
                .map(each -> List.of(Text.of("%s (%s)", each.claim(), each.cause()), each.measured(), each.expected(), each.deviationText(),
                        each.limitText(), each.passed() ? "holds" : "FAILS")).toList());
    }
}
