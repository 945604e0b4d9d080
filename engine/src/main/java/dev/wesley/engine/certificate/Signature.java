package dev.wesley.engine.certificate;

import java.util.Base64;

/// One signature, as a file holds it: nothing in it is trusted.
///
/// @param signer a label that must repeat the role of the key
/// @param keyId where to look for the key
/// @param sig Base64 of 64 bytes; standard or URL-safe, with padding
public record Signature(String signer, String keyId, String sig) {

    /// The bytes.
    ///
    /// @throws IllegalArgumentException if `sig` is anything but the one way to write them in either alphabet
    public byte[] bytes() {
        boolean urlSafe = sig.indexOf('-') >= 0 || sig.indexOf('_') >= 0;
        byte[] bytes = (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(sig);
        Base64.Encoder encoder = urlSafe ? Base64.getUrlEncoder() : Base64.getEncoder();
        // The JDK ignores the unused bits of the last character, so several texts would be one signature.
        if (!encoder.encodeToString(bytes).equals(sig)) {
            throw new IllegalArgumentException("not canonical Base64");
        }
        return bytes;
    }
}
