package org.remanence.experiment;

/// Marks a question whose work the machines of a [org.remanence.session.Cluster] share, where its session has one.
public interface SharesWork { }
