#!/bin/sh
# Makes a checkout of Twinseal run in a CI job: npm's packages (Node.js among them), without those of development. Cheap when they
# are there. With TWINSEAL set, nothing is needed.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
if [ -n "${TWINSEAL:-}" ] || [ -f "$root/node_modules/.package-lock.json" ]; then exit 0; fi
command -v npm >/dev/null 2>&1 || {
  echo "twinseal: npm is not on PATH; use an image or a runner with Node.js" >&2
  exit 2
}
cd "$root"
exec npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
