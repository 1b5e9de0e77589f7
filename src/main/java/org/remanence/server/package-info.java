/// Scores and experiments for other programs, by HTTP: inference by the Open Inference Protocol, jobs, a page for
/// people.
package org.remanence.server;
