package org.remanence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher in a checkout that is built already, with a Java that only says how it was started.
class LauncherTest {
    private static final Instant NOW = Instant.now();

    @TempDir
    private Path checkout;

    @BeforeEach
    void checkout() throws IOException {
        Files.createDirectories(checkout.resolve("src/main"));
        Files.createDirectories(checkout.resolve("src/assembly"));
        Files.copy(Path.of("remanence"), checkout.resolve("remanence"));
        write("pom.xml", "<project>\n  <version>0.9.0</version>\n  <version-of-else>1</version-of-else>\n</project>\n");
        write("native-config/jvm.args", "");
        write("native-config/openblas.env", "");
        write("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
        Path java = write("jdk/bin/java", "#!/bin/sh\nprintf '%s|' \"${LC_ALL:-}\" \"$@\"\n");
        assertTrue(java.toFile().setExecutable(true));
    }

    @Test
    void theVersionOfThePomRunsAndElseTheNewest() throws IOException {
        for (String version : new String[] {"0.10.0", "0.9.0", "0.8.7"}) {
            write("target/remanence-" + version + "/lib/remanence-" + version + ".jar", version);
            write("target/remanence-" + version + "/native-config/openblas.env", "");
        }
        assertTrue(runs("C.UTF-8").contains("/target/remanence-0.9.0/lib/*|"));
        write("pom.xml", "<project>\n  <version>0.11.0</version>\n</project>\n");
        assertTrue(runs("C.UTF-8").contains("/target/remanence-0.10.0/lib/*|"));
    }

    @Test
    void namesBeyondAsciiReachJavaWhateverTheLocale() throws IOException {
        write("target/remanence-0.9.0/lib/remanence-0.9.0.jar", "");
        write("target/remanence-0.9.0/native-config/openblas.env", "");
        for (String locale : new String[] {"C", "POSIX", "xx_YY.UTF-8"}) {
            String said = runs(locale, "--data", "Größe x.npy");
            assertTrue(said.matches("(C|en_US)\\.UTF-8\\|.*"), said);
            assertTrue(said.endsWith("|org.remanence.cli.Main|--data|Größe x.npy|"), said);
        }
        assertTrue(runs("C.UTF-8").startsWith("C.UTF-8|"), "what serves is left alone");
    }

    /// Labels of a batch file are not found reliably where its lines end otherwise.
    @ParameterizedTest
    @ValueSource(strings = {"remanence.cmd", "mvnw.cmd"})
    void launchersOfWindowsHaveItsLineEnds(String name) throws IOException {
        String text = Files.readString(Path.of(name), StandardCharsets.US_ASCII);
        assertEquals(-1, text.replace("\r\n", "").indexOf('\n'));
    }

    private String runs(String locale, String... arguments) throws IOException {
        Path stamp = write("target/launcher.stamp", "");
        Files.setLastModifiedTime(stamp, FileTime.from(NOW.plusSeconds(60)));
        // Arguments in a script are bytes of UTF-8, whatever the locale of this machine.
        write("call.sh", "exec /bin/sh ./remanence" + quoted(arguments) + "\n");
        var command = new ProcessBuilder("/bin/sh", "call.sh").directory(checkout.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().putAll(Map.of("LC_ALL", locale, "REMANENCE_JAVA_HOME", checkout.resolve("jdk").toString()));
        Process process = command.start();
        try (var output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), said);
            return said;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(String... arguments) {
        var text = new StringBuilder();
        for (String each : arguments) {
            text.append(" '").append(each).append('\'');
        }
        return text.toString();
    }

    private Path write(String name, String text) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
