package dev.haywire.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.TcpEndpoint;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** AssertJ is optional: what a test sees that uses the assertions and lacks the jar. */
class WithoutAssertJTest {

    /** Compiled as a user's test is: in a class path with the jar. */
    public static final class UsersTest implements Runnable {

        /** For the other class loader. */
        public UsersTest() {}

        @Override
        public void run() {
            HaywireAssertions.assertThat((TcpEndpoint) null);
        }
    }

    @Test
    void saysWhatToAdd() throws Exception {
        URL[] withoutAssertJ = {
            HaywireAssertions.class.getProtectionDomain().getCodeSource().getLocation(),
            WithoutAssertJTest.class.getProtectionDomain().getCodeSource().getLocation(),
        };
        try (URLClassLoader loader = new URLClassLoader(withoutAssertJ, ClassLoader.getPlatformClassLoader())) {
            Runnable test = (Runnable)
                    loader.loadClass(UsersTest.class.getName()).getConstructor().newInstance();
            assertThat(test.getClass()).isNotEqualTo(UsersTest.class);
            assertThatThrownBy(test::run)
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessage(
                            "HaywireAssertions needs AssertJ, which is not on the class path: add org.assertj:assertj-core, 3.27 or newer");
        }
    }
}
