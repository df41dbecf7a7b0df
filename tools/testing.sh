# What the tests need beside Python: programs of Debian and one package of npm. Sourced by ./test, after environment.sh.
#
# Everything is looked for before it is installed, so that a start with all in place costs a few file checks.

npm_folder=$venv/npm

# ensure_programs: when it returns, the tests find Node.js, npm, Chromium and the programs of a PostgreSQL server.
ensure_programs() {
    local missing=()
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    command -v chromium >/dev/null || missing+=(chromium fonts-liberation)
    # Playwright drives the browser with a Node of its own, which is linked against this.
    exists '/usr/lib/*/libatomic.so.1' || missing+=(libatomic1)
    command -v postgres >/dev/null || exists '/usr/lib/postgresql/*/bin/postgres' || missing+=(postgresql)
    # Papers are read back as text and checked as files, and the spoken agreement as sounds.
    command -v pdftotext >/dev/null || missing+=(poppler-utils)
    command -v qpdf >/dev/null || missing+=(qpdf)
    command -v espeak-ng >/dev/null || missing+=(espeak-ng)
    ((${#missing[@]})) || return 0
    if ((EUID == 0)); then
        leave_cluster_alone
        install_debian "${missing[@]}" && return
    fi
    local line="apt-get install --no-install-recommends ${missing[*]}"
    fail "pengujian memerlukan paket Debian yang belum terpasang. Pasang dahulu sebagai root: $line" \
        "the tests need Debian packages that are missing. Install first, as root: $line"
}

exists() {
    compgen -G "$1" >/dev/null
}

# Debian would make and start a server of its own; the tests start theirs, in a folder they throw away.
leave_cluster_alone() {
    local settings=/etc/postgresql-common/createcluster.conf
    [[ -e $settings ]] && return
    mkdir -p "${settings%/*}"
    printf 'create_main_cluster = false\n' >"$settings"
}

# ensure_npm: axe-core, at the version and with the digest that tests/browser/package-lock.json names.
ensure_npm() {
    has_npm_packages && return
    (flock 9; has_npm_packages || install_npm) 9<"$root"
}

has_npm_packages() {
    [[ -r $npm_folder/node_modules/axe-core/axe.min.js ]] &&
        cmp -s "$root/tests/browser/package-lock.json" "$npm_folder/installed.json"
}

install_npm() {
    say "memasang axe-core dari npm / installing axe-core from npm ..."
    mkdir -p "$npm_folder"
    cp "$root"/tests/browser/package{,-lock}.json "$npm_folder"
    npm ci --prefix "$npm_folder" --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >/dev/null || fail \
        "axe-core tidak dapat dipasang; sebabnya tertulis di atas. Periksa sambungan jaringan, lalu ulangi perintah tadi." \
        "axe-core could not be installed; the reason stands above. Check the network, then repeat the command."
    cp "$root/tests/browser/package-lock.json" "$npm_folder/installed.json"
}
