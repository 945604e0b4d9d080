package dev.wesley.engine.certificate;

/// What a verification looks at, in this order; the first that fails is named.
public enum Check {
    /// Size, markers, JSON, fields.
    FORMAT("format"),
    /// The file is, byte for byte, what its data renders to.
    WHOLE_FILE("whole file"),
    /// Hashes of artifacts, plan, rehearsal and evidence; everything that is derived from them; the commit.
    ARTIFACTS("artifacts"),
    TRUST("trust file"),
    ENVIRONMENT("environment"),
    SIGNATURES("signatures"),
    TIMES("times"),
    /// Scores against the limits of the policy pack; waivers.
    THRESHOLDS("thresholds"),
    REHEARSAL("rehearsal"),
    /// The live database is the one, and in the state, that was certified.
    TARGET("target");

    private final String words;

    Check(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
