#!/usr/bin/env bash
# RST and FIN, datagrams and ICMP as a third party sees them: the tests tagged "capture", with tshark on the loopback interface.
# Needs tshark and the right to capture (root, or membership of the group that Wireshark's package sets up).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."
exec mvn -B -q test -pl extension -Dgroups=capture -Dtests.excluded= -Dtest='*CaptureTest' "$@"
