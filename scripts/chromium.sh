#!/bin/sh
# Sees to a Chromium for the browser tests: installs Debian's where that is allowed, else says that they will be skipped.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if command -v apt-get >/dev/null 2>&1 && $as_root true 2>/dev/null; then
    echo "Installing Chromium for the browser tests"
    $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium && exit 0
fi
echo "Notice: no Chromium found and none could be installed; the browser tests will be skipped." >&2
