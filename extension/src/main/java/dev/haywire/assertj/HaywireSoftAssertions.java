package dev.haywire.assertj;

import dev.haywire.Experimental;
import dev.haywire.TcpConnection;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.ActiveFault;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Collects the failures of Haywire's assertions, and of AssertJ's own, and reports them together. Failures of what an endpoint's assertions
 * navigate to, its connections and gaps, are collected too.
 *
 * <pre>{@code
 * HaywireSoftAssertions.assertSoftly(softly -> {
 *     softly.assertThat(server).hasAccepted(2).hasNoOpenConnections();
 *     softly.assertThat(client.status()).isEqualTo("connected");
 * });
 * }</pre>
 *
 * <p>AssertJ's {@code SoftAssertionsExtension} and {@code @InjectSoftAssertions} take it as well.
 *
 * @since 0.1
 */
@Experimental
public class HaywireSoftAssertions extends AbstractSoftAssertions implements StandardSoftAssertionsProvider {

    /** Begins a collection; {@link #assertAll()} ends it. */
    public HaywireSoftAssertions() {}

    /**
     * Runs the assertions and reports their failures together.
     *
     * @param assertions makes the assertions
     * @throws AssertionError if at least one failed
     */
    public static void assertSoftly(Consumer<HaywireSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(HaywireSoftAssertions.class, assertions);
    }

    /**
     * Begins assertions about a TCP endpoint.
     *
     * @param actual the endpoint
     * @return its assertions
     */
    public TcpEndpointAssert assertThat(@Nullable TcpEndpoint actual) {
        return softly(proxy(TcpEndpointAssert.class, TcpEndpoint.class, actual));
    }

    /**
     * Begins assertions about one connection.
     *
     * @param actual the connection
     * @return its assertions
     */
    public TcpConnectionAssert assertThat(@Nullable TcpConnection actual) {
        return softly(proxy(TcpConnectionAssert.class, TcpConnection.class, actual));
    }

    /**
     * Begins assertions about a UDP endpoint.
     *
     * @param actual the endpoint
     * @return its assertions
     */
    public UdpEndpointAssert assertThat(@Nullable UdpEndpoint actual) {
        return softly(proxy(UdpEndpointAssert.class, UdpEndpoint.class, actual));
    }

    /**
     * Begins assertions about an active fault, or one that has ended.
     *
     * @param actual the fault's handle
     * @return its assertions
     */
    public ActiveFaultAssert assertThat(@Nullable ActiveFault actual) {
        return softly(proxy(ActiveFaultAssert.class, ActiveFault.class, actual));
    }

    private <S extends JournalledAssert<S, A>, A> S softly(S begun) {
        begun.soft = this;
        return begun;
    }
}
