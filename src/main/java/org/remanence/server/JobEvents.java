package org.remanence.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What happened to a job lately, for those who watch. Numbers count up through all attempts, also over a restart of
/// the server, so that a watcher can say what it has seen.
final class JobEvents {
    private static final int KEPT = 64;
    /// Numbers of one attempt: more than the lines of progress of the longest job.
    private static final long ATTEMPT = 1_000_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition happened = lock.newCondition();
    private final Deque<Event> kept = new ArrayDeque<>();
    private long last;
    private boolean ended;

    /// @param number counts up
    /// @param type its name
    /// @param data a JSON document on one line
    record Event(long number, String type, String data) { }

    /// An attempt begins to be told.
    void begin(int attempt) {
        inLock(() -> {
            last = Math.max(last, attempt * ATTEMPT);
            ended = false;
        });
    }

    void add(String type, String data) {
        inLock(() -> put(new Event(last + 1, type, data)));
    }

    /// The last event of an attempt, always under the same number.
    void end(int attempt, String type, String data) {
        inLock(() -> {
            ended = true;
            put(new Event(attempt * ATTEMPT + ATTEMPT - 1, type, data));
        });
    }

    /// Events after that number; waits for one if there is none yet. Empty after the time, or after the end.
    List<Event> after(long number, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (last <= number && !ended && left > 0) {
                left = happened.awaitNanos(left);
            }
            return kept.stream().filter(each -> each.number > number).toList();
        } finally {
            lock.unlock();
        }
    }

    /// Whether nothing will follow after that number.
    boolean isOver(long number) {
        lock.lock();
        try {
            return ended && last <= number;
        } finally {
            lock.unlock();
        }
    }

    /// The last event of a kind.
    Optional<Event> latest(String type) {
        lock.lock();
        try {
            return kept.reversed().stream().filter(each -> each.type.equals(type)).findFirst();
        } finally {
            lock.unlock();
        }
    }

    private void put(Event event) {
        last = event.number;
        kept.add(event);
        if (kept.size() > KEPT) {
            kept.remove();
        }
        happened.signalAll();
    }

    private void inLock(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
