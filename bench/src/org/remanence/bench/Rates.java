package org.remanence.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What an [Alternation] found, as JMH's report carries it beside the time of the whole.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Rates {
    /// Median rate of our side, billions of units a second.
    public double ours;
    /// Median rate of the yardstick.
    public double yardstick;
    /// Median over rounds of ours over yardstick, in percent.
    public double percent;
    /// Lower quartile of the rounds' percentages.
    public double low;
    /// Upper quartile.
    public double high;
    /// Rounds in which one thread had its core.
    public double clean;
    /// Median share of the time that one measuring thread waited for its core; 0 with more threads, where it cannot be told.
    public double waited;
    /// Share of the machine's time that other programs and the hypervisor took; NaN where the system does not tell.
    public double others;
    /// Floating-point operations for each byte of patterns, the place on the roofline; 0 where there is none.
    public double intensity;
}
