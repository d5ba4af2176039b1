# Sourced by run, test, enabler and bench: makes ready Python, its environment and Debian's packages.
# Not for running by itself.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=${ENABLER_VENV:-$root/.venv}
export PYTHONPATH="$root${PYTHONPATH:+:$PYTHONPATH}"

for_paper="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core fonts-liberation"

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# The Debian packages of "$@" that are not installed. Silent where there is no dpkg.
missing_packages() {
    command -v dpkg-query >/dev/null || return 0
    local package status
    for package in "$@"; do
        status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) || status=
        [ "$status" = installed ] || printf '%s ' "$package"
    done
}

# Without asking for a password where nobody is there to type one.
may_be_root() { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
apt() { as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get "$@" </dev/null >"$apt_log" 2>&1; }

# Old package lists name versions that the archive no longer has, so it tries again with fresh ones.
apt_install() {
    local apt_log
    apt_log=$(mktemp)
    say "Installing $* ..."
    if apt install -y --no-install-recommends "$@" || { apt update && apt install -y --no-install-recommends "$@"; }; then
        rm -f "$apt_log"
        return 0
    fi
    tail -n 3 "$apt_log" >&2
    rm -f "$apt_log"
    return 1
}

# install_packages PACKAGE...: by apt, or says the line to type and fails.
install_packages() {
    local wanted
    wanted=$(missing_packages "$@")
    [ -n "$wanted" ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "Install these with this system's package manager: $wanted"
        return 1
    fi
    # shellcheck disable=SC2086
    if may_be_root && one_at_a_time apt_install $wanted; then return 0; fi
    say "Some Debian packages are missing, and this account cannot install them. Type this, then start again:"
    say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${wanted% }"
    return 1
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && is_new_enough "$name"; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

# The Debian package without which Python cannot make an environment; nothing where it can.
venv_package() {
    local python
    if [ -x "$venv/bin/python" ] || ! python=$(find_python); then return 0; fi
    "$python" -c 'import sys, importlib.util as it
if not it.find_spec("ensurepip"): print("python%d.%d-venv" % sys.version_info[:2])'
}

# Printing is worth having, yet nobody should be kept from their caseload for want of it.
ready_with_or_without_paper() {
    ready_system || say "Until then PDF links show a page to print; everything else works."
}

# ready_system [PACKAGE...]: also what pages need to become PDFs. Fails where it could not install everything.
ready_system() {
    # shellcheck disable=SC2046,SC2086
    install_packages $(venv_package) $for_paper "$@"
}

# An environment made by another tool is used as it is, provided that its Python runs.
ready_venv() {
    if [ -x "$venv/bin/python" ] && is_new_enough "$venv/bin/python"; then return 0; fi
    if [ -e "$venv" ] && [ ! -f "$venv/pyvenv.cfg" ] && [ -n "$(ls -A "$venv")" ]; then
        stop "$venv is in the way: it is not a Python environment. Move it, or set ENABLER_VENV to another folder."
    fi
    local python
    python=$(find_python) || stop "Enabler needs Python 3.11 or later. On Debian 12 or Ubuntu 24.04: sudo apt-get install -y python3"
    [ -z "$(venv_package)" ] || stop "Python cannot make its environment without $(venv_package): see above."
    "$python" -m venv --clear "$venv" || stop "The Python environment in $venv could not be made."
}

# one_at_a_time COMMAND...: two set-ups at once wait for each other, so that neither installs into the other's half.
# In a subshell, so that the lock is let go before a server starts.
one_at_a_time() {
    if ! command -v flock >/dev/null; then "$@"; return; fi
    mkdir -p "$(dirname "$venv")"
    (
        flock --nonblock 9 || { say "Waiting for another set-up to finish ..."; flock 9; }
        "$@"
    ) 9>"$venv.lock"
}

install_lock() {
    if "$venv/bin/python" -c 'import pip' 2>/dev/null || "$venv/bin/python" -m ensurepip >/dev/null 2>&1; then
        "$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes --requirement "$1"
    elif command -v uv >/dev/null; then
        uv pip install --quiet --python "$venv/bin/python" --require-hashes --requirement "$1"
    else
        say "The Python environment in $venv has no pip."
        return 1
    fi
}

# ready_environment FILE: the environment holds what the lock file says. Does nothing where it did already.
ready_environment() {
    has_installed "$1" || one_at_a_time install_environment "$1" || exit 1
}

stamp_of() { printf '%s' "$venv/.enabler-$1.sha256"; }
sum_of() { sha256sum "$root/$1" | cut -d ' ' -f 1; }

has_installed() {
    [ -x "$venv/bin/python" ] && [ -f "$(stamp_of "$1")" ] && [ "$(cat "$(stamp_of "$1")")" = "$(sum_of "$1")" ]
}

install_environment() {
    local lock=$1
    if has_installed "$lock"; then return 0; fi
    ready_venv
    say "Installing the Python packages that Enabler needs (once, a minute or two) ..."
    install_lock "$root/$lock" || stop "The Python packages could not be installed: see above. Nothing else was changed; start again when that is mended."
    sum_of "$lock" >"$(stamp_of "$lock")"
}
