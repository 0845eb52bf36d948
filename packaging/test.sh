#!/usr/bin/env bash
# What a user does with the packages, done to those that are in artifacts/packages. The last line is "N passed, N failed".
# usage: packaging/test.sh [distributions]   (also in roots of Debian's releases, which debootstrap downloads: minutes)
set -euo pipefail
cd "$(dirname "$0")/.."
source packaging/settings.sh

readonly packages=$PWD/artifacts/packages base=fleeting-plugin-aws-$VERSION
[ "$(id -u)" = 0 ] || { echo "could not test the packages: only root can start a program in a root of its own (chroot)" >&2; exit 1; }
# Short: the path of the socket has to fit into 107 bytes.
work=$(mktemp -d)
registry=
trap '[ -z "$registry" ] || kill "$registry"; rm -rf "$work"' EXIT
passed=0 failed=0

# check WHAT COMMAND...: one test; what the command printed is shown when it fails
check() {
  local what=$1 status=0
  shift
  # Not in a condition, where "set -e" would not count.
  set +e
  (set -e; "$@") >"$work/said" 2>&1
  status=$?
  set -e
  if [ $status = 0 ]; then
    passed=$((passed + 1))
    echo "ok      $what"
  else
    failed=$((failed + 1))
    echo "FAILED  $what (exit code $status)"
    sed 's/^/        /' "$work/said"
  fi
}

unpack() { mkdir -p "$2" && tar --extract --gzip --file "$1" --directory "$2"; }

# What starts a program of another architecture, as seen from inside a root that empty_root made.
declare -A emulator=([amd64]="" [arm64]=/qemu)

sums() { (cd "$packages" && sha256sum --check --quiet SHA256SUMS); }

# this_version ARCH COMMAND...: that is a build of this commit
this_version() {
  local arch=$1 said
  shift
  said=$("$@")
  echo "$said"
  grep -qx "Version: $VERSION" <<<"$said"
  grep -qx "Git revision: $REVISION" <<<"$said"
  grep -qx "Built: $BUILD_TIME" <<<"$said"
  grep -qx "OS/Arch: linux/$arch" <<<"$said"
}

# empty_root ROOT BINARY ARCH: a program, a temporary folder and the kernel's randomness, which every container has
empty_root() {
  mkdir -p "$1/tmp" "$1/dev"
  cp "$2" "$1/plugin"
  mknod -m 666 "$1/dev/urandom" c 1 9
  [ "$3" != arm64 ] || cp /usr/bin/qemu-aarch64-static "$1/qemu"
}

# handshake "ROOT PROGRAM" PATTERN [VARIABLE=VALUE...]: starts it as a host does; the line must match, and SIGTERM must end it with 0
handshake() {
  local start=$1 pattern=$2 line pid code=0
  shift 2
  rm -f "$work/line" && mkfifo "$work/line"
  env "$@" TMPDIR=/tmp FLEETING_INSTANCE_GROUP_PLUGIN=4c6410b1-cb78-4962-8c76-ab936d0ea908 PLUGIN_PROTOCOL_VERSIONS=0 \
    chroot $start >"$work/line" 2>"$work/log" &
  pid=$!
  exec 9<"$work/line"
  read -r -t 60 line <&9 || line="no line"
  kill "$pid" || true
  wait "$pid" || code=$?
  exec 9<&-
  cat "$work/log"
  echo "handshake: $line; exit code $code"
  [[ $line =~ $pattern ]]
  [ "$code" = 0 ]
}

# Whoever loads this library ends at once; it needs no other, so that nothing keeps it from being loaded.
trap_library() {
  echo '__attribute__((constructor)) static void spring(void) { __asm__ volatile("syscall" : : "a"(231), "D"(97)); /* exit_group */ }' |
    clang -shared -fPIC -nostdlib -x c - -o "$1"
}

# The machine's name service and OpenSSL configuration name modules that no other glibc can load: none of them may be.
trap_root() {
  local root=$1
  mkdir -p "$root/etc" "$root/lib/x86_64-linux-gnu" "$root/usr/lib/ssl"
  trap_library "$root/lib/x86_64-linux-gnu/libnss_trap.so.2"
  printf '%s: trap files\n' hosts passwd group >"$root/etc/nsswitch.conf"
  printf 'nobodys:x:4242:\n' >"$root/etc/group"
  trap_library "$root/trap.so"
  # The trap itself has to work, or the test shows nothing: a static program that is not sealed springs it.
  echo '#include <grp.h>
int main(void) { return getgrnam("nobodys") == 0; }' | clang -static -w -x c - -o "$root/unsealed" 2>/dev/null
  chroot "$root" /unsealed && { echo "the trap does not spring" >&2; return 1; }
  cat >"$root/usr/lib/ssl/openssl.cnf" <<'CNF'
openssl_conf = init
[init]
providers = providers
[providers]
trap = trap
[trap]
module = /trap.so
activate = 1
CNF
}

# demo ROOT ARCH: with the plugin in ROOT and nothing else. The socket's path is the same inside and, by a link, outside.
demo() {
  local root=$1
  mkdir -p "$root$work/s"
  ln -sfn "$root$work/s" "$work/s"
  cat >"$work/plugin-in-root" <<PLUGIN
#!/bin/sh
PLUGIN_UNIX_SOCKET_DIR=$work/s exec chroot $root ${emulator[$2]} /plugin "\$@"
PLUGIN
  chmod 755 "$work/plugin-in-root"
  artifacts/bin/FleetingHost/debug/fleeting-host demo --plugin "$work/plugin-in-root"
}

# notices FILE: each package that the lock of the program names and that is no tool of the build, with the text that its licence asks for
notices() {
  python3 - "$1" <<'PYTHON'
import json, pathlib, re, sys
built_with = re.compile(r"(runtime\..*\.)?Microsoft\.(CodeAnalysis\..*|DotNet\.ILCompiler|NET\.ILLink\.Tasks)$")
bsd = "Redistribution and use in source and binary forms"
text = {"MIT": "Permission is hereby granted", "BSD-2-Clause": bsd, "BSD-3-Clause": bsd, "Apache-2.0": ""}
lock = json.loads(pathlib.Path("src/FleetingPluginAws/packages.lock.json").read_text())
shipped = {f"{name} {package['resolved']}" for target in lock["dependencies"].values() for name, package in target.items()
           if "resolved" in package and not built_with.match(name)}
parts = re.split(r"^-{78}\n(.+)\nLicence: (.+)\n", pathlib.Path(sys.argv[1]).read_text(), flags=re.MULTILINE)
told = {title: (licence, body) for title, licence, body in zip(parts[1::3], parts[2::3], parts[3::3])}
wrong = [f"{package}: no notice" for package in sorted(shipped - told.keys())]
wrong += [f"{package}: no text of {told[package][0]}" for package in sorted(shipped & told.keys())
          if text.get(told[package][0], "a licence that nobody has looked at") not in told[package][1]]
wrong += [] if "Apache License\n" in parts[-1] else ["no text of Apache-2.0"]
print("\n".join(wrong) or f"{len(shipped)} packages")
sys.exit(bool(wrong) or len(shipped) < 10)
PYTHON
}

needs_only() {
  local needed
  needed=$(readelf --dynamic --wide "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | sed '/^ld-linux/d' | sort | paste -sd ' ')
  echo "needs: $needed"
  [ "$needed" = "$2" ]
}

# No symbol of a glibc that is newer than VERSION.
glibc_at_most() {
  local newest
  newest=$(readelf --version-info --wide "$1" | grep -o 'GLIBC_[0-9.]*' | sort --version-sort | tail -n 1)
  echo "newest: $newest"
  [ "$(printf '%s\nGLIBC_%s\n' "$newest" "$2" | sort --version-sort | tail -n 1)" = "GLIBC_$2" ]
}

# without_openssl ROOT BINARY: the dynamic program among the libraries that it names, and no others
without_openssl() {
  local root=$1 library code=0
  empty_root "$root" "$2" amd64
  for library in $(ldd "$2" | grep -o '/[^ ]*'); do
    install -D "$library" "$root$library"
  done
  TMPDIR=/tmp FLEETING_INSTANCE_GROUP_PLUGIN=4c6410b1-cb78-4962-8c76-ab936d0ea908 chroot "$root" /plugin >"$work/out" 2>"$work/err" || code=$?
  cat "$work/out" "$work/err"
  [ $code = 1 ] && [ ! -s "$work/out" ] && [ "$(wc -l <"$work/err")" = 1 ]
  grep -q '"@message":"could not load OpenSSL: ' "$work/err"
}

# installed ROOT: what is on PATH there is this version and serves
installed() {
  this_version amd64 chroot "$1" fleeting-plugin-aws version
  handshake "$1 /usr/bin/fleeting-plugin-aws" '^1\|0\|unix\|/tmp/[^|]*\|grpc\|$'
}

# removed ROOT COMMAND...: nothing is left of it
removed() {
  chroot "$@"
  [ ! -e "$1/usr/bin/fleeting-plugin-aws" ] && [ ! -e "$1/usr/share/doc/fleeting-plugin-aws" ]
}

# distribution ROOT SUITE: a Debian with rpm, and with the module that its hosts' nsswitch.conf often names
distribution() {
  debootstrap --variant=minbase --include=rpm,libnss-myhostname "$2" "$1" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}"
  sed -i 's/^\(hosts\|passwd\|group\):.*/\1: files myhostname systemd dns/' "$1/etc/nsswitch.conf"
  cp "$packages"/*.deb "$packages"/*.rpm "$1/tmp/"
}

# As gitlab-runner fleeting install: the index, this platform's manifest, the layer with the annotation, its plugin/ as the version's folder.
fleeting_install() {
  python3 - "$packages/oci" "$1" "$2" "$VERSION" <<'PYTHON'
import io, json, pathlib, sys, tarfile
layout, arch, target, version = pathlib.Path(sys.argv[1]), *sys.argv[2:]
def blob(descriptor):
    return (layout / "blobs" / descriptor["digest"].replace(":", "/")).read_bytes()
[tagged] = json.loads((layout / "index.json").read_text())["manifests"]
assert tagged["annotations"]["org.opencontainers.image.ref.name"] == version
[platform] = [m for m in json.loads(blob(tagged))["manifests"] if m["platform"] == {"os": "linux", "architecture": arch}]
manifest = json.loads(blob(platform))
[layer] = [l for l in manifest["layers"] if l["annotations"]["com.gitlab.fleeting.layer"] == version]
config = json.loads(blob(manifest["config"]))
assert config["config"] == {"Entrypoint": ["/plugin/plugin"], "Env": [f"FLEETING_PLUGIN_PKG_VERSION={version}"]}, config
tarfile.open(fileobj=io.BytesIO(blob(layer)), mode="r:gz").extractall(target)
PYTHON
  [ -x "$2/plugin/plugin" ]
}

bootstrapped() {
  mkdir -p "$work/plugins"
  FLEETING_PLUGIN_PATH=$work/plugins "$1" bootstrap example.com/Team/aws
  cmp "$1" "$work/plugins/example.com/!team/aws/$VERSION/plugin"
}

# Through a registry and back: every blob the same bytes, the index by the same digest.
through_registry() {
  local name
  for name in "$VERSION" latest; do
    skopeo --insecure-policy copy --quiet --all --preserve-digests --dest-tls-verify=false "oci:$packages/oci:$VERSION" "docker://$1/plugins/aws:$name"
  done
  skopeo --insecure-policy copy --quiet --all --preserve-digests --src-tls-verify=false "docker://$1/plugins/aws:latest" "oci:$work/back:$VERSION"
  diff --recursive "$packages/oci/blobs" "$work/back/blobs"
}

# start_registry: sets $registry (the process) and $address
start_registry() {
  printf 'version: 0.1\nstorage: {filesystem: {rootdirectory: %s/registry}}\nhttp: {addr: "127.0.0.1:0"}\n' "$work" >"$work/registry.yml"
  rm -f "$work/registry.log" && mkfifo "$work/registry.log"
  docker-registry serve "$work/registry.yml" >"$work/registry.log" 2>&1 &
  registry=$!
  exec 8<"$work/registry.log"
  local line
  while read -r -t 60 line <&8; do
    [[ $line =~ listening\ on\ (127\.0\.0\.1:[0-9]+) ]] && { address=${BASH_REMATCH[1]}; cat <&8 >/dev/null & return; }
  done
  address=nowhere
}

# windows PROGRAM: its version, and the handshake, which is over TCP there; Debian has wine for it
windows() {
  local line pid
  export WINEPREFIX=$work/wine WINEDEBUG=-all PLUGIN_MIN_PORT=40000 PLUGIN_MAX_PORT=40999
  /usr/lib/wine/wine64 "$1" version | tr -d '\r' | tee "$work/version"
  grep -qx "Version: $VERSION" "$work/version"
  grep -qx "OS/Arch: windows/amd64" "$work/version"
  rm -f "$work/line" && mkfifo "$work/line"
  FLEETING_INSTANCE_GROUP_PLUGIN=4c6410b1-cb78-4962-8c76-ab936d0ea908 /usr/lib/wine/wine64 "$1" >"$work/line" 2>"$work/log" &
  pid=$!
  exec 9<"$work/line"
  read -r -t 60 line <&9 || line="no line"
  kill "$pid" || true
  exec 9<&-
  echo "handshake: $line"
  cat "$work/log"
  [[ $line =~ ^1\|0\|tcp\|127\.0\.0\.1:40[0-9]*\|grpc\| ]]
}

check "SHA256SUMS: every file is what it says" sums
for archive in "$packages/$base"-linux-*.tar.gz; do
  name=${archive##*/}
  name=${name%.tar.gz}
  unpack "$archive" "$work"
  binary=$work/$name/fleeting-plugin-aws
  arch=${name#"$base-linux-"}
  arch=${arch%%-*}
  root=$work/root-$name
  check "$name: the notices name each package of the lock, with its licence" notices "$work/$name/THIRD-PARTY-NOTICES.txt"
  case $name in
    *-system-openssl)
      if [ "$arch" = arm64 ]; then
        check "$name: runs on glibc 2.34" glibc_at_most "$binary" 2.34
        continue
      fi
      check "$name: needs glibc only" needs_only "$binary" "libc.so.6 libdl.so.2 libm.so.6 libpthread.so.0 librt.so.1"
      check "$name: runs on glibc 2.29" glibc_at_most "$binary" 2.29
      check "$name: version" this_version "$arch" "$binary" version
      check "$name: handshake" handshake "/ $binary" '^1\|0\|unix\|/tmp/[^|]*\|grpc\|$'
      check "$name: says that OpenSSL is missing" without_openssl "$root" "$binary"
      ;;
    *)
      check "$name: needs no library" needs_only "$binary" ""
      empty_root "$root" "$binary" "$arch"
      program="$root ${emulator[$arch]} /plugin"
      check "$name: version in an empty root" this_version "$arch" chroot $program version
      check "$name: handshake in an empty root" handshake "$program" '^1\|0\|unix\|/tmp/[^|]*\|grpc\|$'
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout "$work/key.pem" -out "$work/host.pem" 2>/dev/null
      certificate="PLUGIN_CLIENT_CERT=$(cat "$work/host.pem")"
      check "$name: AutoMTLS in an empty root" handshake "$program" '\|grpc\|[A-Za-z0-9+/]{200,}$' "$certificate"
      check "$name: the demo in an empty root" demo "$root" "$arch"
      check "OCI: $arch is laid out as gitlab-runner fleeting install does" fleeting_install "$arch" "$work/installed-$arch"
      check "OCI: $arch is the same program" cmp "$work/installed-$arch/plugin/plugin" "$binary"
      [ "$arch" = amd64 ] || continue
      check "$name: a root full of traps" trap_root "$root"
      check "$name: loads no module of the machine's" handshake "$program" '\|grpc\|[A-Za-z0-9+/]{200,}$' "$certificate" PLUGIN_UNIX_SOCKET_GROUP=nobodys
      check "OCI: version as installed" this_version amd64 "$work/installed-amd64/plugin/plugin" version
      check "OCI: bootstrap hands itself on" bootstrapped "$work/installed-amd64/plugin/plugin"
      start_registry
      check "OCI: through a registry byte for byte" through_registry "$address"
      root=$work/deb
      mkdir -p "$root/var/lib/dpkg"/{info,updates,triggers} "$root/tmp" "$root/dev"
      : >"$root/var/lib/dpkg/status"
      mknod -m 666 "$root/dev/urandom" c 1 9
      check "deb: installs without any other package" dpkg --root="$root" --install "$packages/fleeting-plugin-aws_${VERSION/-/\~}_amd64.deb"
      check "deb: serves" installed "$root"
      ;;
  esac
done

if [ -e "$packages/$base-windows-amd64.zip" ]; then
  (cd "$work" && python3 -m zipfile --extract "$packages/$base-windows-amd64.zip" .)
  check "Windows: version and handshake under wine" windows "$work/$base-windows-amd64/fleeting-plugin-aws.exe"
fi

if [ "${1:-}" = distributions ]; then
  for suite in bullseye bookworm trixie; do
    root=$work/$suite
    check "$suite: a root" distribution "$root" $suite
    check "$suite: deb installs" chroot "$root" dpkg --install "/tmp/fleeting-plugin-aws_${VERSION/-/\~}_amd64.deb"
    check "$suite: deb serves" installed "$root"
    check "$suite: deb is removed" removed "$root" dpkg --purge fleeting-plugin-aws
    check "$suite: rpm installs" chroot "$root" rpm --install --nodeps "/tmp/fleeting-plugin-aws-${VERSION/-/\~}-1.x86_64.rpm"
    check "$suite: rpm serves" installed "$root"
    check "$suite: rpm is removed" removed "$root" rpm --erase fleeting-plugin-aws
  done
fi

echo "$passed passed, $failed failed"
[ $failed = 0 ]
