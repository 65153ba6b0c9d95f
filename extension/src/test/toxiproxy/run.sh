#!/usr/bin/env bash
# Runs what is tested against a real Toxiproxy 2.12.0: once by its URL, and once by Testcontainers on a Docker engine.
# Needs Linux and root. Installs Go and Docker by apt-get where they are missing, and starts a Docker engine where none runs. The image is
# built here from the same server, under the official name, so that no registry is asked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."
version=2.12.0
image=ghcr.io/shopify/toxiproxy:$version
scratch=$(mktemp -d)
server=
engine=

finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$engine" ] || kill "$engine" 2>/dev/null || true
    rm -rf "$scratch"
}
trap finish EXIT

install() { # install PACKAGE...
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y "$@" >/dev/null
}

await() { # await SECONDS COMMAND...
    local left=$1
    shift
    until "$@" >/dev/null 2>&1; do
        [ $((left--)) -gt 0 ] || { echo "in vain: $*"; return 1; }
        sleep 1
    done
}

tests() { # tests OPTION...
    # one after the other: some of them begin by emptying the server that all share
    mvn -B -q -pl extension -am test -Dsurefire.failIfNoSpecifiedTests=false \
        -Djunit.jupiter.execution.parallel.enabled=false "$@"
}

command -v go >/dev/null || install golang-go
GOBIN=$scratch CGO_ENABLED=0 go install \
    -ldflags "-X github.com/Shopify/toxiproxy/v2.Version=$version" \
    "github.com/Shopify/toxiproxy/v2/cmd/server@v$version"

echo "--- by url"
port=$((20000 + RANDOM % 10000))
"$scratch/server" -host 127.0.0.1 -port "$port" >"$scratch/server.log" 2>&1 &
server=$!
await 15 curl -sf "http://127.0.0.1:$port/version"
tests -Dtest='Real*Test' -Dhaywire.test.toxiproxy.url="http://127.0.0.1:$port"
mvn -B -q -Psamples test -pl samples -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest='*ReconnectionTest' \
    -Dhaywire.toxiproxy.url="http://127.0.0.1:$port" -Dhaywire.toxiproxy.required=true
[ "$(curl -sf "http://127.0.0.1:$port/proxies")" = '{}' ] || { echo "proxies were left behind"; exit 1; }

echo "--- by Testcontainers"
command -v dockerd >/dev/null || docker info >/dev/null 2>&1 || install docker.io
if ! docker info >/dev/null 2>&1; then
    dockerd >"$scratch/dockerd.log" 2>&1 &
    engine=$!
    await 60 docker info || { tail -n 30 "$scratch/dockerd.log"; exit 1; }
fi
mkdir "$scratch/image"
cp "$scratch/server" "$scratch/image/toxiproxy"
printf 'FROM scratch\nCOPY toxiproxy /toxiproxy\nEXPOSE 8474\nENTRYPOINT ["/toxiproxy"]\nCMD ["-host=0.0.0.0"]\n' >"$scratch/image/Dockerfile"
docker build -q -t "$image" "$scratch/image"
# the container that would clean up behind an interrupted JVM is an image that no registry gives us here
TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=localhost \
    tests -Dtest='RealToxiproxyTest,RealBackendTest' -Dhaywire.test.toxiproxy.container=true
[ -z "$(docker ps -q --filter "ancestor=$image")" ] || { echo "a container was left behind"; exit 1; }
