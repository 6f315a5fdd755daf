#!/usr/bin/env bash
# The image in an archive that runs from any folder, with the manual and completion beside it: archive.sh VERSION FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$1
folder=$2
name=kintsugi-$version-linux-$(uname -m)
work=$(mktemp -d -p "$folder")
trap 'rm -rf "$work"' EXIT
cp -al target/package/kintsugi "$work/$name"
bash installer/linux/share.sh "$work/$name/share" "$version"
tar -C "$work" --owner=0 --group=0 --numeric-owner --sort=name -czf "$folder/$name.tar.gz" "$name"
