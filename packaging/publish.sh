#!/usr/bin/env bash
# Takes artifacts/packages to GitLab: the OCI artifact to the container registry, the files to the package registry and the release's page.
# Runs in GitLab's CI. MINISIGN_KEY is a protected variable of type file, a secret key without a password.
set -euo pipefail
cd "$(dirname "$0")/.."
source packaging/settings.sh

readonly packages=artifacts/packages files="$CI_API_V4_URL/projects/$CI_PROJECT_ID/packages/generic/fleeting-plugin-aws/$VERSION"

minisign -S -s "$MINISIGN_KEY" -m "$packages/SHA256SUMS" -t "fleeting-plugin-aws $VERSION"

skopeo login --username "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY" <<<"$CI_REGISTRY_PASSWORD"
tags=("$VERSION")
# A version for trying out moves no name that others follow.
[[ $VERSION == *-* ]] || tags+=("${VERSION%.*}" "${VERSION%%.*}" latest)
for tag in "${tags[@]}"; do
  skopeo --insecure-policy copy --all --preserve-digests "oci:$packages/oci:$VERSION" "docker://$CI_REGISTRY_IMAGE:$tag"
done

assets=()
for file in "$packages"/*; do
  [ -f "$file" ] || continue
  curl --fail --silent --show-error --header "JOB-TOKEN: $CI_JOB_TOKEN" --upload-file "$file" "$files/${file##*/}"
  assets+=("{\"name\":\"${file##*/}\",\"url\":\"$files/${file##*/}\"}")
done
links=$(IFS=,; echo "${assets[*]}")
description=$(packaging/changes.sh "$VERSION" | python3 -c 'import json, sys; print(json.dumps(sys.stdin.read()))')
curl --fail --silent --show-error --header "JOB-TOKEN: $CI_JOB_TOKEN" --header "Content-Type: application/json" \
  --data "{\"tag_name\":\"v$VERSION\",\"name\":\"$VERSION\",\"description\":$description,\"assets\":{\"links\":[$links]}}" \
  "$CI_API_V4_URL/projects/$CI_PROJECT_ID/releases"
