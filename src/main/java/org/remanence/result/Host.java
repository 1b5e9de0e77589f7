package org.remanence.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/// What this program was built from and what it runs on.
/// @param version of this program
/// @param commit it was built from, followed by `-dirty-` and a hash of the changes where files had been changed; `unknown`
///        outside a repository
/// @param jdk vendor and version of the running Java
/// @param processor model name of the processor; its architecture where the system does not tell
public record Host(String version, String commit, String jdk, String processor) {
    private static final String UNKNOWN = "unknown";

    /// This machine and this build.
    public static Host current() {
        Properties build = build();
        return new Host(known(build, "version"), known(build, "commit"),
                System.getProperty("java.vendor") + " " + Runtime.version(), model(Path.of("/proc/cpuinfo")));
    }

    static String model(Path info) {
        String architecture = System.getProperty("os.arch");
        if (!Files.isReadable(info)) {
            return architecture;
        }
        try (Stream<String> lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse(architecture);
        } catch (IOException | UncheckedIOException _) {
            return architecture;
        }
    }

    private static String known(Properties build, String key) {
        String value = build.getProperty(key, "");
        return value.isBlank() || value.contains("${") ? UNKNOWN : value;
    }

    private static Properties build() {
        Properties properties = new Properties();
        try (InputStream in = Host.class.getResourceAsStream("build.properties")) {
            if (in != null) {
                properties.load(in);
            }
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException("the build description cannot be read: " + e.getMessage(), e);
        }
    }
}
