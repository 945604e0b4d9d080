/// Two schemas of which one is read from a server: what differs for good, what is only spelled otherwise, and what nobody wants to hear about.
/// Pure: it sees schemas, never a database. Start at [DriftReport].
@NullMarked
package dev.wesley.engine.drift;

import org.jspecify.annotations.NullMarked;
