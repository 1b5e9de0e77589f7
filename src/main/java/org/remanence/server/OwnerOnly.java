package org.remanence.server;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that their owner alone may read.
final class OwnerOnly {
    private static final FileAttribute<?>[] INHERITED = {};

    private OwnerOnly() { }

    /// What a new file or folder is made with. Windows has other permissions, and those of a home folder keep strangers
    /// out.
    /// @param path of it
    /// @param permissions where POSIX is known, as in `rw-------`
    static FileAttribute<?>[] attributes(Path path, String permissions) {
        return !path.getFileSystem().supportedFileAttributeViews().contains("posix") ? INHERITED
                : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))};
    }
}
