#!/usr/bin/env bash
# Installs what the checks of this folder need from npm: once, and again when the lock file changes.
set -euo pipefail
cd "$(dirname "$0")"
[ node_modules/.installed -nt package-lock.json ] || { npm ci --no-progress && touch node_modules/.installed; }
