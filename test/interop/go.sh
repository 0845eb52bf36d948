#!/usr/bin/env bash
# A host on HashiCorp's own go-plugin against the plugin binary in $1. The last line is "N passed, N failed".
# Debian: golang-go golang-github-hashicorp-go-plugin-dev golang-google-grpc-dev golang-golang-x-crypto-dev
set -euo pipefail
plugin=$(realpath "${1:?usage: go.sh PLUGIN_BINARY}")
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
simulator=
trap '[ -z "$simulator" ] || { kill "$simulator"; wait "$simulator" || true; }; rm -rf "$work"' EXIT

# Debian's Go packages are source below /usr/share/gocode, for Go's older GOPATH mode.
export GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="${GOCACHE:-$PWD/artifacts/go-cache}"
(cd test/interop/go && go build -o "$work/go-host" .)

dotnet build tools/AwsSimulator --verbosity quiet >"$work/build.log" || { cat "$work/build.log" >&2; exit 1; }
mkfifo "$work/env"
artifacts/bin/AwsSimulator/debug/aws-simulator --group runners >"$work/env" 2>"$work/simulator.log" &
simulator=$!
# The simulator prints its environment, then comments, and with the last of them the port of its instances.
environment=()
port=
while IFS= read -r line; do
  case $line in
    'export '*) environment+=("$(sed "s/^export \(.*\)='\(.*\)'$/\1=\2/" <<<"$line")") ;;
    '# instances listen'*) port=${line//[!0-9]/} && break ;;
  esac
done <"$work/env"
[ -n "$port" ] || { cat "$work/simulator.log" >&2; exit 1; }

env "${environment[@]}" "$work/go-host" --plugin "$plugin" --config '{"name":"runners"}' --ssh-port "$port"
