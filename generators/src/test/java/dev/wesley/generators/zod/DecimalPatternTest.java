package dev.wesley.generators.zod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalPatternTest {
    @ParameterizedTest
    @CsvSource({
        "5, 2, 999.99, true", "5, 2, 1000, false", "5, 2, 0.999, false", "5, 2, -0.99, true", "5, 2, 01, false", "5, 2, 1., false", "5, 2, .5, false",
        "3, 0, 999, true", "3, 0, 999.0, false", "2, 2, 0.99, true", "2, 2, 1, false", "2, 2, 0, true",
        "2, 4, 0.0099, true", "2, 4, 0.01, false", "2, 4, 0.00, true", "2, 4, 0.00991, false",
        "2, -3, 99000, true", "2, -3, 0, true", "2, -3, 100000, false", "2, -3, 99500, false",
    })
    void admitsWhatIsStoredWithoutALostDigit(int precision, int scale, String value, boolean stored) {
        String pattern = DecimalPattern.written(List.of(precision, scale));
        assertThat(Pattern.matches(pattern.substring(2, pattern.length() - 2), value)).isEqualTo(stored);
    }
}
