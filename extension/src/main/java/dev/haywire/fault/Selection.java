package dev.haywire.fault;

import dev.haywire.Datagram;
import dev.haywire.Experimental;
import dev.haywire.TcpConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a fault is narrowed to. All of it must hold, each part counting for itself; what is absent does not narrow.
 *
 * <p>Made by the narrowings of {@link Fault}, never directly. Immutable.
 *
 * @since 0.1
 */
@Experimental
public final class Selection {

    static final Selection ALL = new Selection(SelectionParts.ALL);

    private final SelectionParts parts;

    Selection(SelectionParts parts) {
        this.parts = parts;
    }

    SelectionParts parts() {
        return parts;
    }

    Selection with(ConnectionSelection stream) {
        return new Selection(parts.with(stream));
    }

    Selection with(DatagramSelection datagrams) {
        return new Selection(parts.with(datagrams));
    }

    ConnectionSelection stream() {
        return parts.stream();
    }

    DatagramSelection datagrams() {
        return parts.datagrams();
    }

    /**
     * Returns the direction that was named.
     *
     * @return the direction; empty where none was named, then the fault's default holds
     */
    public Optional<Direction> direction() {
        return Optional.ofNullable(parts.direction());
    }

    /**
     * Returns how long after it is applied the fault begins.
     *
     * @return zero or more; zero: at once
     */
    public Duration startingAfter() {
        return parts.startingAfter() == null ? Duration.ZERO : parts.startingAfter();
    }

    /**
     * Returns how long it lasts once begun.
     *
     * @return more than zero; empty: until it is closed
     */
    public Optional<Duration> lasting() {
        return Optional.ofNullable(parts.lasting());
    }

    /**
     * Returns the probability with which each connection or datagram is hit.
     *
     * @return from 0 to 1; empty: always
     */
    public OptionalDouble probability() {
        Double share = parts.probability();
        return share == null ? OptionalDouble.empty() : OptionalDouble.of(share);
    }

    /**
     * Returns the connections selected, by their {@link dev.haywire.TcpConnection#index() index}.
     *
     * @return distinct, ascending, from 0; empty: all
     */
    public List<Integer> connections() {
        return parts.stream().connections().indices();
    }

    /**
     * Returns how many of the connections accepted since the fault became active are selected.
     *
     * @return at least 1; empty: all
     */
    public OptionalInt firstConnections() {
        Integer first = parts.stream().connections().first();
        return first == null ? OptionalInt.empty() : OptionalInt.of(first);
    }

    /**
     * Tells whether only the connections are selected that are open when the fault begins.
     *
     * @return whether connections accepted later are left alone
     */
    public boolean openConnections() {
        return parts.stream().connections().open();
    }

    /**
     * Returns how many of the connections are selected on which a byte enters in a direction of the fault since it became active.
     *
     * @return at least 1; empty: all
     */
    public OptionalInt nextConnections() {
        Integer next = parts.stream().connections().next();
        return next == null ? OptionalInt.empty() : OptionalInt.of(next);
    }

    /**
     * Returns the predicate that selects connections.
     *
     * @return the predicate; empty: all
     */
    public Optional<Predicate<TcpConnection>> connectionsWhere() {
        return Optional.ofNullable(parts.stream().connections().where());
    }

    /**
     * Returns the position in the stream from which on it acts, counted from where the fault became active.
     *
     * @return in bytes, 0 or more; empty: from the start
     */
    public OptionalLong afterBytes() {
        Long position = parts.stream().afterBytes();
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /**
     * Returns the bytes behind whose first occurrence in the stream it acts.
     *
     * @return a copy, at least one byte; empty: from the start
     */
    public Optional<byte[]> after() {
        ConnectionSelection.Mark mark = parts.stream().after();
        return mark == null ? Optional.empty() : Optional.of(mark.bytes().clone());
    }

    /**
     * Tells whether it acts when a connection is accepted, be it because {@code onAccept()} says so or because
     * {@code firstConnections(n)} alone, on a reset or close, implies it.
     *
     * @return whether accepting a connection triggers it
     */
    public boolean onAccept() {
        return parts.stream().onAccept();
    }

    /**
     * Tells whether it acts at the first byte that enters the wire in its direction while it is active.
     *
     * @return whether {@code onNextData()} was given
     */
    public boolean onNextData() {
        return parts.stream().onNextData();
    }

    /**
     * Tells whether an event so narrowed stays armed until something triggers it. Without a trigger it hits what is open now, once.
     *
     * @return whether there is {@code afterBytes}, {@code after}, {@code onNextData} or {@code onAccept}
     */
    public boolean hasTrigger() {
        return onAccept() || parts.stream().hasPosition();
    }

    /**
     * Returns the UDP clients selected, by index.
     *
     * @return distinct, ascending, from 0; empty: all
     */
    public List<Integer> clients() {
        return parts.datagrams().clients();
    }

    /**
     * Tells whether random decisions leave the client out, so that each client meets the same.
     *
     * @return whether it decides the same for every client
     */
    public boolean sameForEveryClient() {
        return parts.datagrams().sameForEveryClient();
    }

    /**
     * Tells whether it counts and draws for all clients together.
     *
     * @return whether ordinals, bursts and draws are the endpoint's
     */
    public boolean acrossClients() {
        return parts.datagrams().acrossClients();
    }

    /**
     * Returns the datagrams selected by their number, per client and direction, counted from where the fault became active.
     *
     * @return distinct, ascending, from 1; empty: all
     */
    public List<Long> nth() {
        return parts.datagrams().nth();
    }

    /**
     * Returns how many datagrams are selected, per client and direction, counted from where the fault became active.
     *
     * @return at least 1; empty: all
     */
    public OptionalLong first() {
        Long first = parts.datagrams().first();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /**
     * Returns the step between selected datagrams: 3 selects the 3rd, 6th, 9th of each client and direction.
     *
     * @return at least 1; empty: all
     */
    public OptionalLong every() {
        Long every = parts.datagrams().every();
        return every == null ? OptionalLong.empty() : OptionalLong.of(every);
    }

    /**
     * Returns the predicate that selects datagrams.
     *
     * @return the predicate; empty: all
     */
    public Optional<Predicate<Datagram>> matching() {
        return Optional.ofNullable(parts.datagrams().matching());
    }

    /** Spells the narrowings as calls, in one order whatever the order of the calls was. */
    List<String> calls() {
        return parts.calls();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Selection that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /**
     * Spells the narrowings as calls, in one order whatever the order of the calls was: {@code .upstream().afterBytes(100)}.
     *
     * @return the calls, or nothing for a selection that selects everything
     */
    @Override
    public String toString() {
        List<String> calls = calls();
        return calls.isEmpty() ? "" : "." + String.join(".", calls);
    }
}
