#!/usr/bin/env bash
# Runs what is tested against a real Toxiproxy 2.12.0: once by its URL, and once by Testcontainers on a Docker engine.
# Needs Linux and root. Installs Go and Docker by apt-get where they are missing, and starts a Docker engine where none runs. The image is
# made here of the same server, under the official name, so that no registry is asked. Whatever it started is ended with it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."
version=2.12.0
image=ghcr.io/shopify/toxiproxy:$version
reports=extension/target/surefire-reports
scratch=$(mktemp -d)
server=
made_image=

finish() {
    local code=$?
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    end_containers || true
    end_engine || true
    rm -rf --one-file-system "$scratch" || true
    exit "$code"
}

# Those that a test which failed has left behind, and the image where it is ours.
end_containers() {
    [ -n "$made_image" ] || return 0
    local left
    left=$("$docker" ps -aq --filter "ancestor=$image")
    # shellcheck disable=SC2086 # one word for each
    [ -z "$left" ] || "$docker" rm -f $left >/dev/null
    "$docker" rmi -f "$image" >/dev/null
}

install() { # install PACKAGE...
    apt-get -qq -o Acquire::Retries=3 update
    DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 install -y "$@" >/dev/null
}

await() { # await SECONDS COMMAND...
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || {
            echo "in vain: $*"
            return 1
        }
        sleep 0.5
    done
}

tries() { # tries COMMAND... - for what asks a registry, which may be slow for a moment
    "$@" || { sleep 5 && "$@"; } || { sleep 20 && "$@"; }
}

# shellcheck source=extension/src/test/toxiproxy/engine.sh
. extension/src/test/toxiproxy/engine.sh
trap finish EXIT

tests() { # tests CLASSES OPTION... - each class must run, and skip nothing
    local classes=$1 class
    shift
    rm -f "$reports"/TEST-*Real*.xml
    # one after the other: some of them begin by emptying the server that all share
    mvn -B -q -pl extension -am test -Dsurefire.failIfNoSpecifiedTests=false \
        -Djunit.jupiter.execution.parallel.enabled=false -Dtest="$classes" "$@"
    for class in ${classes//,/ }; do
        grep -q '<testsuite [^>]*skipped="0"' "$reports"/TEST-*."$class".xml || {
            echo "$class did not run, or skipped something"
            return 1
        }
    done
}

serves() { # serves URL
    curl -sf "$1/version" | grep -qF "\"$version\""
}

# It goes on where it cannot listen, and only tells of it in its log.
start_server() {
    local try
    for try in 1 2 3 4 5; do
        port=$((20000 + RANDOM % 10000))
        "$scratch/server" -host 127.0.0.1 -port "$port" >"$scratch/server.log" 2>&1 &
        server=$!
        if await 15 serves "http://127.0.0.1:$port" && ! grep -q 'finished with error' "$scratch/server.log"; then
            return
        fi
        kill "$server" 2>/dev/null || true
    done
    cat "$scratch/server.log"
    return 1
}

command -v curl >/dev/null || install curl
command -v go >/dev/null || install golang-go
tries env GOBIN="$scratch" CGO_ENABLED=0 go install \
    -ldflags "-X github.com/Shopify/toxiproxy/v2.Version=$version" \
    "github.com/Shopify/toxiproxy/v2/cmd/server@v$version"

echo "--- by url"
start_server
url=http://127.0.0.1:$port
by_url=$(cd extension/src/test/java && find . -name 'Real*Test.java' | sed 's|.*/||; s|\.java$||' | sort | paste -sd,)
tests "$by_url" -Dhaywire.test.toxiproxy.url="$url"
mvn -B -q -Psamples test -pl samples -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest='*ReconnectionTest' \
    -Dhaywire.toxiproxy.url="$url" -Dhaywire.toxiproxy.required=true
[ "$(curl -sf "$url/proxies")" = '{}' ] || { echo "proxies were left behind"; exit 1; }

echo "--- by Testcontainers"
start_engine "$scratch/engine"
if ! answers "$docker" image inspect "$image"; then
    mkdir "$scratch/image"
    cp "$scratch/server" "$scratch/image/toxiproxy"
    tar -C "$scratch/image" -c toxiproxy | "$docker" import --change 'EXPOSE 8474' \
        --change 'ENTRYPOINT ["/toxiproxy"]' --change 'CMD ["-host=0.0.0.0"]' - "$image"
    made_image=yes
fi
before=$("$docker" ps -q --filter "ancestor=$image")
# the container that would clean up behind an interrupted JVM is an image that no registry gives us here
TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=localhost \
    tests RealToxiproxyTest,RealBackendTest -Dhaywire.test.toxiproxy.container=true
[ "$("$docker" ps -q --filter "ancestor=$image")" = "$before" ] || { echo "a container was left behind"; exit 1; }
