#!/usr/bin/env python3
"""Writes the OCI layout that `gitlab-runner fleeting install` pulls: an index, and for each platform one layer with the plugin below plugin/."""
import argparse
import gzip
import hashlib
import json
import pathlib

parser = argparse.ArgumentParser()
parser.add_argument("--out", type=pathlib.Path, required=True)
parser.add_argument("--version", required=True)
parser.add_argument("--revision", required=True)
parser.add_argument("--time", required=True)
parser.add_argument("layers", nargs="+", help="OS/ARCH=FILE.tar.gz")
options = parser.parse_args()

blobs = options.out / "blobs/sha256"
blobs.mkdir(parents=True)


def digest(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


def store(media_type: str, content: bytes) -> dict:
    name = digest(content)
    (blobs / name.removeprefix("sha256:")).write_bytes(content)
    return {"mediaType": media_type, "digest": name, "size": len(content)}


def store_json(media_type: str, value: dict) -> dict:
    return store(media_type, encode(value))


def encode(value: dict) -> bytes:
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode()


def manifest(platform: dict, layer: bytes) -> dict:
    config = store_json("application/vnd.oci.image.config.v1+json", platform | {
        "created": options.time,
        "config": {"Entrypoint": ["/plugin/plugin"], "Env": [f"FLEETING_PLUGIN_PKG_VERSION={options.version}"]},
        "rootfs": {"type": "layers", "diff_ids": [digest(gzip.decompress(layer))]},
    })
    blob = store("application/vnd.oci.image.layer.v1.tar+gzip", layer)
    # By this mark the installer knows the layer that holds the plugin.
    blob["annotations"] = {"com.gitlab.fleeting.layer": options.version}
    stored = store_json("application/vnd.oci.image.manifest.v1+json", {
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": config, "layers": [blob],
    })
    return stored | {"platform": platform}


manifests = []
for argument in options.layers:
    name, _, file = argument.partition("=")
    system, _, architecture = name.partition("/")
    manifests.append(manifest({"os": system, "architecture": architecture}, pathlib.Path(file).read_bytes()))

index = store_json("application/vnd.oci.image.index.v1+json", {
    "schemaVersion": 2,
    "mediaType": "application/vnd.oci.image.index.v1+json",
    "manifests": manifests,
    "annotations": {
        "org.opencontainers.image.version": options.version,
        "org.opencontainers.image.revision": options.revision,
        "org.opencontainers.image.created": options.time,
    },
})
index["annotations"] = {"org.opencontainers.image.ref.name": options.version}
(options.out / "oci-layout").write_bytes(encode({"imageLayoutVersion": "1.0.0"}))
(options.out / "index.json").write_bytes(encode(
    {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [index]}))
