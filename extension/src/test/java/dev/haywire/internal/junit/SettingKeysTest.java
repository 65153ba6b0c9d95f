package dev.haywire.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of known keys is the one in the guide: a new key in one of them only would be warned of, or be unknown to readers. */
class SettingKeysTest {
    @Test
    void theyAreThoseOfTheGuide() throws IOException {
        Path guide = Path.of("../docs/configuration.md");
        List<String> documented = Pattern.compile("(?m)^\\| `(haywire\\.[a-z.-]+)`")
                .matcher(Files.readString(guide))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(Settings.KEYS);
    }
}
