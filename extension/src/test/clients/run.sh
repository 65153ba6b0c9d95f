#!/usr/bin/env bash
# Has clients in other languages drive the standalone control server: toxiproxy-node-client (where there is npm) and the Go client (where
# there is go). Needs the built jars: mvn package -DskipTests -pl extension
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$scratch"' EXIT

tries() { # tries COMMAND... - for what asks a registry, which may be slow for a moment
    "$@" || { sleep 5 && "$@"; } || { sleep 20 && "$@"; }
}

jar=$(ls -t ../../../target/haywire-*-standalone.jar | head -n 1)
java -jar "$jar" -host 127.0.0.1 -port 0 >"$scratch/log" 2>&1 &
server=$!
url=
while [ -z "$url" ] && [ "$SECONDS" -lt 60 ] && kill -0 "$server" 2>/dev/null; do
    sleep 0.1
    url=$(sed -n "s/^Haywire's control server is at //p" "$scratch/log")
done
[ -n "$url" ] || { cat "$scratch/log"; exit 1; }

if command -v npm >/dev/null; then
    cp drive.cjs "$scratch"
    cd "$scratch"
    tries npm install --silent --no-audit --no-fund toxiproxy-node-client@4.1.0 >/dev/null
    node drive.cjs "$url"
    cd - >/dev/null
else
    echo "toxiproxy-node-client: SKIPPED, there is no npm"
fi

if command -v go >/dev/null; then
    cp -r go "$scratch"
    cd "$scratch/go"
    tries go mod download github.com/Shopify/toxiproxy/v2
    go run -mod=mod . "${url#http://}"
else
    echo "the Go client: SKIPPED, there is no go"
fi
