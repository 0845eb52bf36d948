#!/usr/bin/env bash
# What CHANGELOG.md says of a version; fails when it says nothing.
# usage: packaging/changes.sh VERSION
set -euo pipefail
cd "$(dirname "$0")/.."
awk -v version="$1" '/^## \[/ { inside = index($0, "## [" version "]") == 1; next } inside { print }' CHANGELOG.md | grep . ||
  { echo "could not find what changed: CHANGELOG.md has no section ## [$1]" >&2; exit 1; }
