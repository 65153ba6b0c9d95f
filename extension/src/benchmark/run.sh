#!/usr/bin/env bash
# run.sh [options of yardstick.Bench]: measures Haywire's proxies with the yardstick (YARDSTICK, ../shared/yardstick beside the checkout
# by default) against a bare connection and what else --adapters names. The table, its drawing and every sample go to
# extension/target/benchmark.
#   extension/src/benchmark/run.sh                                              # all but i, about 15 minutes
#   extension/src/benchmark/run.sh --rounds 3 --metrics a,c,h --adapters direct,netcrusher
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
extension=$PWD/extension
yardstick=${YARDSTICK:-$PWD/../shared/yardstick}
out=$extension/target/benchmark
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mvn -B -q compile -pl extension -am
cp -r "$yardstick/pom.xml" "$yardstick/src" "$work"
mvn -B -q -f "$work/pom.xml" package
mkdir -p "$work/adapter" "$out"
classpath="$work/target/classes:$work/target/lib/*:$extension/target/classes"
javac --release 17 -proc:none -Xlint:-classfile -d "$work/adapter" -cp "$classpath" \
    $(find "$extension/src/benchmark/java" -name '*.java')

ulimit -n "$(ulimit -Hn)"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classpath:$work/adapter" yardstick.Bench --out "$out" \
    --adapters direct --metrics a,b,c,d,e1,e2,f,g,h,j,k,l,m,n "$@" --proxy-class haywire=dev.haywire.benchmark.HaywireProxy
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$work/adapter" dev.haywire.benchmark.Plot "$out/table.md" "$out/performance.svg"
echo "written: $out"
