#!/usr/bin/env bash
# The one script: its verbs are the contract (CONTRIBUTING.md says when to use which).
#
# Any failure ends it, but for what is under test: those programs go on to the next one and leave their mark in `failed`. Only programs stand
# before || or in a condition, never a function of this script: bash would go on after a failure anywhere inside of it.
set -euo pipefail
cd "$(dirname "$0")"

readonly native=artifacts/native/linux-x64/fleeting-plugin-aws
readonly static=artifacts/native/linux-amd64/fleeting-plugin-aws
readonly host=artifacts/bin/FleetingHost/debug/fleeting-host
readonly fuzzer=artifacts/bin/Fuzz/debug/Fuzz
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
  micro     single steps, by BenchmarkDotNet: unmarshalling, keys, mapping; in artifacts/micro too: [--filter GLOB]
  chaos     jobs on the native binary while calls to AWS fail: [--minutes N] [--instances N] [--seed N] [--rate R] [--policy 2023]
  package   what a release offers: artifacts/packages; all platforms, or those named: [linux-amd64] [linux-arm64] ...
  package-test  what a user does with the packages, in roots of Debian's releases too; the last line is "N passed, N failed"
  verify    builds the packages of this commit again in another folder and compares them: [SHA256SUMS]
  release   VERSION: everything of a release that needs no secret and no network but the registries of packages
  fuzz      every boundary, guided by coverage: [--minutes N] [--seconds N] [--target NAME] [--seed N] [--replay FILE]
  order     after a change of what a run calls: writes which methods, so that the native compiler lays them together
  lock      after a change of packages: writes the packages.lock.json that every restore must match
  advisories  what is known against the packages of the locks; fails when there is something, says so when nobody can be asked
  lint      formatting and analyzers, nothing to change
  ci        lint, advisories, test, the static package, its tests and the functional ones on its binary, demo, a minute of chaos and interop on the dynamic one, 40 seconds of fuzzing
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

need_package() {
  need package clang=clang ld.lld=lld llvm-objcopy=llvm llvm-nm=llvm cmake=cmake make=make python3=python3 xz=xz-utils rpmbuild=rpm \
    /usr/share/keyrings/debian-archive-keyring.gpg=debian-archive-keyring
}

need_package_test() {
  need_simulator package-test
  need package-test clang=clang readelf=binutils python3=python3 openssl=openssl skopeo=skopeo docker-registry=docker-registry
}

# wine has no alternative name in Debian's wine64; it stands for the Windows file only.
need_distributions() {
  need package-test debootstrap=debootstrap qemu-aarch64-static=qemu-user-static /usr/lib/wine/wine64=wine64
}

# LLVM's libFuzzer as a shared library, which fuzz/ calls: Debian has it as an archive.
need_libfuzzer() {
  need fuzz clang=clang
  local archive
  archive=$(clang -print-resource-dir)/lib/linux/libclang_rt.fuzzer_no_main-x86_64.a
  need fuzz "$archive=libclang-rt-dev"
  mkdir -p artifacts/fuzz
  clang -shared -o artifacts/fuzz/libfuzzer.so -Wl,--whole-archive "$archive" -Wl,--no-whole-archive -lstdc++ -lm -lpthread
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
  local out project threads
  out=$(log "$1")
  : >"$out"
  shift
  for project in "$@"; do
    # Functional tests wait for processes and clocks more than they compute.
    threads=()
    [ "$project" != Functional ] || threads=(-maxThreads 4)
    # Some tests send signals, and a CI runner may have started this script with those ignored, which children inherit.
    env --default-signal "artifacts/bin/$project/debug/$project" -noColor -noLogo "${threads[@]}" 2>&1 | tee -a "$out" || failed=1
  done
}

# Sums what the runners and scripts in LOGS said of themselves, after what failed: a CI shows the end of its log.
tally() {
  ! grep -hE -A 12 '(\[FAIL\]|^FAIL.*)$' "$@" || echo "^^ failed, of the above"
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
test_static() {
  FLEETING_PLUGIN_AWS_BINARY=$PWD/$static run_tests static Functional
}

package() {
  need_dotnet
  need_package
  [ $# -gt 0 ] ||
    set -- linux-amd64 linux-amd64-system-openssl linux-arm64 linux-arm64-system-openssl windows-amd64 darwin-amd64 darwin-arm64
  packaging/package.sh "$@"
}

package_test() {
  packaging/test.sh "$@" 2>&1 | tee "$(log package-test)" || failed=1
}

# The commit that is checked out, cloned and built in another folder: its sums must be those of the file.
verify() {
  local sums=${1:-artifacts/packages/SHA256SUMS} other platforms
  [ -f "$sums" ] || { echo "could not verify: $sums is not there; ./build.sh package makes it, and a release carries it" >&2; exit 1; }
  sums=$(realpath "$sums")
  need_dotnet
  need_package
  source packaging/settings.sh
  platforms=$(sed -n "s/^.*  fleeting-plugin-aws-$VERSION-\(.*\)\.cdx\.json$/\1/p" "$sums")
  [ -n "$platforms" ] || { echo "could not verify: $sums is of another version than $VERSION, which is checked out" >&2; exit 1; }
  other=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf '$other'" EXIT
  git clone --quiet --no-checkout . "$other/clone"
  git -C "$other/clone" checkout --quiet --detach "$REVISION"
  # Under the name that it was built under: the clone has no branch.
  # shellcheck disable=SC2086
  CI_COMMIT_REF_NAME=$REF "$other/clone/build.sh" package $platforms
  diff "$sums" "$other/clone/artifacts/packages/SHA256SUMS" ||
    { echo "could not verify: the files above differ; compare the versions in the .cdx.json files, and clang's and the SDK's" >&2; exit 1; }
  echo "verified: $(wc -l <"$sums") files are the same bytes, built again from $REVISION in another folder"
}

release() {
  local version=${1:?usage: ./build.sh release VERSION}
  source packaging/settings.sh
  [ "$version" = "$VERSION" ] || { echo "could not release $version: eng/Version.props says $VERSION; change it, commit, try again" >&2; exit 1; }
  [ -z "$(git status --porcelain)" ] || { echo "could not release $version: there are changes that are not committed: git status" >&2; exit 1; }
  packaging/changes.sh "$version"
  advisories
  export CI_COMMIT_REF_NAME=v$version
  package
  need_package_test
  need_distributions
  build
  package_test distributions
  [ $failed = 0 ] || exit 1
  verify
  echo "artifacts/packages is release $version of $REVISION. Next, if this is not CI: git tag -s v$version && git push origin v$version"
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

order() {
  need_simulator order
  need order qemu-x86_64-static=qemu-user-static llvm-nm=llvm
  build tools/FleetingHost
  native >&2
  eng/method-order.sh "$host" "$native" >artifacts/method-order.txt
  mv artifacts/method-order.txt src/FleetingPluginAws/
  wc -l src/FleetingPluginAws/method-order.txt
}

lock() {
  need_dotnet
  source packaging/settings.sh
  # The last one leaves the plugin's assets as a build wants them.
  dotnet restore src/FleetingPluginAws --force-evaluate --verbosity quiet -p:RuntimeIdentifier=win-x64 "${ELSEWHERE[@]}"
  dotnet restore --force-evaluate --verbosity quiet
  git status --short -- '*packages*.lock.json'
}

advisories() {
  need_dotnet
  local said
  said=$(log advisories)
  dotnet restore --force --verbosity quiet -p:NuGetAudit=true >"$said" 2>&1 || { cat "$said" >&2; exit 1; }
  # Or each build without a restore would say it again.
  dotnet restore --verbosity quiet
  if grep -q 'NU190[05]' "$said"; then
    echo "advisories: NOT CHECKED, the registry of packages serves none here: $(sed -n 's/.*\(NU190[05].*\) \[.*/\1/p' "$said" | head -n 1)"
  else
    echo "advisories: none against the $(grep -ho '"contentHash".*' ./*/packages.lock.json ./*/*/packages.lock.json | sort -u | wc -l) packages of the locks"
  fi
}

lint() {
  need_dotnet
  dotnet restore --verbosity quiet
  dotnet format FleetingPluginAws.slnx --verify-no-changes --no-restore
}

ci() {
  lint
  advisories
  test_all
  package linux-amd64
  test_static
  need_package_test
  package_test
  native
  "$host" demo --plugin "$native" || failed=1
  "$host" chaos --plugin "$native" --minutes 1 --instances 20 --rate 0.33 --seed 1 || failed=1
  need_interop
  interop
  need_libfuzzer
  "$fuzzer" --seconds 40 --seed 1 || failed=1
  tally "$(log test)" "$(log static)" "$(log package-test)" "$(log interop)"
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
  micro)
    build bench/Micro --configuration Release
    artifacts/bin/Micro/release/Micro "${@:2}"
    ;;
  chaos)
    need_simulator chaos
    build tools/FleetingHost
    native >&2
    "$host" chaos --plugin "$native" "${@:2}"
    ;;
  package) package "${@:2}" ;;
  package-test)
    need_package_test
    need_distributions
    build
    package_test distributions
    ;;
  verify) verify "${@:2}" ;;
  release) release "${@:2}" ;;
  fuzz)
    build fuzz
    need_libfuzzer
    "$fuzzer" "${@:2}" || failed=1
    ;;
  order) order ;;
  lock) lock ;;
  advisories) advisories ;;
  lint) lint ;;
  ci) ci ;;
  *) usage >&2; exit 2 ;;
esac
exit $failed
