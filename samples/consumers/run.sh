#!/usr/bin/env bash
# run.sh [options of mvn]: the consumer projects with the built jar, as it stands in the local Maven repository
# (mvn install -DskipTests -pl extension -am puts it there; -Dmaven.repo.local=FOLDER names another repository).
# One line per combination with the number of tests run; stops at the first that fails.
#
# Ten thousand tests in one JVM are run by hand, one minute:
#   mvn -f samples/consumers/maven test -Dtest=TenThousandTest -Dtests.excluded=
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
options=("$@")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Each combination is compiled anew, in a copy: against its own JUnit, beside nothing that another one left.
passes() { # passes NAME PROJECT [options of mvn]
    local name=$1 project=$2 from=$SECONDS
    local copy=$scratch/project log=$scratch/log
    shift 2
    rm -rf "$copy"
    mkdir "$copy"
    tar -C "$project" --exclude=./target -cf - . | tar -C "$copy" -xf -
    if ! mvn -B -f "$copy/pom.xml" test "$@" "${options[@]}" >"$log" 2>&1; then
        cat "$log"
        printf 'FAILED  %s\n' "$name"
        exit 1
    fi
    # the sum over all classes is the last line of its kind, and has no colour
    local run skipped
    read -r run skipped < <(sed -n 's/.*Tests run: \([0-9]*\), Failures: 0, Errors: 0, Skipped: \([0-9]*\)$/\1 \2/p' "$log" | tail -n 1) || true
    if [ "${run:-0}" -eq "${skipped:-0}" ]; then
        cat "$log"
        printf 'FAILED  %s: no test was run\n' "$name"
        exit 1
    fi
    printf 'passed  %-52s %3d tests  %3d s\n' "$name" $((run - skipped)) $((SECONDS - from))
    if [ "$skipped" -gt 0 ]; then
        printf 'skipped %-52s %3d tests:\n' "$name" "$skipped"
        skips "$copy"
    fi
}

# The reason of each skipped test or class, as Surefire's reports have it.
skips() { # skips PROJECT
    awk '/<testcase /   { match($0, /classname="[^"]*"/); test = substr($0, RSTART + 11, RLENGTH - 12)
                          match($0, / name="[^"]*"/); test = test " " substr($0, RSTART + 7, RLENGTH - 8) }
         /<skipped/     { match($0, /message="[^"]*"/); print "        " test ": " (RSTART ? substr($0, RSTART + 9, RLENGTH - 10) : "no reason given") }' \
        "$1"/target/surefire-reports/TEST-*.xml
}

jdk=$(mvn -version | sed -n 's/^Java version: \([0-9]*\).*/\1/p')

started=$SECONDS
for junit in 5.12.2 5.13.4 5.14.4 6.0.3 6.1.3; do
    passes "JUnit $junit, JDK $jdk" maven "-Djunit.version=$junit"
done
passes "JUnit 6.1.3, JDK $jdk, a fork per class, two at a time" maven -Djunit.version=6.1.3 -DforkCount=2 -DreuseForks=false
passes "Kotlin, JUnit 6.1.3, JDK $jdk" kotlin
passes "Spring Boot 3.5.7, JUnit 5.12, JDK $jdk" spring
passes "Spring Boot 4.0.7, JUnit 6.0, JDK $jdk" spring -Dspring-boot.version=4.0.7

passes "Quarkus 3.33, its own JUnit, JDK $jdk" quarkus
passes "Quarkus 3.33 with a junit-platform.properties, JDK $jdk" quarkus -Pown-properties
passes "Micronaut 4.10, JDK $jdk" micronaut

jdk25=$(ls -d /usr/lib/jvm/*25*/bin/javac 2>/dev/null | head -n 1 || true)
if [ -n "$jdk25" ]; then
    export JAVA_HOME=${jdk25%/bin/javac}
    for junit in 5.12.2 6.1.3; do
        passes "JUnit $junit, JDK 25" maven "-Djunit.version=$junit"
    done
else
    echo "skipped JDK 25: none under /usr/lib/jvm"
fi
printf 'the consumers: %d s\n' $((SECONDS - started))
