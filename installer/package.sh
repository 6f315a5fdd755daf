#!/usr/bin/env bash
# Packages of Kintsugi with their own trimmed Java, under target/package:
#   package.sh TYPE...   sets up, builds where something changed, and makes each: deb, rpm, archive
#   package.sh image     the application image that all are made of, from what target/kintsugi holds
# Windows and macOS have scripts of their own, in the folders of these names.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { echo "kintsugi: $*" >&2; }

[ $# -gt 0 ] || set -- deb rpm archive
needed=(binutils shared-mime-info)
for type in "$@"; do
  case $type in
    image | archive | deb) ;;
    rpm) needed+=(rpm) ;;
    *) say "$type is none of image, deb, rpm and archive."; exit 2 ;;
  esac
done
if [ "$*" != image ]; then
  bash installer/setup.sh "${needed[@]}"
  bash installer/build.sh
fi

out=target/package
rm -rf $out
mkdir -p $out
bash installer/linux/image.sh
jar=$(echo target/kintsugi/lib/kintsugi-*.jar)
version=$(basename "${jar%.jar}")
version=${version#kintsugi-}
version=${version%-SNAPSHOT}

tree=$out/tree
for type in "$@"; do
  case $type in
    deb | rpm)
      say "Making the .$type"
      bash installer/linux/tree.sh $tree "$version"
      bash installer/linux/$type.sh $tree "$version" $out
      rm -rf $tree
      ;;
    archive)
      say "Making the archive"
      bash installer/linux/archive.sh "$version" $out
      ;;
  esac
done
say "In $out: $(ls $out | tr '\n' ' ')"
