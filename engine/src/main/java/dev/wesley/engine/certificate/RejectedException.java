package dev.wesley.engine.certificate;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;

/// Something from outside that fails a check. It never leaves this package: [Verification] and [Certifier] turn it into their results.
final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Check check;
    private final String help;

    RejectedException(Check check, String reason, String help) {
        super(reason, null, false, false);
        this.check = check;
        this.help = help;
    }

    private String reason() {
        return String.valueOf(getMessage());
    }

    Verification.Invalid invalid() {
        return new Verification.Invalid(check, reason(), help);
    }

    Diagnostic diagnostic() {
        return Diagnostic.error(Code.CERTIFICATE_INVALID, reason(), help);
    }
}
