#!/usr/bin/env bash
# A package for Fedora, openSUSE and their relatives: rpm.sh TREE VERSION FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rpmbuild -bb --quiet --define "_topdir $work" --define "_rpmdir $(realpath "$3")" \
  --define "_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" \
  --define "tree $(realpath "$1")" --define "version_of_build $2" installer/linux/kintsugi.spec >&2
