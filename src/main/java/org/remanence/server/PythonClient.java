package org.remanence.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The client for Python: its package as a wheel, which pip installs from here, and its main module alone, which needs
/// no installation.
///
/// Source: Python packaging, binary distribution format (PEP 427).
final class PythonClient {
    private static final String ONE_FILE = "/remanence.py";
    private static final String FOLDER = "/python/";
    private static final String MAIN = "remanence/__init__.py";
    private static final List<String> MODULES = List.of(MAIN, "remanence/diffusers.py", "remanence/py.typed",
            "remanence/torch.py");
    private static final Pattern VERSION = Pattern.compile("(?m)^__version__ = \"([^\"]+)\"$");
    /// So that the same client has the same bytes.
    private static final long SOME_DAY = 1_767_225_600_000L;

    void addTo(Routes routes) {
        routes.get(ONE_FILE, _ -> Reply.of(Reply.OK, MediaTypes.of(Path.of(ONE_FILE)), resource(MAIN)));
        routes.get(FOLDER + "{wheel}", request -> {
            if (!request.part("wheel").equals(wheelName())) {
                throw Refusal.of(Refusal.NOT_FOUND, "there is no wheel %s, but %s%s", request.part("wheel"), FOLDER,
                        wheelName());
            }
            return Reply.of(Reply.OK, Reply.BINARY, wheel());
        });
    }

    /// Whether a path belongs to the client, which is no secret.
    static boolean isClient(String path) {
        return path.equals(ONE_FILE) || path.startsWith(FOLDER);
    }

    private static String wheelName() {
        return "remanence-" + version() + "-py3-none-any.whl";
    }

    private static String version() {
        Matcher found = VERSION.matcher(new String(resource(MAIN), StandardCharsets.UTF_8));
        if (!found.find()) {
            throw new IllegalStateException("the client for Python has no version");
        }
        return found.group(1);
    }

    private static byte[] wheel() {
        String version = version();
        String info = "remanence-" + version + ".dist-info/";
        Map<String, byte[]> files = new LinkedHashMap<>();
        MODULES.forEach(each -> files.put(each, resource(each)));
        for (String each : List.of("METADATA", "WHEEL")) {
            String text = new String(resource(each), StandardCharsets.UTF_8).replace("VERSION", version);
            files.put(info + each, text.getBytes(StandardCharsets.UTF_8));
        }
        StringBuilder record = new StringBuilder();
        files.forEach((name, bytes) -> record.append(name).append(",sha256=").append(digest(bytes)).append(',')
                .append(bytes.length).append('\n'));
        files.put(info + "RECORD", record.append(info).append("RECORD,,\n").toString()
                .getBytes(StandardCharsets.UTF_8));
        return zip(files);
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTime(SOME_DAY);
                zip.putNextEntry(entry);
                zip.write(each.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256")
                    .digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = PythonClient.class.getResourceAsStream("python/" + name)) {
            if (in == null) {
                throw new IllegalStateException("this build has no file " + name + " of the client for Python");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
