package dev.wesley.engine.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    @Test
    void writesAndReadsAPair() {
        KeyPair pair = Keys.generate(new SecureRandom());
        assertThat(Keys.readPublic(Keys.pem(pair.getPublic()))).isEqualTo(pair.getPublic());
        KeyPair read = Keys.readPrivate(Keys.pem(pair.getPrivate()), Optional.empty());
        assertThat(Keys.id(read.getPublic())).isEqualTo(Keys.id(pair.getPublic())).hasSize(64);
        assertThat(verifies(pair.getPublic(), Keys.sign(read.getPrivate(), MESSAGE))).isTrue();
        assertThat(verifies(Keys.generate(new SecureRandom()).getPublic(), Keys.sign(read.getPrivate(), MESSAGE))).isFalse();
    }

    private static boolean verifies(PublicKey key, byte[] sig) {
        return Keys.verifies(key, MESSAGE, new Signature("HOLMES", "", Certified.base64(sig)));
    }

    /// RFC 8032, section 7.1, test 1.
    @Test
    void signsAsTheStandardSays() {
        String seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        byte[] der = HexFormat.of().parseHex("302e020100300506032b657004220420" + seed);
        KeyPair pair = Keys.readPrivate("-----BEGIN PRIVATE KEY-----\n" + Certified.base64(der) + "\n-----END PRIVATE KEY-----\n", Optional.empty());
        assertThat(HexFormat.of().formatHex(pair.getPublic().getEncoded()))
                .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(HexFormat.of().formatHex(Keys.sign(pair.getPrivate(), new byte[0]))).startsWith("e5564300c360ac729086e2cc806e828a");
    }

    /// Every encoding of a point of order 1, 2, 4 or 8, the ones that are not canonical too.
    @ParameterizedTest
    @ValueSource(strings = {
        "0100000000000000000000000000000000000000000000000000000000000000", "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0000000000000000000000000000000000000000000000000000000000000000", "0000000000000000000000000000000000000000000000000000000000000080",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"})
    void refusesAPointOfLowOrder(String point) {
        assertThatThrownBy(() -> Keys.readPublic(pem(point))).isInstanceOf(IllegalArgumentException.class)
                .message().containsAnyOf("low order", "not written canonically");
    }

    /// Why it matters: the JDK itself takes such a key, and a signature that anybody can write.
    @Test
    void knowsThatTheJdkWouldAcceptThem() throws GeneralSecurityException {
        byte[] der = HexFormat.of().parseHex("302a300506032b6570032100" + "0100000000000000000000000000000000000000000000000000000000000000");
        PublicKey weak = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        byte[] anybody = new byte[64];
        anybody[0] = 1;
        assertThat(verifies(weak, anybody)).isTrue();
    }

    private static String pem(String point) {
        return "-----BEGIN PUBLIC KEY-----\n" + Certified.base64(HexFormat.of().parseHex("302a300506032b6570032100" + point)) + "\n-----END PUBLIC KEY-----\n";
    }

    @Test
    void refusesWhatIsNoKey() {
        String good = Keys.pem(Certified.HOLMES.getPublic());
        for (String bad : List.of("", "key", good + good, Keys.pem(Certified.HOLMES.getPrivate()), good.replace("PUBLIC", "RSA PUBLIC"),
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")) {
            assertThatThrownBy(() -> Keys.readPublic(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
        for (String bad : List.of("", "key", good, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n")) {
            assertThatThrownBy(() -> Keys.readPrivate(bad, Optional.empty())).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void opensslVerifiesBothSignatures(@TempDir Path folder) throws IOException, InterruptedException {
        needs("openssl", "version");
        ShipmeDocument signed = new Certified().signed();
        Path pae = Files.write(folder.resolve("pae.bin"), Dsse.signedBytes(signed.certificate()));
        List<KeyPair> keys = List.of(Certified.HOLMES, Certified.WATSON);
        for (int i = 0; i < 2; i++) {
            Path sig = Files.write(folder.resolve("sig.bin"), signed.signatures().get(i).bytes());
            for (int k = 0; k < 2; k++) {
                Path pub = Files.writeString(folder.resolve("k.pub"), Keys.pem(keys.get(k).getPublic()));
                int exit = run("openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", pub.toString(), "-in", pae.toString(), "-sigfile", sig.toString());
                assertThat(exit).as("signature %d, key %d", i, k).isEqualTo(i == k ? 0 : 1);
            }
        }
    }

    @Test
    void readsKeysThatOpensslMakes(@TempDir Path folder) throws IOException, InterruptedException {
        needs("openssl", "version");
        Path plain = folder.resolve("plain.pem");
        Path locked = folder.resolve("locked.pem");
        Path pub = folder.resolve("k.pub");
        assertThat(run("openssl", "genpkey", "-algorithm", "ed25519", "-out", plain.toString())).isZero();
        assertThat(run("openssl", "pkey", "-in", plain.toString(), "-pubout", "-out", pub.toString())).isZero();
        assertThat(run("openssl", "pkcs8", "-topk8", "-in", plain.toString(), "-out", locked.toString(), "-passout", "pass:swordfish", "-v2", "aes-256-cbc")).isZero();

        PublicKey expected = Keys.readPublic(Files.readString(pub));
        assertThat(Keys.readPrivate(Files.readString(plain), Optional.empty()).getPublic()).isEqualTo(expected);
        String encrypted = Files.readString(locked);
        assertThat(encrypted).contains("ENCRYPTED");
        assertThat(Keys.readPrivate(encrypted, Optional.of("swordfish".toCharArray())).getPublic()).isEqualTo(expected);
        assertThatThrownBy(() -> Keys.readPrivate(encrypted, Optional.of("wrong".toCharArray()))).hasMessageContaining("this passphrase");
        assertThatThrownBy(() -> Keys.readPrivate(encrypted, Optional.empty())).hasMessageContaining("needs its passphrase");

        Path der = folder.resolve("k.der");
        assertThat(run("openssl", "pkey", "-pubin", "-in", pub.toString(), "-outform", "DER", "-out", der.toString())).isZero();
        assertThat(Keys.id(expected)).isEqualTo(dev.wesley.engine.evidence.Sha256.of(Files.readAllBytes(der)));

        Path rsa = folder.resolve("rsa.pem");
        assertThat(run("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", rsa.toString())).isZero();
        assertThatThrownBy(() -> Keys.readPrivate(Files.readString(rsa), Optional.empty())).hasMessageContaining("not an Ed25519 private key");
    }

    @Test
    void readsAnOpensshKey(@TempDir Path folder) throws IOException, InterruptedException {
        needs("ssh-keygen", "-?");
        Path key = folder.resolve("id");
        assertThat(run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())).isZero();
        KeyPair pair = Keys.readPrivate(Files.readString(key), Optional.empty());
        byte[] blob = Base64.getDecoder().decode(Files.readString(folder.resolve("id.pub")).split(" ")[1]);
        assertThat(HexFormat.of().formatHex(blob)).endsWith(HexFormat.of().formatHex(pair.getPublic().getEncoded()).substring(24));
    }

    private static void needs(String program, String argument) throws InterruptedException {
        boolean there;
        try {
            run(program, argument);
            there = true;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, program + " is not on the PATH");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(Stream.of(command).toList()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor();
    }
}
