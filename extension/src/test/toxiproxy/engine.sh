# A Docker engine for run.sh, which reads this file: the one that runs, else one of its own from the distribution's packages. All that its own
# engine has - sockets, process ids, images, containers - is in a folder, so that nothing left behind by another one stands in its way, and
# nothing of it is left. It makes neither a bridge nor rules of iptables: the containers here share the host's network.

engine=           # the folder of our own engine; empty where another one is used
engine_processes=()
docker=docker     # the client that reaches it

answers() { # answers COMMAND...
    "$@" >/dev/null 2>&1
}

# The client on the path may be too new for the engine that the distribution has; the one beside the engine is not.
find_client() {
    local client
    for client in docker /usr/bin/docker; do
        if answers timeout 20 "$client" info; then
            docker=$client
            return
        fi
    done
    return 1
}

start_engine() { # start_engine FOLDER
    if find_client; then
        echo "the engine that runs already: $("$docker" version --format '{{.Server.Version}}')"
        return
    fi
    command -v dockerd >/dev/null && command -v containerd >/dev/null || install docker.io
    engine=$1
    mkdir -p "$engine"
    printf 'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n' >"$engine/containerd.toml"
    # in sessions of their own: what interrupts the script shall not end one of them before the other
    setsid containerd --config "$engine/containerd.toml" --address "$engine/containerd.sock" \
        --root "$engine/containerd" --state "$engine/containerd-state" >"$engine/containerd.log" 2>&1 &
    engine_processes+=($!)
    setsid dockerd --host "unix://$engine/docker.sock" --containerd "$engine/containerd.sock" --pidfile "$engine/docker.pid" \
        --data-root "$engine/data" --exec-root "$engine/exec" --shutdown-timeout 5 \
        --bridge none --iptables=false --ip-forward=false >"$engine/dockerd.log" 2>&1 &
    engine_processes+=($!)
    export DOCKER_HOST=unix://$engine/docker.sock
    # whatever an earlier run of Testcontainers has noted down in the home directory
    export TESTCONTAINERS_DOCKER_CLIENT_STRATEGY=org.testcontainers.dockerclient.EnvironmentAndSystemPropertyClientProviderStrategy
    await 120 find_client || {
        tail -n 30 "$engine/containerd.log" "$engine/dockerd.log"
        return 1
    }
    echo "an engine of our own: $("$docker" version --format '{{.Server.Version}}')"
}

# Ends our own engine with all that it has; leaves another one as it was.
end_engine() {
    local i process
    [ -n "$engine" ] || return 0
    # the last one started first: dockerd ends its containers by containerd
    for ((i = ${#engine_processes[@]} - 1; i >= 0; i--)); do
        process=${engine_processes[i]}
        kill "$process" 2>/dev/null || true
        await 30 gone "$process" || kill -9 "$process" 2>/dev/null || true
    done
    awk -v folder="$engine/" 'index($2, folder) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mount; do
        umount -l "$mount" 2>/dev/null || true
    done
}

gone() { # gone PROCESS
    ! kill -0 "$1" 2>/dev/null
}
