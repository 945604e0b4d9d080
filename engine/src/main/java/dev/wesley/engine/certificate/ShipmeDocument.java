package dev.wesley.engine.certificate;

import dev.wesley.engine.certificate.Certificate.LockHighlight;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.json.JsonObject;
import dev.wesley.engine.plan.LockMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// SHIPME.md: a header for people, rendered from the data, and one JSON block. Reading renders the whole file again and compares, so
/// that no two texts share one signed form.
public record ShipmeDocument(Certificate certificate, List<Signature> signatures) {
    /// A larger file is refused unread.
    public static final int MAX_BYTES = 1 << 20;

    static final int MAX_SIGNATURES = 32;
    private static final String BEGIN = "<!-- WESLEY_CERT:BEGIN -->";
    private static final String END = "<!-- WESLEY_CERT:END -->";

    public ShipmeDocument {
        signatures = List.copyOf(signatures);
    }

    /// Reads a file that is, byte for byte, what it renders to. Nothing else is checked: see [Verification].
    public static Outcome<ShipmeDocument> read(byte[] file) {
        try {
            return Outcome.done(parse(file));
        } catch (RejectedException e) {
            return Outcome.refused(e.diagnostic());
        }
    }

    static ShipmeDocument parse(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new RejectedException(
                    Check.FORMAT, "the file has " + file.length + " bytes; a certificate has at most " + MAX_BYTES, "make a new one with wesley cert create");
        }
        String text = decode(file);
        ShipmeDocument document = block(text);
        byte[] rendered = document.bytes();
        if (!Arrays.equals(rendered, file)) {
            if (text.indexOf('\r') >= 0 && Arrays.equals(rendered, text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8))) {
                throw new RejectedException(
                        Check.WHOLE_FILE, "the line ends were changed to CRLF, probably by a checkout", "write \"SHIPME.md -text\" into .gitattributes and check it out again");
            }
            throw new RejectedException(
                    Check.WHOLE_FILE,
                    "the file differs from what its data renders to, first at line " + firstDifference(rendered, file),
                    "restore the file as it was signed; it cannot be edited");
        }
        return document;
    }

    private static String decode(byte[] file) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException e) {
            throw new RejectedException(Check.FORMAT, "the file is not UTF-8 text", "restore the file as it was signed");
        }
    }

    private static ShipmeDocument block(String text) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin || text.indexOf(BEGIN, begin + 1) >= 0 || text.indexOf(END, end + 1) >= 0) {
            throw new RejectedException(
                    Check.FORMAT, "the markers " + BEGIN + " and " + END + " do not stand there once each, in this order", "restore the file as it was signed");
        }
        try {
            JsonObject block = JsonObject.read(unfenced(text.substring(begin + BEGIN.length(), end)));
            List<Signature> signatures = CertificateJson.readSignatures(block);
            if (signatures.size() > MAX_SIGNATURES) {
                throw new IllegalArgumentException("$.signatures has " + signatures.size() + " entries, more than " + MAX_SIGNATURES);
            }
            return new ShipmeDocument(CertificateJson.readCertificate(block), signatures);
        } catch (IllegalArgumentException e) {
            throw new RejectedException(
                    Check.FORMAT, "the JSON block is not a certificate: " + e.getMessage(), "restore the file as it was signed; the fields are in schemas/shipme.schema.json");
        }
    }

    private static String unfenced(String block) {
        String json = block.strip();
        return json.startsWith("```json") && json.endsWith("```") ? json.substring("```json".length(), json.length() - "```".length()) : json;
    }

    private static long firstDifference(byte[] rendered, byte[] file) {
        int at = Arrays.mismatch(rendered, file);
        long line = 1;
        for (int i = 0; i < at && i < file.length; i++) {
            if (file[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    /// The file, UTF-8 with LF.
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    public String text() {
        return header() + BEGIN + "\n```json\n" + CertificateJson.write(certificate, signatures).pretty() + "```\n" + END + "\n";
    }

    private String header() {
        Certificate c = certificate;
        boolean signed = labels().containsAll(List.of(Role.HOLMES.label(), Role.WAT_SUM.label()));
        List<String> lines = new ArrayList<>();
        lines.add("# SHIPME: " + plain(c.environment()));
        lines.add("");
        lines.add(signed ? "**" + c.badge() + "**" : "**Not signed by HOLMES and WAT-SUM yet: not valid for a deployment.**");
        lines.add("");
        lines.add("This page is rendered from the JSON block below. A single changed byte makes it invalid.");
        lines.add("Only `wesley cert verify --in SHIPME.md` says whether it holds.");
        lines.add("");
        lines.add("| | |");
        lines.add("|---|---|");
        row(lines, "Commit", code(c.commitSha()) + (c.source().dirty() ? ", **with uncommitted changes**" : ", clean"));
        row(lines, "Source", code(c.source().repo()));
        row(lines, "Target", code(c.target().id()) + ", Postgres " + c.target().pgVersionNum() / 10000);
        row(lines, "From schema", code(c.target().fromFingerprint()));
        row(lines, "To schema", code(c.target().toFingerprint()));
        row(lines, "Valid", c.notBefore() + " until " + c.expiresAt());
        row(lines, "Scores", scores());
        row(lines, "Plan", c.plan().stepCount() + " steps: "
                + c.plan().phases().entrySet().stream().map(e -> e.getValue() + " " + e.getKey().word()).collect(Collectors.joining(", ")));
        row(lines, "Locks", c.plan().lockHighlights().isEmpty()
                ? "on no table that exists before"
                : c.plan().lockHighlights().stream().map(ShipmeDocument::lock).collect(Collectors.joining("; ")));
        row(lines, "Undo", c.plan().irreversibleSteps().size() + " irreversible, " + c.plan().lossySteps().size() + " lossy");
        row(lines, "Tests", c.tests().passed() + " passed, " + c.tests().failed() + " failed, " + c.tests().skipped() + " skipped of " + c.tests().planned());
        row(lines, "Rehearsal", c.realm().verdict() + " in " + c.realm().totalMs() + " ms; "
                + c.realm().proofs().entrySet().stream().map(e -> plain(e.getKey()) + " " + e.getValue()).collect(Collectors.joining(", ")));
        row(lines, "Findings", c.policy().errors() + " errors, " + c.policy().warnings() + " warnings, " + c.waivers().size() + " waived");
        row(lines, "Signatures", signatures.isEmpty()
                ? "none"
                : signatures.stream().map(s -> plain(s.signer()) + " " + code(s.keyId())).collect(Collectors.joining("; ")));
        lines.add("");
        lines.add("");
        return String.join("\n", lines);
    }

    private List<String> labels() {
        return signatures.stream().map(Signature::signer).toList();
    }

    private String scores() {
        Certificate.EvidenceSummary e = certificate.evidence();
        return "SCS " + e.schemaCoverage().toPlainString() + " (at least " + e.thresholds().schemaCoverage() + "), MRI "
                + e.migrationRisk().toPlainString() + " (at most " + e.thresholds().migrationRisk() + "), TCI "
                + e.testCoverage().toPlainString() + " (at least " + e.thresholds().testCoverage() + ")";
    }

    private static String lock(LockHighlight highlight) {
        return code(highlight.relation()) + " " + highlight.modes().stream().map(LockMode::words).collect(Collectors.joining(", "));
    }

    private static void row(List<String> lines, String name, String value) {
        lines.add("| " + name + " | " + value + " |");
    }

    private static String code(String text) {
        return "`" + plain(text) + "`";
    }

    /// Text that Markdown cannot take for markup: everything but letters, digits and a few signs is written as its code point.
    private static String plain(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.isLetterOrDigit(c) || " ._:/@+~-()$,".indexOf(c) >= 0 ? Character.toString(c) : "{U+" + Integer.toHexString(c) + "}")
                .collect(Collectors.joining());
    }
}
