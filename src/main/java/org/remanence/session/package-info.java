/// What a computation borrows: threads, random streams, progress, cancellation, a place for finished parts.
package org.remanence.session;
