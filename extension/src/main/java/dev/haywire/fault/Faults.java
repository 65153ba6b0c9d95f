package dev.haywire.fault;

import dev.haywire.Experimental;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Makes faults. Each is named by what happens on the wire, not by how a client reacts to it.
 *
 * <p>Upstream is from the application to the server, downstream back. What has a rate, a delay or a silence works both ways unless
 * narrowed, each direction and connection counting for itself.
 *
 * @since 0.1
 */
@Experimental
public final class Faults {

    private Faults() {}

    /**
     * Delays everything, without jitter; see {@link #latency(Duration, Duration)}.
     *
     * @param delay one way, zero or more, at most 36500 days
     * @return the fault
     * @throws IllegalArgumentException if the delay is negative or too long
     */
    public static LatencyFault latency(Duration delay) {
        return new LatencyFault(delay, Duration.ZERO);
    }

    /**
     * Delays everything. Each direction is delayed, so {@code latency(100 ms)} makes a round trip 200 ms longer.
     *
     * <p>The application sees data later, never earlier than the delay drawn, in order (on UDP jitter lets datagrams overtake one another, unless
     * {@link LatencyFault#keepOrder()} is set).
     * Connecting itself is not delayed; FIN and RST are, and stay behind the data. Throughput is kept up to held bytes / delay, with 32 MiB
     * held per direction; on UDP 64 MiB of an endpoint's direction, and what finds no room is dropped. When it ends, what is held is handed on
     * at once.
     *
     * <p>Faithful to a long line but for connecting, and for the kernel, which acknowledges at once.
     *
     * <p>Toxiproxy: {@code latency} (there the connection's bare FIN is not delayed, and jitter is uniform only). netem: {@code delay} with
     * its jitter and {@code distribution}.
     *
     * @param delay one way, zero or more, at most 36500 days
     * @param jitter how far the delay spreads, see {@link LatencyFault#distribution(Distribution)}; zero or more, may exceed the delay, which
     *     then falls to 0 at times but never below
     * @return the fault
     * @throws IllegalArgumentException if one is negative or too long
     */
    public static LatencyFault latency(Duration delay, Duration jitter) {
        return new LatencyFault(delay, jitter);
    }

    /**
     * Caps the rate, with serialization delay: a piece arrives when its last byte has been carried. Per direction and connection (UDP: per
     * client, a datagram counting its payload and 28 B of headers, 48 on IPv6).
     *
     * <p>The application sees data trickle in; when it writes faster, its buffers fill and its writes block. On UDP datagrams wait in a queue
     * before the line, and one that finds it full is dropped; see {@link BandwidthFault#queue(int)}.
     *
     * <p>Faithful in rate and order; what fits the kernel's buffers is still written at once, as on any line.
     *
     * <p>Toxiproxy: {@code bandwidth}, whose rate is in KB of 1000 bytes. netem: {@code rate}.
     *
     * @param bytesPerSecond at least 1
     * @return the fault
     * @throws IllegalArgumentException if the rate is below 1; for 0 there is {@link #stall()}
     */
    public static BandwidthFault bandwidth(long bytesPerSecond) {
        return new BandwidthFault(bytesPerSecond);
    }

    /**
     * Holds everything. Nothing is lost: all of it arrives when the fault ends.
     *
     * <p>The application sees silence. As 64 KiB and the kernel's buffers fill, its writes block. Connections stay open; FIN and RST are
     * held behind the data. On UDP no write blocks: 64 MiB are held in each direction of an endpoint, and what finds no room is dropped.
     *
     * <p>Faithful to a peer that does not read. A cut line differs: there the kernel retransmits and gives up after minutes.
     *
     * <p>Toxiproxy: {@code bandwidth} with rate 0. netem: no word of its own; {@code slot} or a very long {@code delay} come near.
     *
     * @return the fault
     */
    public static StallFault stall() {
        return new StallFault(Selection.ALL);
    }

    /**
     * Swallows everything: what is sent while it is active never arrives.
     *
     * <p>The application sees silence; its writes succeed. TCP connections stay open, and the kernel still acknowledges what is written, so
     * keep-alive and {@code TCP_USER_TIMEOUT} see nothing: a half-open connection as the application's own timeouts must find it.
     *
     * <p>Faithful to what an application can see of a dead peer, but for the acknowledgements.
     *
     * <p>Toxiproxy: {@code timeout} with timeout 0 (there removing it closes the connections). netem: {@code loss 100%}, where TCP would
     * retransmit.
     *
     * @return the fault
     */
    public static BlackholeFault blackhole() {
        return new BlackholeFault(Selection.ALL);
    }

    /**
     * Refuses to be connected to, as if nobody listened; the same port serves again when it ends. While it lasts the port stays taken.
     *
     * <p>The application's connect fails with "Connection refused" (RFC 9293, section 3.10.7.1: RST in answer to SYN), and its open
     * connections are reset, with {@link RefuseFault#keepOpen()} not. On UDP it sees a real ICMP port unreachable (RFC 792): a connected socket
     * by a {@link java.net.PortUnreachableException} on its next read or write, others not at all; answers that come meanwhile are dropped.
     * What was reported and not yet read when the fault ends is thrown by the socket's next read or write all the same (SO_ERROR).
     *
     * <p>The kernel refuses, unseen: nothing can be counted or selected, {@code fired()} is the number of open connections it reset. It
     * takes {@code startingAfter} and {@code lasting} only. To fail the first two attempts, countably:
     * {@code reset().onAccept().firstConnections(2)}.
     *
     * <p>Faithful: the kernel itself refuses.
     *
     * <p>Toxiproxy: a proxy that is down ({@code enabled: false}). netem: no word for it.
     *
     * @return the fault
     */
    public static RefuseFault refuse() {
        return new RefuseFault();
    }

    /**
     * Leaves connecting without an answer. Open connections go on.
     *
     * <p>The application's connect hangs until its own timeout. A client that connects just as the fault begins may be queued, and is served
     * when it heals. When it ends, a connect that still waits succeeds with its next SYN: about a second later on Linux 6.5 and newer; older
     * kernels double their pause each time, so it may take as long as the fault had lasted.
     *
     * <p>Like {@link #refuse()} it takes {@code startingAfter} and {@code lasting} only. Linux; elsewhere annotated tests are aborted with
     * the reason, and applying it throws {@link UnsupportedOperationException}.
     *
     * <p>Faithful: the kernel drops the SYN, and the client's own kernel repeats it.
     *
     * <p>Toxiproxy: none. netem: {@code loss 100%} on new connections only.
     *
     * @return the fault
     */
    public static ConnectHangFault connectHang() {
        return new ConnectHangFault(Selection.ALL);
    }

    /**
     * Resets connections: RST to both sides (RFC 9293, section 3.5.3), as when a server process dies or a firewall forgets a connection.
     *
     * <p>Without a trigger it hits what is open now, idle connections too, once. With {@code afterBytes}, {@code after},
     * {@code onNextData} or {@code onAccept} it stays armed and hits each selected connection; {@code firstConnections} alone implies
     * {@code onAccept}, {@code nextConnections} alone {@code onNextData}. A position needs a direction; without a position the direction
     * changes nothing, as an RST ends both.
     *
     * <p>At a position it ends the conversation there, on every kind of server: the receiver gets exactly the bytes before it, and nothing
     * passes in the other direction from the moment the last of them is handed to it. So {@code reset().upstream().after("COMMIT\n")} means
     * that the server has the request and its answer is lost, each time. What the other direction holds then, and all that either side says
     * later, is thrown away and not recorded. Closing the fault does not take the end back.
     *
     * <p>The application sees "Connection reset" on read, "Broken pipe" or "Connection reset" on write; with {@code onAccept} already on
     * connect, where the RST comes before that has returned. An RST at a position goes out once the receiver's kernel has acknowledged the
     * bytes before it (Linux; elsewhere best effort), at the latest after {@code haywire.timeout}, with a line in the journal.
     *
     * <p>Faithful: a real RST.
     *
     * <p>Toxiproxy: {@code reset_peer} (there idle connections are never reset). netem: no word for it.
     *
     * @return the fault
     */
    public static ResetFault reset() {
        return new ResetFault(Selection.ALL);
    }

    /**
     * Closes connections: FIN to both sides, after what has passed. Triggers as for {@link #reset()}; at a position it ends the conversation
     * there in the same way.
     *
     * <p>The application reads the end of the stream. What it writes afterwards draws an RST, as from a server that has closed.
     *
     * <p>Faithful: a real FIN, sent when the wire has passed on what came before.
     *
     * <p>Toxiproxy: {@code timeout} with a timeout, for a connection without data. netem: no word for it.
     *
     * @return the fault
     */
    public static CloseFault close() {
        return new CloseFault(Selection.ALL);
    }

    /**
     * Closes one direction of connections by FIN; the other goes on (RFC 9293, section 3.6). The direction must be named: with
     * {@code upstream()} the server reads the end of the stream, with {@code downstream()} the application.
     *
     * <p>Without a trigger it hits what is open now, once; with {@code afterBytes}, {@code after}, {@code onNextData} or
     * {@code nextConnections}, which implies {@code onNextData}, it stays armed. The other direction goes on at a
     * position too.
     *
     * <p>Faithful: a real FIN, and the connection stays half open as long as the peers like.
     *
     * <p>Toxiproxy and netem: no word for it; Toxiproxy closes both directions.
     *
     * @return the fault
     */
    public static HalfCloseFault halfClose() {
        return new HalfCloseFault(Selection.ALL);
    }

    /**
     * Lets exactly so many bytes pass, then ends the connection by FIN, or by RST with {@link LimitDataFault#thenReset()}. The direction
     * must be named; with {@link Direction#BOTH} each direction has that limit, and the first to reach it ends the connection. A limit
     * of 0 acts immediately.
     *
     * <p>Downstream the application sees an answer that is cut off. Upstream the server has so many bytes, and its answer to them is lost:
     * the conversation ends there as with {@link #reset()} at a position.
     *
     * <p>Faithful: a real FIN or RST right behind the last byte, whatever the reads and writes were.
     *
     * <p>Toxiproxy: {@code limit_data} (there the answer to an upstream limit comes through). netem: no word for it.
     *
     * @param bytes per direction and connection, 0 or more
     * @return the fault
     * @throws IllegalArgumentException if it is negative
     */
    public static LimitDataFault limitData(long bytes) {
        return new LimitDataFault(bytes);
    }

    /**
     * Cuts the stream into pieces, byte-exact and in order, with a pause of 1 ms between them; {@link SliceFault#pause(Duration)} sets
     * another.
     *
     * <p>The application's reads return less at a time. Pieces merge where it reads slower than the pause.
     *
     * <p>Faithful to small segments as far as an application can see them: TCP promises no borders.
     *
     * <p>Toxiproxy: {@code slicer} (its average size is in fact an upper bound too). netem: {@code slot}, for packets.
     *
     * @param maxSize of a piece, in bytes, at least 1
     * @return the fault
     * @throws IllegalArgumentException if the size is below 1
     */
    public static SliceFault slice(int maxSize) {
        return new SliceFault(maxSize);
    }

    /**
     * Delays the FIN; data is untouched.
     *
     * <p>The application sees all of an answer, but its end only later.
     *
     * <p>Faithful to a server that takes its time to close.
     *
     * <p>Toxiproxy: {@code slow_close}. netem: no word for it.
     *
     * @param delay zero or more, at most 36500 days
     * @return the fault
     * @throws IllegalArgumentException if the delay is negative or too long
     */
    public static SlowCloseFault slowClose(Duration delay) {
        return new SlowCloseFault(delay);
    }

    /**
     * Flips bits; lengths are kept. On TCP each byte is hit with that probability, on UDP each datagram.
     *
     * <p>The application sees wrong bytes under right checksums, as from broken memory or a broken middlebox; a wire's own damage is caught
     * by TCP and UDP checksums and looks like loss.
     *
     * <p>Toxiproxy: none. netem: {@code corrupt} (below the checksum, so that a UDP application mostly sees loss).
     *
     * @param probability a fraction from 0 to 1; it is the fault's own, {@code probability(double)} does not apply
     * @return the fault
     * @throws IllegalArgumentException if it is no such fraction
     */
    public static CorruptFault corrupt(double probability) {
        return new CorruptFault(probability);
    }

    /**
     * Changes payloads by code of the test, each datagram selected.
     *
     * <p>The application sees what the code returns, with a right checksum: a field with a wrong value, a payload cut or made longer.
     *
     * <p>Faithful to whatever the code stands for: a broken peer, a middlebox that rewrites.
     *
     * <p>Toxiproxy and netem: none.
     *
     * @param rewrite is given a copy of the payload and returns the one to send, at most 65507 bytes, on IPv6 65527. Runs on the engine's
     *     loop: it must not block; what it throws fails the test, and the datagram passes unchanged
     * @return the fault
     */
    public static RewriteFault corrupt(UnaryOperator<byte[]> rewrite) {
        return new RewriteFault(rewrite);
    }

    /**
     * Loses datagrams, each decided alone; {@link LossFault#maxBurst(int)} bounds how many in a row, {@link LossFault#perBlock(int)} loses an
     * exact share of each block. A higher probability only adds losses, unless one of these is set.
     *
     * <p>The application sees nothing of a lost datagram: no exception, no answer.
     *
     * <p>Faithful: what a router drops is never heard of either.
     *
     * <p>Toxiproxy: none. netem: {@code loss random}.
     *
     * @param probability a fraction from 0 to 1; it is the fault's own, {@code probability(double)} does not apply
     * @return the fault
     * @throws IllegalArgumentException if it is no such fraction
     */
    public static LossFault loss(double probability) {
        return new LossFault(probability);
    }

    /**
     * Loses datagrams in bursts whose lengths are geometric (the simple Gilbert model), as a line does that fails for moments.
     *
     * <p>The application sees several datagrams missing in a row, then a long good run. The first datagram is lost with the same probability
     * as any later one.
     *
     * <p>Faithful to a line that fails for moments; bursts are counted in datagrams, not in time.
     *
     * <p>Toxiproxy: none. netem: {@code loss gemodel}, with r = 1 / meanLength.
     *
     * @param lossRate the share of datagrams lost, a fraction below 1
     * @param meanLength how many are lost in a row on average: at least 1, and at least {@code lossRate / (1 - lossRate)}, as shorter bursts
     *     cannot lose that many
     * @return the fault
     * @throws IllegalArgumentException if one is out of its range
     */
    public static BurstLossFault burstLoss(double lossRate, double meanLength) {
        return new BurstLossFault(lossRate, meanLength);
    }

    /**
     * Loses datagrams by the Gilbert-Elliott model: a good and a bad state, each with a probability of loss. The rate is
     * {@code (p * lossInBad + r * lossInGood) / (p + r)}. The first datagram meets either state with its share of the time.
     *
     * <p>The application sees many datagrams missing for a while, then few.
     *
     * <p>Faithful to a radio link that fades; states change with datagrams, not with time.
     *
     * <p>Toxiproxy: none. netem: {@code loss gemodel p r 1-h 1-k}, where 1-h is {@code lossInBad} and 1-k {@code lossInGood}.
     *
     * @param p the probability of turning bad with each datagram, a fraction
     * @param r the probability of turning good again with each datagram, a fraction
     * @param lossInBad the probability of loss in the bad state, a fraction
     * @param lossInGood the probability of loss in the good state, a fraction
     * @return the fault
     * @throws IllegalArgumentException if one is no fraction from 0 to 1
     */
    public static GilbertElliottFault gilbertElliott(double p, double r, double lossInBad, double lossInGood) {
        return new GilbertElliottFault(p, r, lossInBad, lossInGood);
    }

    /**
     * Loses datagrams by four states: 1 good, 2 good within a burst, 3 lost within a burst, 4 a single loss, which always returns to 1.
     *
     * <p>The application sees bursts of losses with gaps in them, and single losses between the bursts.
     *
     * <p>Faithful to a radio link that fades; states change with datagrams, not with time.
     *
     * <p>Toxiproxy: none. netem: {@code loss state p13 p31 p32 p23 p14}.
     *
     * @param p13 the probability that a burst begins, a fraction
     * @param p31 the probability that it ends, a fraction
     * @param p32 the probability that datagrams within it begin to pass, a fraction; with p31 at most 1
     * @param p23 the probability that they are lost again, a fraction
     * @param p14 the probability of a single loss, a fraction; with p13 at most 1
     * @return the fault
     * @throws IllegalArgumentException if one is no fraction from 0 to 1, or a sum is above 1
     */
    public static Markov4Fault markov4(double p13, double p31, double p32, double p23, double p14) {
        return new Markov4Fault(p13, p31, p32, p23, p14);
    }

    /**
     * Loses exactly the datagrams selected; needs {@code nth}, {@code first}, {@code every} or {@code matching}, and a direction.
     *
     * <p>The application sees nothing of them. Each client and direction counts for itself: {@code drop().upstream().nth(3, 5)} loses the 3rd
     * and the 5th datagram of each client.
     *
     * <p>Faithful: what a router drops is never heard of either.
     *
     * <p>Toxiproxy and netem: none.
     *
     * @return the fault
     */
    public static DropFault drop() {
        return new DropFault(Selection.ALL);
    }

    /**
     * Sends datagrams again, right behind themselves or {@link DuplicateFault#after(Duration) later}. Copies meet what comes behind on the
     * wire (bandwidth, latency, stall), but no loss.
     *
     * <p>The application receives the same payload twice.
     *
     * <p>Faithful to a network that repeats, or with {@code after} to a late retransmission.
     *
     * <p>Toxiproxy: none. netem: {@code duplicate} (whose copies meet loss again).
     *
     * @param probability a fraction from 0 to 1; it is the fault's own, {@code probability(double)} does not apply
     * @return the fault
     * @throws IllegalArgumentException if it is no such fraction
     */
    public static DuplicateFault duplicate(double probability) {
        return new DuplicateFault(probability);
    }

    /**
     * Holds datagrams until later ones of the same client and direction have overtaken them: one, or as many as
     * {@link ReorderFault#by(int)} says, but no longer than {@link ReorderFault#atMost(Duration)}.
     *
     * <p>The application receives datagrams in another order; "reordered" as RFC 4737 defines it. With probability 1, where all are to be
     * held and none would be left to overtake, those that come while one is held pass: 2, 1, 4, 3.
     *
     * <p>Faithful to paths of different lengths.
     *
     * <p>Toxiproxy: none. netem: {@code reorder}, which lets the chosen ones jump ahead instead.
     *
     * @param probability a fraction from 0 to 1; it is the fault's own, {@code probability(double)} does not apply
     * @return the fault
     * @throws IllegalArgumentException if it is no such fraction
     */
    public static ReorderFault reorder(double probability) {
        return new ReorderFault(probability);
    }

    /**
     * Cuts longer payloads. The direction must be named.
     *
     * <p>The application receives the first bytes only, in a datagram with a right length and checksum: as from a sender with a buffer too
     * small. A receive buffer that is too small cuts just so.
     *
     * <p>Faithful to such buffers; no network cuts a datagram.
     *
     * <p>Toxiproxy and netem: none.
     *
     * @param keep bytes of the payload, 0 or more
     * @return the fault
     * @throws IllegalArgumentException if it is negative
     */
    public static TruncateFault truncate(int keep) {
        return new TruncateFault(keep);
    }

    /**
     * Loses datagrams with a bigger payload, silently, as a path does whose ICMP "fragmentation needed" is filtered.
     *
     * <p>The application sees small messages pass and big ones vanish.
     *
     * <p>Faithful to a path that fragments nothing and tells nobody.
     *
     * <p>Toxiproxy and netem: none.
     *
     * @param payload the most bytes that pass, 0 or more, headers not counted
     * @return the fault
     * @throws IllegalArgumentException if it is negative
     */
    public static MtuFault mtu(int payload) {
        return new MtuFault(payload);
    }
}
