package org.remanence.channel;

/// What a channel says of a stability known as N(mean, variance).
/// @param logNorm log Z, Z the average of ψ
/// @param slope derivative of log Z by the mean, the output function g of message passing
/// @param curvature second derivative, −1/variance at most
public record ChannelMoments(double logNorm, double slope, double curvature) { }
