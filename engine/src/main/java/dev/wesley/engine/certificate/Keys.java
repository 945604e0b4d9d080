package dev.wesley.engine.certificate;

import dev.wesley.engine.evidence.Sha256;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/// Ed25519 keys (RFC 8032, RFC 8410): made, read, written, named and used. The JDK signs and verifies; Bouncy Castle reads private keys.
public final class Keys {
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final Pattern PEM = Pattern.compile("\\s*-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----\\s*");

    /// 2^255 - 19.
    private static final BigInteger FIELD = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /// The y coordinates of the points of order 1, 2, 4 and 8, little-endian, without the sign bit of x. With such a public key a
    /// signature that anybody can write verifies for one message in eight or more.
    private static final Set<String> LOW_ORDER_Y = Set.of(
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");

    private Keys() {}

    public static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /// SHA-256 of the SPKI DER, lower-case hex: `openssl pkey -pubin -in k.pub -outform DER | sha256sum`.
    public static String id(PublicKey key) {
        return Sha256.of(key.getEncoded());
    }

    /// SPKI PEM.
    public static String pem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    /// PKCS#8 PEM, not encrypted: keep it in a file that only its owner reads, outside the repository.
    public static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /// Reads an SPKI PEM.
    ///
    /// @throws IllegalArgumentException if it is no Ed25519 key, or one with which anybody could sign
    public static PublicKey readPublic(String pem) {
        Matcher m = PEM.matcher(pem);
        if (!m.matches() || !m.group(1).equals("PUBLIC KEY")) {
            throw new IllegalArgumentException("not a public key in PEM (-----BEGIN PUBLIC KEY-----)");
        }
        byte[] der = Base64.getMimeDecoder().decode(m.group(2));
        if (der.length != 44 || !Arrays.equals(der, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length)) {
            throw new IllegalArgumentException("not an Ed25519 public key");
        }
        refuseLowOrder(Arrays.copyOfRange(der, SPKI_PREFIX.length, der.length));
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key", e);
        }
    }

    private static void refuseLowOrder(byte[] point) {
        byte[] y = point.clone();
        y[31] &= 0x7f;
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = y[31 - i];
        }
        if (LOW_ORDER_Y.contains(HexFormat.of().formatHex(y))) {
            throw new IllegalArgumentException("the public key is a point of low order: anybody could sign with it");
        }
        if (new BigInteger(1, bigEndian).compareTo(FIELD) >= 0) {
            throw new IllegalArgumentException("the public key is not written canonically (RFC 8032, section 5.1.3)");
        }
    }

    /// Reads a private key with its public half: PKCS#8 PEM, the same encrypted, or an OpenSSH key without passphrase.
    ///
    /// @param passphrase for an encrypted key
    /// @throws IllegalArgumentException if it cannot be read; never with key material in the message
    public static KeyPair readPrivate(String pem, Optional<char[]> passphrase) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (pem.contains("-----BEGIN OPENSSH PRIVATE KEY-----")) {
                return pair(OpenSSHPrivateKeyUtil.parsePrivateKeyBlob(
                        Objects.requireNonNull(parser.readPemObject(), "an OpenSSH key block").getContent()));
            }
            Object parsed = parser.readObject();
            if (parsed instanceof PrivateKeyInfo plain) {
                return pair(PrivateKeyFactory.createKey(plain));
            }
            if (parsed instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
                char[] secret = passphrase.orElseThrow(() -> new IllegalArgumentException("the private key is encrypted and needs its passphrase"));
                return pair(PrivateKeyFactory.createKey(
                        encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder().setProvider(new BouncyCastleProvider()).build(secret))));
            }
            throw new IllegalArgumentException("not a private key in PEM (-----BEGIN PRIVATE KEY-----)");
        } catch (OperatorCreationException | PKCSException e) {
            throw new IllegalArgumentException("the private key cannot be decrypted with this passphrase", e);
        } catch (IOException | IllegalStateException e) {
            throw new IllegalArgumentException("the private key cannot be read; an OpenSSH key must have no passphrase", e);
        }
    }

    private static KeyPair pair(AsymmetricKeyParameter parameter) {
        if (!(parameter instanceof Ed25519PrivateKeyParameters secret)) {
            throw new IllegalArgumentException("not an Ed25519 private key: make one with wesley keygen, or openssl genpkey -algorithm ed25519");
        }
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(join(SPKI_PREFIX, secret.generatePublicKey().getEncoded()))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(join(PKCS8_PREFIX, secret.getEncoded()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 private key", e);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            java.security.Signature signature = java.security.Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key cannot sign", e);
        }
    }

    /// Whether the signature is one of this key over this message. A malformed signature is an invalid one, never an error.
    static boolean verifies(PublicKey key, byte[] message, Signature claimed) {
        try {
            java.security.Signature signature = java.security.Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(claimed.bytes());
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }
}
