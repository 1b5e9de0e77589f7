/// Closed forms and fixed points: what the equations say a measurement should give. Nothing here simulates, and nothing
/// here sees data, scores or samplers, so that agreement with a simulation means something.
///
/// One clock serves both forward processes: `noiseToSignal` is τ = v_t / s_t², the time of the variance-exploding
/// process, and `e^{2t} − 1` for the Ornstein–Uhlenbeck process at time t. Functions take and return τ unless their
/// argument is called `time`, which is Ornstein–Uhlenbeck time. Logarithms are natural, information is in nats, σ is a
/// standard deviation.
///
/// A quantity that does not exist (a speciation time where nothing speciates) is NaN, and null in JSON. One that exists at
/// the end of the axis is 0 or +∞ (a single pattern has always collapsed: +∞, also null in JSON).
package org.remanence.theory;
