#!/usr/bin/env python3
"""Writes what is inside a binary: a CycloneDX bill of materials, and the notices its licences ask for. NuGet's restore and the sysroot know both."""
import argparse
import hashlib
import json
import pathlib
import re
import sys
import uuid

parser = argparse.ArgumentParser()
parser.add_argument("--binary", type=pathlib.Path, required=True)
parser.add_argument("--assets", type=pathlib.Path, required=True, help="the project.assets.json of the build")
parser.add_argument("--rid", required=True, help="the platform in .NET's terms, for example linux-x64")
parser.add_argument("--arch", required=True, help="amd64 or arm64")
parser.add_argument("--sysroot", type=pathlib.Path, help="of sysroot.sh, when its libraries are linked in statically")
parser.add_argument("--version", required=True)
parser.add_argument("--revision", required=True)
parser.add_argument("--time", required=True)
parser.add_argument("--sbom", type=pathlib.Path, required=True)
parser.add_argument("--notices", type=pathlib.Path, required=True)
options = parser.parse_args()

# What a static link takes from Debian: the package, its name upstream, its licence in SPDX's terms.
LINKED = [
    ("libssl-dev", "openssl", "Apache-2.0"),
    ("libc6-dev", "glibc", "LGPL-2.1-or-later"),
    ("libgcc-12-dev", "libgcc", "GPL-3.0-or-later WITH GCC-exception-3.1"),
]
# Licences whose text stands once, at the end.
COMMON = {"Apache-2.0": "Apache-2.0", "LGPL-2.1-or-later": "LGPL-2.1"}
HERE = pathlib.Path(__file__).parent


def nuget_packages(assets: dict) -> list[tuple[str, str, pathlib.Path]]:
    """Name, version and folder of each package that has code in the binary; analyzers and compilers have none."""
    folder = pathlib.Path(next(iter(assets["packageFolders"])))
    target = next(value for name, value in assets["targets"].items() if name.endswith(f"/{options.rid}"))
    found = [name.split("/") for name, library in target.items()
             if library["type"] == "package" and any(not path.endswith("_._") for path in library.get("runtime", {}))]
    # The runtime and ASP.NET Core are not dependencies but packs. NativeAOT links its own of the runtime's two.
    packs = {pack["name"]: pack["version"].strip("[]").split(",")[0]
             for pack in next(iter(assets["project"]["frameworks"].values()))["downloadDependencies"]}
    runtimes = [f"Microsoft.NETCore.App.Runtime.{kind}{options.rid}" for kind in ("NativeAOT.", "")]
    for name in (next(name for name in runtimes if name in packs), f"Microsoft.AspNetCore.App.Runtime.{options.rid}"):
        found.append([name, packs[name]])
    # NuGet's lock has no packs.
    known = dict(line.rsplit(" ", 1) for line in (HERE / "packs.sha512").read_text().splitlines())
    for name, version in ((name, version) for name, version in packs.items() if name.endswith(f".{options.rid}")):
        content = json.loads((folder / name.lower() / version / ".nupkg.metadata").read_text())["contentHash"]
        if known.get(f"{name} {version}") != content:
            sys.exit(f"could not take {name} {version}: its content has the hash {content}, and packaging/packs.sha512 knows {known.get(f'{name} {version}')}")
    return [(name, version, folder / name.lower() / version) for name, version in sorted(found)]


def nuspec(folder: pathlib.Path, element: str) -> str:
    text = next(folder.glob("*.nuspec")).read_text(encoding="utf-8-sig")
    match = re.search(rf"<{element}\b[^>]*>([^<]*)</{element}>", text)
    return match.group(1).strip() if match else ""


def texts(name: str, folder: pathlib.Path, licence: str) -> list[str]:
    """The licence and the notices that a package carries; the licence that packaging/licences holds for it where it carries none."""
    files = sorted(file for file in folder.iterdir() if re.match(r"(licen[cs]e|third-party-notices|notice)\b", file.name, re.IGNORECASE))
    if not any(file.name.lower().startswith("licen") for file in files) and licence not in COMMON:
        kept = HERE / "licences" / f"{name}.txt"
        if not kept.exists():
            sys.exit(f"could not write the notices of {name}: it is under {licence or 'no licence'} and carries no text of it; put that into {kept}")
        files.insert(0, kept)
    return [file.read_text(encoding="utf-8-sig") for file in files]


components, notices = [], []
for name, version, folder in nuget_packages(json.loads(options.assets.read_text())):
    licence = nuspec(folder, "license")
    components.append({
        "type": "library", "bom-ref": f"pkg:nuget/{name}@{version}", "name": name, "version": version,
        "licenses": [{"license": {"id": licence}}], "purl": f"pkg:nuget/{name}@{version}",
    })
    notices.append((f"{name} {version}", licence, nuspec(folder, "copyright"), texts(name, folder, licence)))
versions = dict(line.split("=") for line in (options.sysroot / "packages").read_text().split()) if options.sysroot else {}
for package, name, licence in LINKED if options.sysroot else []:
    version = versions[package]
    purl = f"pkg:deb/debian/{package}@{version}?arch={options.arch}"
    components.append({
        "type": "library", "bom-ref": purl, "name": name, "version": version,
        "licenses": [{"expression": licence}], "purl": purl,
    })
    # GCC's exception asks for no text; its own file is the whole compiler's.
    kept = options.sysroot / "root/usr/share/doc" / package / "copyright"
    notices.append((f"{name} {version} (Debian, {package})", licence, "", [kept.read_text()] if name != "libgcc" else []))

content = hashlib.sha256(options.binary.read_bytes()).hexdigest()
purl = f"pkg:generic/fleeting-plugin-aws@{options.version}?arch={options.arch}"
options.sbom.write_text(json.dumps({
    "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
    # Of the content, not of chance: the same binary has the same bill.
    "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
    "metadata": {
        "timestamp": options.time,
        "component": {
            "type": "application", "bom-ref": purl, "name": "fleeting-plugin-aws", "version": options.version, "purl": purl,
            "licenses": [{"license": {"id": "MIT"}}], "hashes": [{"alg": "SHA-256", "content": content}],
            "properties": [{"name": "git:revision", "value": options.revision}],
        },
    },
    "components": components,
    "dependencies": [{"ref": purl, "dependsOn": [component["bom-ref"] for component in components]}],
}, indent=2) + "\n")

rule = "-" * 78 + "\n"
with options.notices.open("w") as out:
    out.write("fleeting-plugin-aws contains the software below. Its own licence is in LICENSE; its source, with the script that\n"
              "links it again with other versions of these parts, is in its repository (./build.sh package).\n\n")
    for title, licence, owner, parts in notices:
        out.write(f"{rule}{title}\nLicence: {licence}\n" + (f"{owner}\n" if owner else "") + "".join(f"\n{part.strip()}\n" for part in parts) + "\n")
    for licence, file in COMMON.items():
        if any(licence == used for _, used, _, _ in notices):
            out.write(f"{rule}{licence}\n\n{pathlib.Path('/usr/share/common-licenses', file).read_text().strip()}\n\n")
