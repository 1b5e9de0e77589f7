package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.remanence.kernel.AnnealedEnergy;
import org.remanence.kernel.Distance;
import org.remanence.kernel.Gaussians;
import org.remanence.kernel.Kernels;
import org.remanence.kernel.SignedSums;
import org.remanence.result.Host;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DoctorTest {
    @Test
    void oneDocumentWithEveryFinding() {
        var out = new ByteArrayOutputStream();
        int code = Main.run(new PrintStream(out, true), new PrintStream(new ByteArrayOutputStream()), "doctor", "--json");
        JsonNode found = new JsonMapper().readTree(out.toByteArray());
        assertEquals(0, code, out.toString());
        assertEquals(Kernels.get().name(), found.at("/kernels/set").asString());
        assertEquals(1, found.at("/blas/threads").asInt());
        assertTrue(found.at("/bandwidth").asDouble() > 0.1);
        assertEquals(2 * (Kernels.all().size() + 1), found.at("/speeds").size());
        found.at("/speeds").forEach(each -> assertTrue(each.at("/gigaflops").asDouble() > 0, each.toString()));
    }

    @Test
    void oneDisagreementIsOurFault() {
        SelfCheck agrees = new SelfCheck("tiles", true, "same bits");
        SelfCheck fails = new SelfCheck("gemm", false, "within rounding");
        assertEquals(0, diagnosis(agrees, agrees).code());
        assertEquals(3, diagnosis(agrees, fails).code());
        assertEquals(3, diagnosis(fails, agrees).code());
        assertTrue(diagnosis(agrees, fails).text(120).lines().anyMatch(line -> line.matches("gemm +FAILS +within rounding")),
                diagnosis(agrees, fails).text(120));
    }

    private static Doctor.Diagnosis diagnosis(SelfCheck... checks) {
        return new Doctor.Diagnosis(Host.current(), Doctor.Machine.current(), Doctor.Choice.current(), Doctor.Library.current(),
                List.of(checks), 1, List.of());
    }

    @Test
    void everyKernelIsChecked() {
        List<String> checked = SelfCheck.all().stream().map(SelfCheck::name).toList();
        RecordComponent[] parts = Kernels.class.getRecordComponents();
        for (RecordComponent kernel : Arrays.copyOfRange(parts, 1, parts.length)) {
            assertTrue(checked.stream().anyMatch(name -> name.startsWith(kernel.getName())), kernel.getName() + " in " + checked);
        }
    }

    @Test
    void wrongKernelsAreFound() {
        Gaussians shifted = new Gaussians() {
            @Override
            public void into(long key, long index, long block, double[] into, int offset, int blocks) {
                SCALAR.into(key, index, block + 1, into, offset, blocks);
            }

            @Override
            public void into(long key, long index, long block, float[] into, int offset, int blocks) {
                SCALAR.into(key, index, block, into, offset, blocks);
            }
        };
        Distance careless = (a, ai, x, xi, d, scale, remainder, residual) ->
                Distance.SCALAR.squared(a, ai, x, xi, d, scale, remainder, residual) * (1 + 0x1p-52);
        assertTrue(SelfCheck.gaussians(Gaussians.SCALAR));
        assertFalse(SelfCheck.gaussians(shifted));
        Kernels scalar = Kernels.scalar();
        assertTrue(SelfCheck.steps(scalar));
        assertFalse(SelfCheck.steps(new Kernels("other noise", shifted, scalar.tiles(), scalar.distance(), scalar.steps(),
                scalar.signs(), scalar.annealed(), scalar.layers())));
        assertTrue(SelfCheck.distance(Distance.SCALAR));
        assertFalse(SelfCheck.distance(careless));
        assertTrue(SelfCheck.annealed(AnnealedEnergy.SCALAR));
        assertFalse(SelfCheck.annealed((s, column, factor, tau, before, after, count) ->
                AnnealedEnergy.SCALAR.flip(s, column, factor, tau * (1 + 0x1p-20f), before, after, count)));
        assertTrue(SelfCheck.signs(SignedSums.SCALAR));
        assertFalse(SelfCheck.signs((tables, table, words, at, count, into, to) ->
                SignedSums.SCALAR.add(tables, table, words, at, count - 1, into, to)));
    }
}
