#!/usr/bin/env bash
# Builds and passes all tests.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B verify
