package dev.haywire.samples.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both tests are the same but for the lines above their first field. */
class OnlyTheClientDiffersTest {

    private static List<String> body(Class<?> test) throws IOException {
        Path source = Path.of("src/test/java", test.getName().replace('.', '/') + ".java");
        return Files.readAllLines(source).stream()
                .dropWhile(line -> !line.contains("private PriceServer server;"))
                .filter(line -> !line.strip().startsWith("//"))
                .toList();
    }

    @Test
    void restIsTheSame() throws IOException {
        assertThat(body(PriceClientTest.class))
                .isEqualTo(body(PriceClientOnToxiproxyTest.class))
                .isNotEmpty();
    }
}
