#!/usr/bin/env bash
# Unpacks what a link against another Debian needs (another release, another architecture) into a folder, with a clang that uses it and nothing else.
# usage: packaging/sysroot.sh FOLDER SUITE ARCH PACKAGE...
set -euo pipefail
folder=$(realpath --canonicalize-missing "$1") suite=$2 arch=$3
shift 3
readonly mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian} security=${DEBIAN_SECURITY_MIRROR:-http://deb.debian.org/debian-security}
readonly keys=/usr/share/keyrings/debian-archive-keyring.gpg

rm -rf "$folder" && mkdir -p "$folder/apt"/{lists/partial,archives/partial,parts} "$folder/root"
: >"$folder/apt/status"
cat >"$folder/apt/sources.list" <<SOURCES
deb [signed-by=$keys] $mirror $suite main
deb [signed-by=$keys] $security $suite-security main
SOURCES
# An apt of its own: the machine's lists, packages and settings stay as they are. An old release's lists have expired, their signature has not.
apt=(apt-get --quiet=2 -o Dir::State="$folder/apt" -o Dir::State::Lists="$folder/apt/lists" -o Dir::State::Status="$folder/apt/status"
  -o Dir::Cache="$folder/apt" -o Dir::Cache::Archives="$folder/apt/archives" -o Dir::Etc::SourceList="$folder/apt/sources.list"
  -o Dir::Etc::SourceParts="$folder/apt/parts" -o APT::Architecture="$arch" -o APT::Architectures="$arch" -o APT::Sandbox::User=root
  -o Acquire::Languages=none -o Acquire::Check-Valid-Until=false -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false)
"${apt[@]}" update
(cd "$folder/apt/archives" && "${apt[@]}" download "$@")

for package in "$folder"/apt/archives/*.deb; do
  dpkg-deb --extract "$package" "$folder/root"
  dpkg-deb --show --showformat '${Package}=${Version}\n' "$package"
done >"$folder/packages"
# The links of -dev packages are absolute, and would lead out of the folder.
find "$folder/root" -type l -lname '/*' | while read -r link; do
  ln --symbolic --force --relative "$folder/root$(readlink "$link")" "$link"
done
rm -rf "$folder/apt"

case $arch in amd64) machine=x86_64 ;; arm64) machine=aarch64 ;; esac
# lld is named here too: CMake's first try links without our flags, and the machine's ld knows its own architecture alone.
printf '#!/bin/sh\nexec clang --target=%s-linux-gnu --sysroot=%s --start-no-unused-arguments -fuse-ld=lld --end-no-unused-arguments "$@"\n' \
  "$machine" "$folder/root" >"$folder/clang"
chmod 755 "$folder/clang"
