package org.remanence.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.remanence.session.Cancelled;
import org.remanence.session.Session;

/// Turns Ctrl-C into a cancelled session, and gives the command a moment to clean up before the machine ends with code 130.
final class Interruption {
    private static final long PATIENCE_MILLIS = 800;
    /// For the command to say itself that it was interrupted.
    private static final long FAREWELL_MILLIS = 100;

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Supplier<Cancelled> farewell = Cancelled::new;
    private volatile Runnable stop = () -> { };
    private volatile Runnable undo = () -> { };
    private volatile boolean happened;

    /// Listens from now on.
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "interruption"));
        return interruption;
    }

    /// Deaf: for commands run inside another program.
    static Interruption none() {
        return new Interruption();
    }

    /// The session to cancel.
    void cancels(Session session) {
        stops(session::cancel, session::stopped);
    }

    /// What ends the command's work, and what it ends with if it has no time to say so itself.
    void stops(Runnable stop, Supplier<Cancelled> farewell) {
        this.farewell = farewell;
        stops(stop);
    }

    /// What ends the command's work; it may be asked twice.
    void stops(Runnable stop) {
        this.stop = stop;
        if (happened) {
            stop.run();
        }
    }

    /// What must not stay behind if the command does not stop in time.
    void undoes(Runnable undo) {
        this.undo = undo;
    }

    /// The command is over; the machine may end.
    void over() {
        over.countDown();
    }

    private void stop() {
        if (over.getCount() == 0) {
            return;
        }
        happened = true;
        stop.run();
        try {
            if (!over.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                undo.run();
            }
            if (!over.await(FAREWELL_MILLIS, TimeUnit.MILLISECONDS)) {
                System.err.println("remanence: " + Faults.sentence(farewell.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
