package dev.wesley.engine.certificate;

import dev.wesley.engine.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What is signed: DSSE's pre-authentication encoding of an in-toto Statement (secure-systems-lab/dsse, protocol.md). Neither it nor the
/// statement holds a signature, so signers come in any order.
public final class Dsse {
    public static final String STATEMENT_TYPE = "application/vnd.in-toto+json";
    static final String TRUST_TYPE = "application/vnd.wesley.trust+json";

    private Dsse() {}

    /// `DSSEv1 28 application/vnd.in-toto+json 305 {…`, lengths in bytes.
    public static byte[] preAuthenticationEncoding(String type, byte[] body) {
        byte[] head = ("DSSEv1 " + type.getBytes(StandardCharsets.UTF_8).length + " " + type + " " + body.length + " ")
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /// The RFC 8785 bytes of the statement.
    public static byte[] statement(Certificate certificate) {
        return CertificateJson.statement(certificate).canonical();
    }

    /// The bytes that HOLMES and WAT-SUM sign.
    public static byte[] signedBytes(Certificate certificate) {
        return preAuthenticationEncoding(STATEMENT_TYPE, statement(certificate));
    }

    /// A standard envelope with all signatures, for verifiers that are not Wesley.
    public static String envelope(ShipmeDocument document) {
        return JsonObject.of(CertificateJson.ordered(
                        "payload", Base64.getEncoder().encodeToString(statement(document.certificate())),
                        "payloadType", STATEMENT_TYPE,
                        "signatures", document.signatures().stream()
                                .map(s -> CertificateJson.ordered("keyid", s.keyId(), "sig", s.sig()))
                                .toList()))
                .pretty();
    }
}
