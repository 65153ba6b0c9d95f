#!/bin/sh
# Measures how many datagrams a second one core takes through the pipeline in virtual time; needs compiled classes (mvn compile).
set -eu
cd "$(dirname "$0")/../.."
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac -nowarn -proc:none -d "$classes" -cp target/classes src/benchmark/java/dev/haywire/internal/pipeline/DatagramDecisions.java 2> "$classes/messages" || {
    cat "$classes/messages"
    exit 1
}
java -cp "$classes:target/classes" dev.haywire.internal.pipeline.DatagramDecisions
