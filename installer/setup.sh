#!/usr/bin/env bash
# Installs what a bare Debian 12 lacks to build Kintsugi, and the packages named; does nothing where all is there.
set -euo pipefail

have_jdk() {
  local java
  for java in "${JAVA_HOME:-/nowhere}/bin/java" /usr/lib/jvm/*/bin/java; do
    [ -x "${java}c" ] && "$java" -version 2>&1 | grep -qE 'version "(2[5-9]|[3-9][0-9])' && return 0
  done
  return 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
    echo "kintsugi: some packages are missing and only root can install them: run this once as root." >&2
    exit 1
  fi
}

packages=()
command -v mvn >/dev/null || packages+=(maven)
for package in libgtk-3-0 libgl1 libegl1 libxtst6 libxxf86vm1 xvfb xauth fonts-dejavu-core "$@"; do
  dpkg -s "$package" >/dev/null 2>&1 || packages+=("$package")
done
updated=
update() {
  [ -n "$updated" ] || as_root apt-get -qq update >&2 || true
  updated=yes
}
if ! have_jdk; then
  update
  for candidate in temurin-25-jdk openjdk-25-jdk-headless; do
    if apt-cache show "$candidate" >/dev/null 2>&1; then packages+=("$candidate"); break; fi
  done
fi
if [ ${#packages[@]} -gt 0 ]; then
  update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${packages[@]}" >&2 || {
    echo "kintsugi: apt-get could not install ${packages[*]}: install them by hand, then run this again." >&2
    exit 1
  }
fi
have_jdk || {
  echo "kintsugi: no JDK 25 was found and Debian's packages have none: install one under /usr/lib/jvm." >&2
  exit 1
}
