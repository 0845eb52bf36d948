#!/usr/bin/env bash
# The one script: its verbs are the contract (CONTRIBUTING.md says when to use which).
#
# Any failure ends it, but for what is under test: those programs go on to the next one and leave their mark in `failed`. Only programs stand
# before || or in a condition, never a function of this script: bash would go on after a failure anywhere inside of it.
set -euo pipefail
cd "$(dirname "$0")"

readonly native=artifacts/native/linux-x64/fleeting-plugin-aws
readonly host=artifacts/bin/FleetingHost/debug/fleeting-host
failed=0
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

usage() {
  cat <<'TEXT'
usage: ./build.sh [verb]

  (none)    restore and build
  demo      simulated AWS, the plugin as a child, three instances, a command on each over SSH, all gone again
  test      every test; the last line is "N passed, N failed"
  native    NativeAOT: artifacts/native/linux-x64/fleeting-plugin-aws
  interop   peers that no one here wrote: Go's go-plugin, awscli
  bench     lines of "name value unit", measured on the native binary, and kept in bench/RESULTS.md: [--plugin PATH] for a second one
  chaos     jobs on the native binary while calls to AWS fail: [--minutes N] [--instances N] [--seed N] [--rate R] [--policy 2023]
  lint      formatting and analyzers, nothing to change
  ci        lint, test, native, the functional tests and the demo on the native binary, interop
TEXT
}

# need VERB COMMAND=PACKAGE... installs what a verb lacks; where it cannot, it says the one command.
need() {
  local verb=$1 pair missing=()
  shift
  for pair in "$@"; do
    [ -e "${pair%%=*}" ] || command -v "${pair%%=*}" >/dev/null || missing+=("${pair##*=}")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing for '$verb': ${missing[*]}" >&2
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$(log apt)" 2>&1 ||
      { tail -n 20 "$(log apt)" >&2; exit 1; }
  else
    echo "'$verb' needs: sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
}

log() {
  mkdir -p artifacts/log
  echo "artifacts/log/$1.log"
}

need_dotnet() {
  command -v dotnet >/dev/null && return
  echo "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 1
}

need_simulator() {
  need "$1" /usr/sbin/sshd=openssh-server ssh-keygen=openssh-client /usr/lib/x86_64-linux-gnu/libnss_wrapper.so=libnss-wrapper
}

need_interop() {
  need interop /usr/bin/aws=awscli go=golang-go \
    /usr/share/gocode/src/github.com/hashicorp/go-plugin=golang-github-hashicorp-go-plugin-dev \
    /usr/share/gocode/src/google.golang.org/grpc=golang-google-grpc-dev \
    /usr/share/gocode/src/golang.org/x/crypto/ssh=golang-golang-x-crypto-dev
}

build() {
  need_dotnet
  dotnet build "$@" --verbosity quiet
}

native() {
  need_dotnet
  need native clang=clang ld.lld=lld llvm-objcopy=llvm
  dotnet publish src/FleetingPluginAws --runtime linux-x64 --output artifacts/native/linux-x64 --verbosity quiet
  ls -l "$native"
}

# run_tests LOG PROJECTS... runs test projects, one after another (two cores, real processes), and keeps what they print.
run_tests() {
  local out project
  out=$(log "$1")
  : >"$out"
  shift
  for project in "$@"; do
    # Some tests send signals, and a CI runner may have started this script with those ignored, which children inherit.
    env --default-signal "artifacts/bin/$project/debug/$project" -noColor -noLogo 2>&1 | tee -a "$out" || failed=1
  done
}

# Sums what the runners and scripts in LOGS said of themselves.
tally() {
  awk '
    match($0, /Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+/) {
      split(substr($0, RSTART, RLENGTH), n, /[^0-9]+/)
      passed += n[2] - n[4] - n[5]; failed += n[3] + n[4]; skipped += n[5]
    }
    /^[0-9]+ passed, [0-9]+ failed/ { passed += $1; failed += $3 }
    END { printf "%d passed, %d failed%s\n", passed, failed, skipped ? ", " skipped " skipped" : "" }
  ' "$@"
}

test_all() {
  need_simulator test
  build
  local project projects=()
  for project in test/*.Tests; do projects+=("${project#test/}"); done
  run_tests test "${projects[@]}" Functional
  tally "$(log test)"
}

# The functional tests once more, on what ships.
test_native() {
  FLEETING_PLUGIN_AWS_BINARY=$PWD/$native run_tests native Functional
}

interop() {
  local out script
  out=$(log interop)
  : >"$out"
  for script in test/interop/*.sh; do
    echo "== $script"
    "$script" "$PWD/$native" 2>&1 | tee -a "$out" || failed=1
  done
  tally "$out"
}

lint() {
  need_dotnet
  dotnet restore --verbosity quiet
  dotnet format FleetingPluginAws.slnx --verify-no-changes --no-restore
}

ci() {
  lint
  test_all
  native
  test_native
  "$host" demo --plugin "$native" || failed=1
  need_interop
  interop
  tally "$(log test)" "$(log native)" "$(log interop)"
}

case "${1:-build}" in
  build) build ;;
  demo)
    need_simulator demo
    build tools/FleetingHost
    build src/FleetingPluginAws
    "$host" demo --plugin artifacts/bin/FleetingPluginAws/debug/fleeting-plugin-aws "${@:2}"
    ;;
  test) test_all ;;
  native) native ;;
  interop)
    need_simulator interop
    need_interop
    build
    native
    interop
    ;;
  bench)
    shift
    need_simulator bench
    build tools/FleetingHost
    native >&2
    # A plugin that is named is the other one: what was built here is always measured.
    "$host" bench --plugin "$native" --results bench "${@/#--plugin/--other}"
    ;;
  chaos)
    need_simulator chaos
    build tools/FleetingHost
    native >&2
    "$host" chaos --plugin "$native" "${@:2}"
    ;;
  lint) lint ;;
  ci) ci ;;
  *) usage >&2; exit 2 ;;
esac
exit $failed
