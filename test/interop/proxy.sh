#!/usr/bin/env bash
# Whether the Go that is installed takes NO_PROXY as test/AwsClients.Tests/Recorded/no-proxy.tsv has it, which the tests hold us to.
# The last line is "N passed, N failed". Debian: golang-go
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GO111MODULE=off GOCACHE="${GOCACHE:-$PWD/artifacts/go-cache}"
(cd test/interop/proxy && go build -o "$work/go-proxy" .)

if "$work/go-proxy" | diff test/AwsClients.Tests/Recorded/no-proxy.tsv -; then
  echo "ok    NO_PROXY is taken as $(go version) takes it"
  echo "1 passed, 0 failed"
else
  echo "FAIL  NO_PROXY: $(go version) differs from what is recorded"
  echo "0 passed, 1 failed"
  exit 1
fi
