/// The signed certificate of a rehearsed plan: what SHIPME.md says, who signs it, how it is verified.
///
/// It knows the IR, the plan, the evidence and their JSON; it never sees a database, a rule engine, a file, a clock or a source of
/// randomness: bytes, instants and random numbers are passed in. Start at [Certifier] (create, sign) and [Verification] (verify).
@NullMarked
package dev.wesley.engine.certificate;

import org.jspecify.annotations.NullMarked;
