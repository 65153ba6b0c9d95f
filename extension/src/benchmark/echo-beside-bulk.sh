#!/bin/sh
# Measures an echo of 64 B alone, and beside eight bulk connections on another endpoint and on its own; needs compiled classes (mvn compile).
set -eu
cd "$(dirname "$0")/../.."
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
sources=src/benchmark/java/dev/haywire/benchmark
javac -nowarn -proc:none -d "$classes" -cp target/classes $sources/EchoBesideBulk.java $sources/Exchange.java 2> "$classes/messages" || {
    cat "$classes/messages"
    exit 1
}
java -cp "$classes:target/classes" dev.haywire.benchmark.EchoBesideBulk
