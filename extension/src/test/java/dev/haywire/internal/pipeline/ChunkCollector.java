package dev.haywire.internal.pipeline;

import java.util.List;

/** Spells what leaves a lane: lengths, offsets and stamps of chunks, and endings. */
record ChunkCollector(List<String> chunks) implements StreamSink {

    @Override
    public void data(Chunk chunk) {
        chunks.add(chunk.length() + " at " + chunk.offset() + " of " + chunk.stamp());
        chunk.release();
    }

    @Override
    public void end() {
        chunks.add("end");
    }

    @Override
    public void close() {
        chunks.add("close");
    }

    @Override
    public void reset() {
        chunks.add("reset");
    }
}
