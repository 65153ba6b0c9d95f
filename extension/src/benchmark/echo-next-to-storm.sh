#!/bin/bash
# echo-next-to-storm.sh [JAR]: measures an echo of 64 B alone, and next to a storm of clients that connect and reset on another endpoint, in
# three rounds; needs compiled classes (mvn compile). JAR is another build of Haywire, measured in turn with this one.
set -eu
cd "$(dirname "$0")/../.."
other=${1:-}
source src/benchmark/compile-echo.sh EchoNextToStorm
echo "| 64 B echo | p50, us | p99, us | worst, ms | storm, accepted/s |"
echo "| --- | ---: | ---: | ---: | ---: |"
for round in 1 2 3; do
    [ -z "$other" ] || java -cp "$classes:$other" dev.haywire.benchmark.EchoNextToStorm "round $round, the other build"
    java -cp "$classes:target/classes" dev.haywire.benchmark.EchoNextToStorm "round $round, this build"
done
