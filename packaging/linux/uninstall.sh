#!/bin/sh
# Takes out what install.sh put in. Your settings and your history stay where they are.
set -eu
data=${XDG_DATA_HOME:-$HOME/.local/share}
home=$HOME/.local/lib/hipstretch
if [ -f "$home/installed.txt" ]; then
    while read -r file; do
        rm -f "$file"
        rmdir -p --ignore-fail-on-non-empty "$(dirname "$file")" 2> /dev/null || true
    done < "$home/installed.txt"
fi
rm -f "$HOME/.local/bin/hipstretch"
rm -rf "$home"
if [ -d "$data/applications" ] && command -v update-desktop-database > /dev/null; then
    update-desktop-database "$data/applications" || true
fi
if [ -d "$data/mime/packages" ] && command -v update-mime-database > /dev/null; then
    update-mime-database "$data/mime" || true
fi
echo "Hipstretch is gone. Your settings and your history are still there, in ~/.config/hipstretch and $data/hipstretch."
