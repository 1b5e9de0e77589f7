package org.remanence.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// ONNX Runtime, once a process: silent, since its errors are thrown, on the caller's thread, and without reports to its vendor.
@SuppressWarnings("restricted")
final class OnnxRuntime {
    /// Read by later versions when their library is loaded: anything they are told afterwards is too late.
    private static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";
    private static final OrtEnvironment ENVIRONMENT = start();

    private OnnxRuntime() { }

    static OrtEnvironment environment() {
        return ENVIRONMENT;
    }

    /// A session that computes on the thread that calls it, whose bits do not depend on the machine's load.
    static OrtSession open(Path file) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            return ENVIRONMENT.createSession(file.toString(), options);
        }
    }

    private static OrtEnvironment start() {
        setEnvironment(NO_TELEMETRY, "1");
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "remanence");
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        return environment;
    }

    /// Sets a variable of this process as native code sees it; `System.getenv` does not change.
    static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment setenv = linker.defaultLookup().findOrThrow("setenv");
            var type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT);
            int failed = (int) linker.downcallHandle(setenv, type).invokeExact(arena.allocateFrom(name),
                    arena.allocateFrom(value), 1);
            if (failed != 0) {
                throw new IllegalStateException("the environment variable " + name + " cannot be set");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
