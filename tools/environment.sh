# Makes and renews .venv from a lock file. Sourced by ./run and ./test, which set $root first.
#
# One stamp a lock, holding the digest of the lock it was filled from: a start compares two short texts and
# nothing more, and a change of the lock (or a set-up that was cut off) is noticed at the next start.

venv=$root/.venv
python=$venv/bin/python
export PYTHONPATH=$root/src
unset PYTHONHOME

say() {
    printf 'Rembuk: %s\n' "$@" >&2
}

fail() {
    say "$@"
    exit 1
}

# ensure_environment LOCK: when it returns, $python has everything the lock names.
ensure_environment() {
    is_ready "$1" && return
    # The folder itself is the lock of two starts at once: no file to leave behind.
    (flock 9; is_ready "$1" || set_up "$1") 9<"$root"
}

is_ready() {
    [[ -x $python && -r $venv/$1.stamp && $(<"$venv/$1.stamp") == "$(digest "$1")" ]]
}

digest() {
    sha256sum <"$root/$1"
}

set_up() {
    say "menyiapkan lingkungan kerja dari $1, sekali saja (sekitar satu menit) / setting up, once only (about a minute) ..."
    [[ -w $root ]] || fail \
        "folder $root tidak dapat ditulisi. Jalankan sekali sebagai pemiliknya, atau salin foldernya ke tempat Anda." \
        "the folder cannot be written. Run this once as its owner, or copy it to a place of your own."
    { works "$python" && find_pip; } || make_venv
    install_locked "$1"
    digest "$1" >"$venv/$1.stamp"
}

works() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

make_venv() {
    local base
    base=$(find_python) || fail \
        "Python 3.11 atau yang lebih baru tidak ditemukan. Pasang dahulu: apt-get install python3 python3-venv" \
        "no Python 3.11 or newer was found. Install it first: apt-get install python3 python3-venv"
    fill_venv "$base" && return
    if ((EUID == 0)) && install_debian python3-venv && fill_venv "$base"; then
        return
    fi
    fail "lingkungan Python tidak dapat dibuat. Pasang dahulu sebagai root: apt-get install python3-venv" \
        "the Python environment could not be made. Install first, as root: apt-get install python3-venv"
}

# The resolved path, so that the environment stands apart from shims, and from the next Python of the system.
find_python() {
    local name
    for name in python3.11 python3 python3.12 python3.13; do
        works "$name" || continue
        "$name" -c 'import os, sys; print(os.path.realpath(sys.executable))' && return
    done
    return 1
}

# Debian keeps ensurepip in a package of its own; without it the system's pip can fill the environment from outside.
fill_venv() {
    "$1" -m venv --clear "$venv" >/dev/null 2>&1 || "$1" -m venv --clear --without-pip "$venv" >/dev/null 2>&1 || return
    find_pip
}

find_pip() {
    pip=("$python" -m pip)
    "${pip[@]}" --version >/dev/null 2>&1 && return
    pip=("$(find_python)" -m pip --python "$python")
    "${pip[@]}" --version >/dev/null 2>&1
}

install_locked() {
    "${pip[@]}" install -qq --no-input --disable-pip-version-check --only-binary :all: \
        --require-hashes -r "$root/$1" </dev/null >&2 || fail \
        "pustaka Python tidak dapat dipasang; sebabnya tertulis di atas. Periksa sambungan jaringan, lalu ulangi perintah tadi." \
        "the Python packages could not be installed; the reason stands above. Check the network, then repeat the command."
}

# install_debian PACKAGE ...: only root can; the package list may be missing on a fresh machine.
install_debian() {
    command -v apt-get >/dev/null || return
    say "memasang paket Debian $* / installing Debian packages: $* ..."
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq)
    local install=("${apt[@]}" install -y --no-install-recommends "$@")
    "${install[@]}" </dev/null >/dev/null 2>&1 && return
    "${apt[@]}" update </dev/null >&2 && "${install[@]}" </dev/null >&2
}
