package org.remanence.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.Slow;

/// The Python client against a server, where there is a Python with NumPy.
final class PythonClientTest {
    @TempDir
    private Path folder;

    private record Said(int code, String text) { }

    private static Said python(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "-B"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return python("-c", "import sys, numpy; sys.exit(sys.version_info < (3, 10))").code == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void check(List<String> program, String... more) throws IOException, InterruptedException {
        assumeTrue(isThere(), "there is no python3 of version 3.10 or newer with NumPy: the Python client is not tested");
        Path root = Files.createDirectories(folder.resolve("root"));
        try (Served served = Served.with(Served.settings(folder.resolve("state"), Optional.of(root), true), program)) {
            List<String> words = new ArrayList<>(List.of("src/test/python/check_remanence.py", served.server.address(),
                    Files.readString(served.server.tokenFile().orElseThrow()).strip(), root.toString()));
            words.addAll(List.of(more));
            Said said = python(words.toArray(String[]::new));
            assertEquals(0, said.code, said.text);
            assertEquals(3 + more.length, said.text.lines().filter(line -> line.endsWith(" ok")).count());
            assertEquals(List.of(), served.faults);
        }
    }

    @Test
    void scoresComeAsArrays() throws IOException, InterruptedException {
        check(List.of("/bin/false"));
    }

    @Slow
    @Test
    void experimentsComeAsCurves() throws IOException, InterruptedException {
        check(DashboardTest.program(), "jobs");
    }

    @Test
    void installsWithoutNetwork() throws IOException, InterruptedException {
        assumeTrue(isThere(), "there is no python3 of version 3.10 or newer with NumPy: the Python client is not tested");
        Said said = python("-c", """
                import sys; sys.path.insert(0, "src/main/python")
                import wheel_backend, zipfile
                name = wheel_backend.build_wheel(sys.argv[1])
                wheel = zipfile.ZipFile(sys.argv[1] + "/" + name)
                sys.path = [sys.argv[1] + "/" + name] + sys.path[2:]
                import remanence
                print(remanence.__file__, sorted(wheel.namelist()))""", folder.toString());
        assertEquals(0, said.code, said.text);
        assertTrue(said.text.contains(".whl/remanence.py ['remanence-0.1.0.dist-info/METADATA', 'remanence-0.1.0.dist-info/RECORD', 'remanence-0.1.0.dist-info/WHEEL', 'remanence.py']"),
                said.text);
    }

    @Test
    void theServerHandsTheClientOut() throws IOException {
        assumeTrue(Dashboard.class.getResource("page/remanence.py") != null, "this build has no Python client among its resources");
        try (Served served = Served.with(Served.settings(folder.resolve("state"), Optional.empty(), true), List.of("/bin/false"))) {
            Served.Got got = served.get("/remanence.py");
            assertEquals(200, got.status());
            assertEquals(Files.readString(Path.of("src/main/python/remanence.py")), got.text());
        }
    }
}
