package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.TcpSpec;

/** What the application sees on the engine's wire. */
class EmbeddedWireTest extends BothWires {

    @Override
    LiveTcpEndpoint start(TcpSpec spec) {
        return Endpoints.start(spec);
    }

    @Override
    String expected(WireCase row) {
        return row.embedded();
    }
}
