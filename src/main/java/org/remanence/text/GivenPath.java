package org.remanence.text;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Files and folders as a user names them.
public final class GivenPath {
    private GivenPath() { }

    /// The path of that name.
    /// @throws BadInput if there can be no such file, or the character set of the environment lacks a letter of its name
    public static Path of(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            String letters = System.getProperty("sun.jnu.encoding");
            if (!Charset.forName(letters).newEncoder().canEncode(name)) {
                throw new BadInput(e, "the name %s has letters beyond %s, the character set of this environment: "
                        + "choose another one, as by LC_ALL=C.UTF-8", name, letters);
            }
            throw new BadInput(e, "%s is no name of a file: %s", name.replace('\0', '?'), e.getReason());
        }
    }
}
