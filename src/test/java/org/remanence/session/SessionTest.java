package org.remanence.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SessionTest {
    private static Session session(int threads) {
        return new Session(7, threads, Progress.SILENT);
    }

    @Test
    void everyTaskRunsOnceAndAnswersAreInTaskOrderWhateverTheThreads() {
        int tasks = 1009;
        long[] expected = new long[tasks];
        for (int i = 0; i < tasks; i++) {
            expected[i] = 31L * i + 1;
        }
        for (int threads : new int[] {1, 2, 3, 8}) {
            try (Session session = session(threads)) {
                long[] answers = new long[tasks];
                session.parallel(tasks, i -> answers[i] += 31L * i + 1);
                assertArrayEquals(expected, answers, threads + " threads");
            }
        }
    }

    @Test
    void noTasksAndOneTaskAreFine() {
        try (Session session = session(4)) {
            AtomicInteger ran = new AtomicInteger();
            session.parallel(0, _ -> ran.incrementAndGet());
            assertEquals(0, ran.get());
            session.parallel(1, _ -> ran.incrementAndGet());
            assertEquals(1, ran.get());
            assertThrows(IllegalArgumentException.class, () -> session.parallel(-1, _ -> { }));
        }
    }

    @Test
    void failureReachesTheCallerAndLeavesThePoolUsable() {
        for (int threads : new int[] {1, 4}) {
            try (Session session = session(threads)) {
                var failure = new IllegalArgumentException("task 5");
                var thrown = assertThrows(IllegalArgumentException.class, () -> session.parallel(100, i -> {
                    if (i == 5) {
                        throw failure;
                    }
                }));
                assertSame(failure, thrown);
                var error = assertThrows(OutOfMemoryError.class, () -> session.parallel(3, _ -> {
                    throw new OutOfMemoryError("pretended");
                }));
                assertEquals("pretended", error.getMessage());
                AtomicInteger ran = new AtomicInteger();
                session.parallel(50, _ -> ran.incrementAndGet());
                assertEquals(50, ran.get());
            }
        }
    }

    @Test
    void failureStopsTasksNotYetBegun() {
        try (Session session = session(2)) {
            AtomicInteger ran = new AtomicInteger();
            CountDownLatch failed = new CountDownLatch(1);
            assertThrows(IllegalStateException.class, () -> session.parallel(1_000_000, i -> {
                ran.incrementAndGet();
                if (i == 1) {
                    failed.countDown();
                    throw new IllegalStateException("second task");
                }
                if (i == 0) {
                    passThrough(failed);
                    pause(50);
                }
            }));
            assertTrue(ran.get() < 1_000_000, "the first worker must not finish the list alone, ran " + ran);
        }
    }

    @Test
    void nothingRunsAnyMoreWhenAFailureIsReported() {
        try (Session session = session(2)) {
            AtomicBoolean busy = new AtomicBoolean();
            CountDownLatch begun = new CountDownLatch(1);
            assertThrows(IllegalStateException.class, () -> session.parallel(2, i -> {
                if (i == 1) {
                    passThrough(begun);
                    throw new IllegalStateException("second task");
                }
                busy.set(true);
                begun.countDown();
                pause(100);
                busy.set(false);
            }));
            assertFalse(busy.get());
        }
    }

    @Test
    void interruptWaitsForRunningTasksAndCancels() throws InterruptedException {
        try (Session session = session(2)) {
            CountDownLatch begun = new CountDownLatch(2);
            AtomicInteger running = new AtomicInteger();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicInteger left = new AtomicInteger(-1);
            AtomicBoolean flag = new AtomicBoolean();
            Thread caller = new Thread(() -> {
                try {
                    session.parallel(1000, _ -> {
                        running.incrementAndGet();
                        begun.countDown();
                        pause(50);
                        running.decrementAndGet();
                    });
                } catch (Cancelled e) {
                    thrown.set(e);
                    left.set(running.get());
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            begun.await();
            caller.interrupt();
            caller.join();
            assertTrue(thrown.get() instanceof Cancelled);
            assertEquals(0, left.get(), "no task may outlive the call");
            assertTrue(flag.get(), "the interrupt is passed on");
        }
    }

    @Test
    void cancelStopsTasksThatWouldNeverEnd() throws InterruptedException {
        for (int threads : new int[] {1, 3}) {
            try (Session session = session(threads)) {
                CountDownLatch begun = new CountDownLatch(1);
                AtomicReference<Throwable> thrown = new AtomicReference<>();
                Thread caller = new Thread(() -> {
                    try {
                        session.parallel(threads, _ -> {
                            begun.countDown();
                            while (true) {
                                pause(1);
                                session.checkCancelled();
                            }
                        });
                    } catch (Cancelled e) {
                        thrown.set(e);
                    }
                });
                caller.start();
                begun.await();
                session.cancel();
                caller.join();
                assertTrue(thrown.get() instanceof Cancelled);
                assertThrows(Cancelled.class, () -> session.parallel(1, _ -> { }));
            }
        }
    }

    @Test
    void aTaskMayCallAgain() {
        for (int threads : new int[] {1, 2, 5}) {
            try (Session session = session(threads)) {
                int[][] answers = new int[20][30];
                session.parallel(20, i -> session.parallel(30, k -> answers[i][k] = 100 * i + k));
                for (int i = 0; i < 20; i++) {
                    for (int k = 0; k < 30; k++) {
                        assertEquals(100 * i + k, answers[i][k]);
                    }
                }
            }
        }
    }

    @Test
    void streamsAreNamedBySeedAndPurpose() {
        try (Session one = session(1); Session other = new Session(8, 3, Progress.SILENT)) {
            assertEquals(one.stream("noise"), session(4).stream("noise"));
            assertFalse(one.stream("noise").equals(one.stream("data")));
            assertFalse(one.stream("noise").equals(other.stream("noise")));
        }
    }

    @Test
    void refusesASessionWithoutThreads() {
        var message = assertThrows(IllegalArgumentException.class, () -> session(0)).getMessage();
        assertTrue(message.contains("threads") && message.contains("0"), message);
    }

    @Test
    void manySessionsAtOnceFinishAndStayWithinTheirThreads() throws InterruptedException {
        int sessions = 40;
        int tasks = 200;
        long[] sums = new long[sessions];
        int[] most = new int[sessions];
        List<Thread> callers = new ArrayList<>();
        for (int s = 0; s < sessions; s++) {
            int own = s;
            callers.add(Thread.ofPlatform().start(() -> {
                AtomicInteger running = new AtomicInteger();
                AtomicInteger peak = new AtomicInteger();
                // A session of one thread works on its caller, whose inner calls may use all threads of theirs.
                AtomicLongArray answers = new AtomicLongArray(tasks);
                try (Session session = session(1 + own % 4); Session inner = session(3)) {
                    session.parallel(tasks, i -> {
                        peak.accumulateAndGet(running.incrementAndGet(), Math::max);
                        inner.parallel(5, k -> answers.addAndGet(i, (k + 1L) * (own + i)));
                        running.decrementAndGet();
                    });
                }
                sums[own] = IntStream.range(0, tasks).mapToLong(answers::get).sum();
                most[own] = peak.get();
            }));
        }
        for (Thread each : callers) {
            each.join();
        }
        for (int s = 0; s < sessions; s++) {
            assertEquals(15L * (tasks * s + tasks * (tasks - 1) / 2), sums[s]);
            assertTrue(most[s] <= 1 + s % 4, most[s] + " threads of session " + s);
        }
    }

    @Test
    void callsOfOneSessionShareItsThreads() throws InterruptedException {
        try (Session session = session(2)) {
            AtomicInteger running = new AtomicInteger();
            AtomicInteger peak = new AtomicInteger();
            AtomicInteger ran = new AtomicInteger();
            List<Thread> callers = new ArrayList<>();
            for (int c = 0; c < 4; c++) {
                Session mine = session.withSeed(c);
                callers.add(Thread.ofPlatform().start(() -> mine.parallel(20, _ -> {
                    peak.accumulateAndGet(running.incrementAndGet(), Math::max);
                    pause(1);
                    running.decrementAndGet();
                    ran.incrementAndGet();
                })));
            }
            for (Thread each : callers) {
                each.join();
            }
            assertEquals(80, ran.get());
            assertEquals(2, peak.get());
        }
    }

    @Test
    void cancellationFailureAndClosingStayInTheirSession() throws InterruptedException {
        Session one = session(2);
        try (Session two = session(2); Session three = session(2)) {
            CountDownLatch begun = new CountDownLatch(2);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread caller = Thread.ofPlatform().start(() -> {
                try {
                    one.parallel(Integer.MAX_VALUE, _ -> {
                        begun.countDown();
                        pause(1);
                    });
                } catch (Cancelled e) {
                    thrown.set(e);
                }
            });
            begun.await();
            assertThrows(IllegalStateException.class, () -> two.parallel(9, _ -> {
                throw new IllegalStateException("mine");
            }));
            assertNull(thrown.get());
            one.close();
            caller.join();
            assertTrue(thrown.get() instanceof Cancelled);
            AtomicInteger ran = new AtomicInteger();
            two.parallel(50, _ -> ran.incrementAndGet());
            three.parallel(50, _ -> ran.incrementAndGet());
            assertEquals(100, ran.get());
            assertThrows(IllegalStateException.class, () -> one.parallel(5, _ -> { }));
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void passThrough(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
