package dev.haywire.internal.toxiproxy;

/** What a proxy carries: connections, as Toxiproxy's do, or datagrams, which is an extension. */
enum Network {
    TCP,
    UDP
}
