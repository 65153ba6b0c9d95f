#!/bin/bash
# Measures an echo of 64 B alone, and beside eight bulk connections on another endpoint and on its own; needs compiled classes (mvn compile).
set -eu
cd "$(dirname "$0")/../.."
source src/benchmark/compile-echo.sh EchoBesideBulk
java -cp "$classes:target/classes" dev.haywire.benchmark.EchoBesideBulk
