package com.example.stock

import dev.haywire.CloseReason
import dev.haywire.Haywire
import dev.haywire.TcpEchoServer
import dev.haywire.TcpEndpoint
import dev.haywire.TcpHandler
import dev.haywire.TcpServer
import dev.haywire.TcpSession
import dev.haywire.Wired
import dev.haywire.assertj.HaywireAssertions.assertThat
import dev.haywire.fault.Direction
import dev.haywire.fault.Faults.latency
import dev.haywire.fault.Faults.reset
import dev.haywire.fault.Latency
import dev.haywire.fault.LimitData
import dev.haywire.fault.Reset
import dev.haywire.fault.Slice
import java.net.InetSocketAddress
import java.net.SocketException
import java.time.Duration
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Test

// tag::places
@TcpServer(name = "prices", reply = "17\n")
class StockClientKotlinTest(@param:TcpEchoServer private val fromTheConstructor: TcpEndpoint) {

    @TcpEchoServer
    private lateinit var server: TcpEndpoint

    @field:TcpEchoServer
    @field:Slice(1)
    private lateinit var inPieces: InetSocketAddress

    @field:Wired("prices")
    lateinit var prices: TcpEndpoint
    // end::places

    class Upper : TcpHandler {
        override fun handle(session: TcpSession) {
            session.send(session.readLine()!!.uppercase() + "\n")
        }
    }

    // tag::companion
    companion object {
        @JvmStatic
        @TcpEchoServer
        private lateinit var ofTheClass: TcpEndpoint

        @JvmField
        @TcpEchoServer(name = "shared")
        var ofTheClassToo: TcpEndpoint? = null

        @JvmStatic
        @BeforeAll
        fun beforeAll(@TcpEchoServer ofThisMethod: TcpEndpoint) {
            assertThat(askOnce(ofThisMethod.address(), "one")).isEqualTo("one")
        }
    }
    // end::companion

    @Test
    fun `fields and the constructor`() {
        for (endpoint in listOf(server, fromTheConstructor, ofTheClass, ofTheClassToo!!)) {
            assertThat(askOnce(endpoint.address(), "one")).isEqualTo("one")
            assertThat(endpoint).hasAccepted(1)
        }
    }

    @Test
    fun `no class file here names its parameters`() {
        val methods = StockClientKotlinTest::class.java.declaredMethods.filter { it.parameterCount > 0 }
        assertThat(methods).isNotEmpty.noneMatch { it.parameters[0].isNamePresent }
    }

    @Test
    fun `a fault beside a field`() {
        assertThat(askOnce(inPieces, "one")).isEqualTo("one")
    }

    @Test
    fun `an endpoint of the type`(@Wired("prices") asked: InetSocketAddress) {
        assertThat(askOnce(asked, "how much?")).isEqualTo("17")
        assertThat(prices).hasReceivedText("how much?\n")
        assertThat(askOnce(inPieces, "one")).isEqualTo("one")
    }

    @Test
    fun parameters(@TcpEchoServer first: TcpEndpoint, @TcpServer(handler = Upper::class) second: TcpEndpoint) {
        assertThat(askOnce(second.address(), "one")).isEqualTo("ONE")
        assertThat(first).hasAccepted(0)
    }

    @Test
    @Reset(on = "orders", after = "COMMIT", direction = [Direction.UPSTREAM])
    @Latency(5, on = "orders")
    @Latency(5, on = "orders", direction = [Direction.DOWNSTREAM], required = false)
    fun `faults on the function`(@TcpEchoServer(name = "orders") orders: TcpEndpoint) {
        assertThrows(SocketException::class.java) { askOnce(orders.address(), "COMMIT") }
        assertThat(orders).connection(0).hasReceivedText("COMMIT").hasCloseReason(CloseReason.FAULT_RST)
    }

    @Test
    fun `a fault beside a parameter`(
        @TcpEchoServer @LimitData(value = 2, direction = [Direction.DOWNSTREAM]) short: TcpEndpoint,
    ) {
        assertThat(askOnce(short.address(), "one")).isEqualTo("on")
    }

    // tag::faults
    @Test
    fun `faults in code`(haywire: Haywire) {
        val echo = haywire.tcpEchoServer()
        echo.apply(latency(Duration.ofMillis(5)).upstream()).use { slow ->
            assertThat(askOnce(echo.address(), "one")).isEqualTo("one")
            assertThat(slow).hasFired(1)
        }
        echo.during(reset().onAccept()) {
            assertThrows(SocketException::class.java) { askOnce(echo.address(), "one") }
        }
        assertThat(echo.faults()).isEmpty()
    }
    // end::faults
}
