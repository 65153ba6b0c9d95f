package com.example.stock

import java.net.InetSocketAddress
import java.net.Socket

/** Asks a server line by line, over one connection. */
class StockClient(server: InetSocketAddress) : AutoCloseable {
    private val socket = Socket(server.address, server.port).apply { soTimeout = 10_000 }
    private val answers = socket.getInputStream().bufferedReader()

    /** The line that answers this one; null where the server ended the connection instead. */
    fun ask(question: String): String? {
        socket.getOutputStream().write("$question\n".toByteArray())
        return answers.readLine()
    }

    override fun close() = socket.close()
}

/** The same with a connection for this question alone. */
fun askOnce(server: InetSocketAddress, question: String): String? = StockClient(server).use { it.ask(question) }
