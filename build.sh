#!/usr/bin/env bash
# The one script: its verbs are the contract, see CONTRIBUTING.md.
set -euo pipefail
cd "$(dirname "$0")"

case "${1:-build}" in
  build) dotnet build ;;
  test) dotnet test ;;
  *) echo "unknown verb: $1" >&2; exit 2 ;;
esac
