package dev.wesley.rehearsal.execute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigrationLockTest {
    @Test
    void theKeyIsTheFirstEightBytesOfTheHashOfAStableName() {
        assertThat(MigrationLock.key("wesley:001")).isEqualTo(5005665856167150781L);
    }
}
