#!/bin/sh
# Takes out what install.sh put in. Your settings and your history stay where they are. install.sh says “upgrade” when it
# puts in another version: then “Start with the computer” stays as well.
set -eu
data=${XDG_DATA_HOME:-$HOME/.local/share}
home=$HOME/.local/lib/hipstretch
entry=${XDG_CONFIG_HOME:-$HOME/.config}/autostart/hipstretch.desktop
if [ "${1:-}" != upgrade ] && [ -f "$entry" ] && grep -qxF "TryExec=$(cd "$home" && pwd -P)/hipstretch" "$entry"; then
    rm -f "$entry"
fi
if [ -f "$home/installed.txt" ]; then
    while read -r file; do rm -f "$file"; done < "$home/installed.txt"
    for tool in "update-desktop-database $data/applications" "update-mime-database $data/mime"; do
        if command -v "${tool%% *}" > /dev/null; then ${tool%% *} "${tool#* }" 2> /dev/null || true; fi
    done
    # Without a package nothing is left in these two but what the tools made.
    if rmdir "$data/mime/packages" 2> /dev/null; then rm -r "$data/mime"; fi
    if [ "$(ls "$data/applications")" = mimeinfo.cache ]; then rm "$data/applications/mimeinfo.cache"; fi
    while read -r file; do
        rmdir -p "$(dirname "$file")" 2> /dev/null || true
    done < "$home/installed.txt"
fi
rm -f "$HOME/.local/bin/hipstretch"
rm -rf "$home"
echo "Hipstretch is gone. Your settings and your history are still there, in ~/.config/hipstretch and $data/hipstretch."
