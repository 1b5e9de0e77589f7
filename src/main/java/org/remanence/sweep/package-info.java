/// Many runs of one experiment: grids of parameters, a folder that survives what kills its process, shares for several
/// machines, and the table and figures of all runs.
package org.remanence.sweep;
