package org.remanence.experiment.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Asking;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.Schema;
import org.remanence.experiment.SharesWork;
import org.remanence.experiment.model.Sampling;
import org.remanence.session.PretendedCluster;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.text.BadInput;

/// Questions whose work is shared have the answers of one machine, to the bit.
class SharesWorkTest {
    static Stream<ExperimentType<?>> types() {
        return ExperimentsTest.types().filter(type -> SharesWork.class.isAssignableFrom(type.type()));
    }

    @Test
    void theseShare() {
        assertEquals(Set.of("score", "sample", "excess-entropy", "collapse", "portrait"), types().map(ExperimentType::name).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void theAnswerIsThatOfOneMachine(ExperimentType<?> type) {
        PretendedCluster cluster = new PretendedCluster(3, 1);
        Map<String, String> question = Asking.with(ExperimentsTest.SMALL.get(type.name()), Map.of("data", "gaussian:d=3,n=13000"));
        try (Session session = new Session(5, 2, Progress.SILENT)) {
            Answer<?> here = type.schema().fill(question).run(session);
            Answer<?> there = type.schema().fill(question).run(session.on(cluster));
            Asking.assertSameBits(here.result(), there.result());
            Asking.assertSameBits(here.theory(), there.theory());
            assertEquals(here.findings(), there.findings());
        }
        assertTrue(cluster.asked().get("ShardTask") >= 2, cluster.asked()::toString);
        assertEquals(type.name().equals("sample"), cluster.asked().containsKey("TrajectoryTask"));
    }

    @Test
    void aLearnedScoreIsNotShared() {
        Map<String, String> question = Asking.with(ExperimentsTest.SMALL.get("sample"), Map.of("score", "learned"));
        try (Session session = new Session(5, 1, Progress.SILENT)) {
            Sampling sampling = Schema.of(Sampling.class).fill(question);
            String said = assertThrows(BadInput.class, () -> sampling.run(session.on(new PretendedCluster(2, 1)))).getMessage();
            assertTrue(said.contains("--cluster"), said);
        }
    }
}
