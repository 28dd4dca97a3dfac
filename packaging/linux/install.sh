#!/bin/sh
# Puts Hipstretch into your own menu, below ~/.local. No password is needed, and uninstall.sh takes it all out again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
home=$HOME/.local/lib/hipstretch
bin=$HOME/.local/bin

# What is left out here only takes printing, the voice, GNOME's file dialogs or one of two players of sounds with it.
missing=$(
    export LD_LIBRARY_PATH="$here/hipstretch/_internal"
    find "$here/hipstretch" -type f \( -name '*.so*' -o -name hipstretch \) ! -name 'libqgtk3.so' \
        ! -name 'libcupsprintersupport.so' ! -name 'libqtexttospeech_speechd.so' ! -name '_simpleaudio.*' -exec ldd {} + 2> /dev/null |
        sed -n 's/^[[:space:]]*\(.*\) => not found.*/\1/p' | sort -u
)
if [ -n "$missing" ]; then
    echo "Your system lacks these libraries. Install them, then start this again:" >&2
    echo "$missing" >&2
    exit 1
fi

if [ -x "$home/uninstall.sh" ]; then "$home/uninstall.sh" upgrade > /dev/null; fi
mkdir -p "$home" "$bin"
cp -R "$here/hipstretch/." "$home"
cp "$here/uninstall.sh" "$home/uninstall.sh"
ln -sf "$home/hipstretch" "$bin/hipstretch"
cd "$here/share"
find . -type f | while read -r file; do
    mkdir -p "$data/$(dirname "$file")"
    cp "$file" "$data/$file"
    echo "$data/$file" >> "$home/installed.txt"
done
# A menu may not look into ~/.local/bin.
sed -i "s|^Exec=hipstretch|Exec=\"$home/hipstretch\"|" "$data/applications/hipstretch.desktop"
for tool in "update-desktop-database $data/applications" "update-mime-database $data/mime"; do
    if command -v "${tool%% *}" > /dev/null; then ${tool%% *} "${tool#* }" 2> /dev/null || true; fi
done
echo "Hipstretch is in your menu. $home/uninstall.sh takes it out again."
