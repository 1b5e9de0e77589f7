/// Machines of Apache Spark that work for a session. Only the profile `cluster` compiles it.
package org.remanence.cluster;
