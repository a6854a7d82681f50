#!/usr/bin/env bash
# Runs the tests of the floors whose results are recorded (core, bargain, log, engine) as programs of other machines, under
# qemu: s390x reads bytes in the other order, i686 has words of 32 bits. What they record must be the same to the byte.
#
#   tools/foreign-targets.sh [s390x|i686|armv7|aarch64]...        default: s390x i686
#
# Works on Debian, with root or sudo for four packages. The compiler and the foreign standard libraries are Debian's rustc-web
# (1.85), unpacked into the target folder; neither rustup's nor dpkg's own state learns of them.
set -euo pipefail
cd "$(dirname "$0")/.."

crates=(divest-core divest-bargain divest-log divest-engine)
[ $# -gt 0 ] || set -- s390x i686

# For each machine: Rust's name, Debian's name, the GNU tools' prefix, qemu's name.
describe() {
    case $1 in
        s390x) echo s390x-unknown-linux-gnu s390x s390x-linux-gnu s390x ;;
        i686) echo i686-unknown-linux-gnu i386 i686-linux-gnu i386 ;;
        armv7) echo armv7-unknown-linux-gnueabihf armhf arm-linux-gnueabihf arm ;;
        aarch64) echo aarch64-unknown-linux-gnu arm64 aarch64-linux-gnu aarch64 ;;
        *) echo "no such machine: $1 (s390x, i686, armv7, aarch64)" >&2; return 2 ;;
    esac
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

work=$(realpath -m "${CARGO_TARGET_DIR:-target}")/foreign
mkdir -p "$work"/{apt/lists/partial,apt/cache/archives/partial,debs,root}

tools=(qemu-user)
architectures='"amd64";'
libraries=(rustc-web:amd64 libstd-rust-web-1.85:amd64 libstd-rust-web-dev:amd64 libllvm19:amd64)
for machine in "$@"; do
    read -r _ debian gnu _ <<< "$(describe "$machine")"
    [ -n "$debian" ]
    tools+=("gcc-$gnu" "libc6-dev-$debian-cross")
    architectures+=" \"$debian\";"
    libraries+=("libstd-rust-web-dev:$debian")
done

missing=()
for tool in "${tools[@]}"; do
    dpkg-query -W -f '${Status}' "$tool" 2> /dev/null | grep -q '^install ok installed$' || missing+=("$tool")
done
if [ ${#missing[@]} -gt 0 ]; then
    echo "== installing ${missing[*]}"
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y "${missing[@]}"
fi

if [ "$(cat "$work/unpacked" 2> /dev/null)" != "${libraries[*]}" ]; then
    echo "== unpacking ${libraries[*]}"
    # A package list of our own knows the foreign architectures; the machine's list stays as it is. The mirror is the machine's.
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | awk '!/security/ && !found { print; found = 1 }')
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main" > "$work/apt/sources.list"
    cat > "$work/apt/apt.conf" <<CONF
Dir::State::Lists "$work/apt/lists";
Dir::Cache "$work/apt/cache";
Dir::Etc::sourcelist "$work/apt/sources.list";
Dir::Etc::sourceparts "-";
APT::Architectures { $architectures };
APT::Sandbox::User "root";
CONF
    (
        export APT_CONFIG=$work/apt/apt.conf
        apt-get -qq update
        cd "$work/debs"
        rm -f ./*.deb
        apt-get -qq download "${libraries[@]}"
        for deb in *.deb; do dpkg -x "$deb" "$work/root"; done
    )
    printf '#!/bin/sh\nLD_LIBRARY_PATH=%s/usr/lib/x86_64-linux-gnu exec %s/usr/bin/rustc "$@"\n' "$work/root" "$work/root" > "$work/rustc"
    chmod +x "$work/rustc"
    echo "${libraries[*]}" > "$work/unpacked"
fi

failed=()
for machine in "$@"; do
    read -r triple _ gnu qemu <<< "$(describe "$machine")"
    upper=$(echo "$triple" | tr a-z- A-Z_)
    export "CARGO_TARGET_${upper}_LINKER=$gnu-gcc" "CARGO_TARGET_${upper}_RUNNER=qemu-$qemu -L /usr/$gnu"
    echo "== $machine"
    RUSTC=$work/rustc cargo test --locked --lib "${crates[@]/#/--package=}" --target "$triple" --target-dir "$work/target" \
        || failed+=("$machine")
done
[ ${#failed[@]} -eq 0 ] || { echo "failed on: ${failed[*]}" >&2; exit 1; }
