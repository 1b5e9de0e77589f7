package org.remanence.session;

import java.util.List;

/// Machines that work for this one.
///
/// Tasks are numbered and do not depend on each other; a machine that is lost has its tasks done again by another. What they answer
/// therefore depends on nothing but what they are given.
public interface Cluster extends AutoCloseable {
    /// Tasks that run at a time, from 1.
    int slots();

    /// Runs one task for each part and waits for all.
    /// @param task a public class with a public constructor without parameters
    /// @param common what all tasks are given; sent once to each machine
    /// @param parts what each is given besides
    /// @param session hears how far the tasks are, and may be cancelled
    /// @return the answers, in the order of the parts
    /// @throws org.remanence.text.BadInput if a task refuses its input
    /// @throws Cancelled if the session is cancelled
    List<byte[]> run(Class<? extends ClusterTask> task, byte[] common, List<byte[]> parts, Session session);

    /// Lets the machines go.
    @Override
    void close();
}
