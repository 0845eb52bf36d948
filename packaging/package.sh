#!/usr/bin/env bash
# Writes what a release offers to artifacts/packages. Two runs at one commit write the same bytes, in whatever folder.
# usage: packaging/package.sh PLATFORM...
#   linux-amd64, linux-arm64                                static: archive, deb, rpm, OCI layer
#   linux-amd64-system-openssl, linux-arm64-system-openssl  dynamic: archive
#   windows-amd64, darwin-amd64, darwin-arm64               self-contained single files, best effort: archive, OCI layer
set -euo pipefail
cd "$(dirname "$0")/.."
source packaging/settings.sh

readonly out=artifacts/packages work=artifacts/package-build stage=artifacts/package-build/stage

# publish NAME RID PROPERTY...: one program in artifacts/native/NAME
publish() {
  local name=$1 rid=$2
  shift 2
  # The linker is no input that MSBuild compares: what it left from another sysroot must not be taken for new.
  rm -rf "artifacts/native/$name" "$work/link/$name"
  dotnet publish src/FleetingPluginAws --runtime "$rid" --output "artifacts/native/$name" --verbosity quiet \
    -p:GitRevision="$REVISION" -p:GitRef="$REF" -p:BuildTime="$BUILD_TIME" -p:NativeOutputPath="$PWD/$work/link/$name/" "$@" >"$work/$name.log" 2>&1 ||
    { cat "$work/$name.log" >&2; exit 1; }
}

# methods_together NAME: what a run calls lies at the beginning of the code. A list of old commits, or one that the compiler passed over, is of no use.
methods_together() {
  eng/methods.sh "artifacts/native/$1/fleeting-plugin-aws.dbg" | awk -v name="$1" '
    FNR == NR { hot[$1]; n++; next }
    $2 in hot { found++; together += ++seen <= n; next }
    { seen++ }
    END {
      if (found >= 0.9 * n && together >= 0.9 * found) exit
      printf "could not package %s: of %d methods in method-order.txt %d are in the program and %d lie together; ./build.sh order writes it anew\n", name, n, found, together
      exit 1
    }
  ' src/FleetingPluginAws/method-order.txt - >&2
}

# sysroot SUITE ARCH PACKAGE...: sets $sysroot; one for each release and architecture
sysroot() {
  sysroot=$work/sysroot-$1-$2
  [ -e "$sysroot/packages" ] || packaging/sysroot.sh "$sysroot" "$@" libc6 libc6-dev libgcc-s1 linux-libc-dev
}

# fold FOLDER FILE.tar.gz: the folder's content as an archive that only depends on names, modes and bytes
fold() {
  find "$1" -mindepth 1 -printf '%P\n' | LC_ALL=C sort |
    tar --create --directory "$1" --format=ustar --no-recursion --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --files-from=- |
    gzip -9 --no-name >"$2"
}

# papers NAME RID ARCH [ARGUMENT...]: the bill of materials and the notices of a program, beside it
papers() {
  local folder=artifacts/native/$1 rid=$2 arch=$3
  shift 3
  python3 packaging/papers.py --binary "$folder/$program" --assets artifacts/obj/FleetingPluginAws/project.assets.json --rid "$rid" --arch "$arch" "$@" \
    --version "$VERSION" --revision "$REVISION" --time "$BUILD_TIME" --sbom "$folder/sbom.cdx.json" --notices "$folder/THIRD-PARTY-NOTICES.txt"
}

# archive NAME: $out/fleeting-plugin-aws-VERSION-NAME.tar.gz (.zip for Windows), and the bill of materials beside it
archive() {
  local base=fleeting-plugin-aws-$VERSION-$1
  rm -rf "$stage" && install -d -m 755 "$stage/$base"
  install -m 755 "artifacts/native/$1/$program" "$stage/$base/"
  install -m 644 LICENSE "artifacts/native/$1/THIRD-PARTY-NOTICES.txt" "$stage/$base/"
  if [ "${1%%-*}" = windows ]; then
    find "$stage" -exec touch --date="@$SOURCE_DATE_EPOCH" {} +
    (cd "$stage" && TZ=UTC python3 -m zipfile --create "$OLDPWD/$out/$base.zip" "$base")
  else
    fold "$stage" "$out/$base.tar.gz"
  fi
  install -m 644 "artifacts/native/$1/sbom.cdx.json" "$out/$base.cdx.json"
}

# tree NAME: what deb and rpm install, in $stage
tree() {
  rm -rf "$stage" && install -d -m 755 "$stage"/usr/{bin,share/doc/fleeting-plugin-aws}
  install -m 755 "artifacts/native/$1/fleeting-plugin-aws" "$stage/usr/bin/"
  install -m 644 LICENSE "$stage/usr/share/doc/fleeting-plugin-aws/copyright"
  install -m 644 "artifacts/native/$1/THIRD-PARTY-NOTICES.txt" "$stage/usr/share/doc/fleeting-plugin-aws/"
}

readonly summary="GitLab Runner's instances from AWS Auto Scaling Groups"

# deb NAME ARCH
deb() {
  tree "$1"
  install -d -m 755 "$stage/DEBIAN"
  cat >"$stage/DEBIAN/control" <<CONTROL
Package: fleeting-plugin-aws
Version: ${VERSION/-/\~}
Architecture: $2
Maintainer: fleeting-plugin-aws maintainers <maintainers@fleeting-plugin-aws.invalid>
Installed-Size: $(find "$stage/usr" -type f -printf '%k\n' | awk '{ sum += $1 } END { print sum }')
Recommends: ca-certificates
Section: admin
Priority: optional
Description: $summary
 A fleeting plugin: GitLab Runner starts it to grow and shrink an EC2 Auto
 Scaling Group and to reach its instances by SSH or WinRM. One static file.
CONTROL
  dpkg-deb --root-owner-group -Zxz --threads-max=1 --build "$stage" "$out/fleeting-plugin-aws_${VERSION/-/\~}_$2.deb" >/dev/null
}

# rpm NAME MACHINE
rpm() {
  tree "$1"
  cat >"$work/rpm.spec" <<SPEC
Name: fleeting-plugin-aws
Version: ${VERSION/-/\~}
Release: 1
License: MIT
Summary: $summary
Recommends: ca-certificates
%global __os_install_post %{nil}
%global _build_id_links none
%global debug_package %{nil}
%description
A fleeting plugin: GitLab Runner starts it to grow and shrink an EC2 Auto
Scaling Group and to reach its instances by SSH or WinRM. One static file.
%install
cp -a $PWD/$stage/usr %{buildroot}/
%files
/usr/bin/fleeting-plugin-aws
%doc /usr/share/doc/fleeting-plugin-aws
SPEC
  rpmbuild -bb --quiet --target "$2-linux" --define "_topdir $PWD/$work/rpm" --define "_rpmdir $PWD/$out" --define '_rpmfilename %{name}-%{version}-%{release}.%{arch}.rpm' \
    --define 'use_source_date_epoch_as_buildtime 1' --define 'clamp_mtime_to_source_date_epoch 1' --define '_buildhost localhost' \
    --define '_binary_payload w9.xzdio' "$work/rpm.spec" >"$work/rpm.log" 2>&1 || { cat "$work/rpm.log" >&2; exit 1; }
}

# layer NAME OS/ARCH: what the OCI artifact holds for a platform
layer() {
  rm -rf "$stage" && install -d -m 755 "$stage/plugin"
  install -m 755 "artifacts/native/$1/$program" "$stage/plugin/${program/fleeting-plugin-aws/plugin}"
  install -m 644 LICENSE "artifacts/native/$1/THIRD-PARTY-NOTICES.txt" "$stage/plugin/"
  fold "$stage" "$work/layer-$1.tar.gz"
  layers+=("$2=$work/layer-$1.tar.gz")
}

linux() {
  local name=$1 rid arch=${1#linux-} machine
  arch=${arch%%-*}
  case $arch in
    amd64) rid=linux-x64 machine=x86_64 ;;
    arm64) rid=linux-arm64 machine=aarch64 ;;
  esac
  case $name in
    *-system-openssl)
      # The oldest that Debian still serves of an architecture: an older glibc asks for fewer symbols.
      case $arch in
        amd64) sysroot bullseye amd64 libgcc-10-dev ;;
        arm64) sysroot bookworm arm64 libgcc-12-dev libssl-dev ;;
      esac
      publish "$name" $rid -p:CppCompilerAndLinker="$PWD/$sysroot/clang"
      methods_together "$name"
      papers "$name" $rid "$arch"
      archive "$name"
      ;;
    *)
      sysroot bookworm "$arch" libgcc-12-dev libssl-dev
      # The C sources that are compiled here name themselves in their messages.
      CFLAGS="-ffile-prefix-map=${NUGET_PACKAGES:-$HOME/.nuget/packages}=/nuget" \
        publish "$name" $rid -p:CppCompilerAndLinker="$PWD/$sysroot/clang" -p:StaticExecutable=true
      methods_together "$name"
      papers "$name" $rid "$arch" --sysroot "$sysroot"
      archive "$name"
      deb "$name" "$arch"
      rpm "$name" $machine
      layer "$name" "linux/$arch"
      ;;
  esac
}

# elsewhere NAME RID OS/ARCH: NativeAOT cannot be linked for these here
elsewhere() {
  publish "$1" "$2" "${ELSEWHERE[@]}" -p:DebugType=none
  papers "$1" "$2" "${3#*/}"
  archive "$1"
  layer "$1" "$3"
}

umask 022
rm -rf "$out" && mkdir -p "$out" "$work"
[ -z "$(git status --porcelain)" ] || echo "the tree has changes that are not committed: nobody can build these packages again" >&2
layers=()
for platform in $(printf '%s\n' "$@" | LC_ALL=C sort --unique); do
  program=fleeting-plugin-aws
  case $platform in
    linux-amd64 | linux-arm64 | linux-amd64-system-openssl | linux-arm64-system-openssl) linux "$platform" ;;
    windows-amd64) program=fleeting-plugin-aws.exe && elsewhere "$platform" win-x64 windows/amd64 ;;
    darwin-amd64) elsewhere "$platform" osx-x64 darwin/amd64 ;;
    darwin-arm64) elsewhere "$platform" osx-arm64 darwin/arm64 ;;
    *) echo "could not package for $platform: packaging/package.sh lists what there is" >&2; exit 2 ;;
  esac
done
[ ${#layers[@]} = 0 ] || python3 packaging/oci.py --out "$out/oci" --version "$VERSION" --revision "$REVISION" --time "$BUILD_TIME" "${layers[@]}"
(cd "$out" && find . -type f -printf '%P\n' | LC_ALL=C sort | xargs sha256sum >"$OLDPWD/$work/SHA256SUMS")
mv "$work/SHA256SUMS" "$out/"
(cd "$out" && find . -maxdepth 1 -type f -printf '%9s  %P\n' | sort -k2)
