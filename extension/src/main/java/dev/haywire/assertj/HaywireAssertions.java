package dev.haywire.assertj;

import dev.haywire.Experimental;
import dev.haywire.TcpConnection;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.ActiveFault;
import org.jspecify.annotations.Nullable;

/**
 * The entry to Haywire's assertions. A static import of {@link #assertThat} can stand beside that of AssertJ's own:
 *
 * <pre>{@code
 * import static dev.haywire.assertj.HaywireAssertions.assertThat;
 * import static org.assertj.core.api.Assertions.assertThat;
 * }</pre>
 *
 * <p>Every failure says what was expected and what was seen, and ends with the last lines of the endpoint's journal. Assertions look at what
 * is there now; only those whose name ends in {@code Within} wait.
 *
 * @since 0.1
 */
@Experimental
public final class HaywireAssertions {

    private HaywireAssertions() {}

    /**
     * Begins assertions about a TCP endpoint.
     *
     * @param actual the endpoint
     * @return its assertions
     */
    public static TcpEndpointAssert assertThat(@Nullable TcpEndpoint actual) {
        AssertJ.require();
        return new TcpEndpointAssert(actual);
    }

    /**
     * Begins assertions about one connection.
     *
     * @param actual the connection
     * @return its assertions
     */
    public static TcpConnectionAssert assertThat(@Nullable TcpConnection actual) {
        AssertJ.require();
        return new TcpConnectionAssert(actual);
    }

    /**
     * Begins assertions about a UDP endpoint.
     *
     * @param actual the endpoint
     * @return its assertions
     */
    public static UdpEndpointAssert assertThat(@Nullable UdpEndpoint actual) {
        AssertJ.require();
        return new UdpEndpointAssert(actual);
    }

    /**
     * Begins assertions about an active fault, or one that has ended.
     *
     * @param actual the fault's handle
     * @return its assertions
     */
    public static ActiveFaultAssert assertThat(@Nullable ActiveFault actual) {
        AssertJ.require();
        return new ActiveFaultAssert(actual);
    }
}
