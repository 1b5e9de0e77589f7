package org.remanence.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.remanence.result.OutputFailure;
import org.remanence.text.BadInput;

/// The secret that other users of this machine do not know: 32 random bytes in a file that its owner alone can read.
final class AccessToken {
    private static final int BYTES = 32;

    private final byte[] text;

    private AccessToken(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    /// The token of that file, made if there is none.
    /// @throws OutputFailure if it cannot be written
    static AccessToken in(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            String text = Files.readString(file).strip();
            if (!text.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
                throw new BadInput("%s must hold %d hexadecimal digits: remove it, and a new one is made", file,
                        2 * BYTES);
            }
            return new AccessToken(text);
        } catch (IOException e) {
            throw new OutputFailure("the token " + file, e);
        }
    }

    private static void write(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path unfinished = Files.createTempFile(file.getParent(), "token", "", OwnerOnly.attributes(file, "rw-------"));
        Files.writeString(unfinished, HexFormat.of().formatHex(random) + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Compares in a time that does not depend on where the first difference is.
    boolean is(String given) {
        return MessageDigest.isEqual(text, given.getBytes(StandardCharsets.UTF_8));
    }
}
