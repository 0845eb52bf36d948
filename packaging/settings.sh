# shellcheck shell=bash disable=SC2034
# What all scripts of this folder know of the release: all of it from the commit, nothing from the clock or the machine.
VERSION=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' eng/Version.props)
REVISION=$(git rev-parse HEAD)
REF=${CI_COMMIT_REF_NAME:-$(git describe --tags --exact-match 2>/dev/null || git rev-parse --abbrev-ref HEAD)}
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
BUILD_TIME=$(TZ=UTC date --date="@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
export SOURCE_DATE_EPOCH
# Where NativeAOT cannot be linked here: single files, restored by packages.elsewhere.lock.json.
ELSEWHERE=(-p:SelfContained=true -p:PublishAot=false -p:PublishTrimmed=true -p:PublishSingleFile=true)
