#!/usr/bin/env bash
# A disk image for macOS, under target/package, with its own trimmed Java. Never been run: there was no Mac.
# Needs a JDK 25 in JAVA_HOME and Maven. What it makes is not signed: macOS asks before it opens it.
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -B -q package -DskipTests
jar=$(basename target/kintsugi/lib/kintsugi-*.jar)
version=${jar#kintsugi-}
version=${version%.jar}
out=target/package
rm -rf $out
mkdir -p $out/work/icon.iconset

for size in 16 32 128 256 512; do
  cp resources/icons/kintsugi-$size.png "$out/work/icon.iconset/icon_${size}x$size.png"
done
iconutil --convert icns --output $out/work/kintsugi.icns $out/work/icon.iconset

# macOS takes no version that begins with a nought.
"$JAVA_HOME/bin/jpackage" --type dmg @installer/jpackage-options --app-version "${version/#0./1.}" --dest $out \
  --input target/kintsugi/lib --main-jar "$jar" --icon $out/work/kintsugi.icns \
  --add-modules "$(tr -d ' \n' <installer/java-modules)" --mac-package-identifier studio.kintsugi.Kintsugi \
  --mac-app-category public.app-category.photography
rm -rf $out/work
