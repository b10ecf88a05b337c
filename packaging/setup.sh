# Sets up ArchDesk's environment; sourced by `run` and `test`. Everything it says goes to standard error.
# Gives: root, python; functions say, need_packages, need_environment.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
state="$root/.venv"
tools="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/archdesk/tools"

say() { printf '%s\n' "archdesk: $*" >&2; }

fail() {
    say "$*"
    exit 1
}

# Install the Debian packages of a list that are missing: by apt as root (or sudo that asks nothing), else name them.
need_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    missing=''
    for package in $(sed 's/#.*//' "$root/packaging/$1"); do
        dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' && continue
        case $package in
        # a Node from elsewhere serves as well as Debian's
        nodejs) command -v node >/dev/null 2>&1 && continue ;;
        npm) command -v npm >/dev/null 2>&1 && continue ;;
        # the name that newer releases give this library
        libglib2.0-0) dpkg-query -W -f='${db:Status-Abbrev}' libglib2.0-0t64 2>/dev/null | grep -q '^ii' && continue ;;
        esac
        missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    become=''
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then become='sudo -n'; else
            say "these system packages are missing; please install them: apt-get install$missing"
            [ "$2" = optional ] && return 0
            exit 1
        fi
    fi
    say "installing system packages:$missing"
    # shellcheck disable=SC2086 - the words are meant to split
    { $become apt-get update -qq && $become env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >&2 ||
        { [ "$2" = optional ] && say "they could not be installed; going on without them" || fail "the packages could not be installed"; }
}

# A Python that is new enough, with pip or venv to get uv with.
find_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            # itself, not a shim that stands for it: uv makes the environment anew for another path
            "$name" -c 'import sys; print(sys.executable)'
            return 0
        fi
    done
    return 1
}

find_uv() {
    if command -v uv >/dev/null 2>&1; then command -v uv; return 0; fi
    if [ -x "$tools/bin/uv" ]; then printf '%s\n' "$tools/bin/uv"; return 0; fi
    return 1
}

# uv in a private place, by venv and pip; Debian's python3 may lack both.
get_uv() {
    say "installing uv into $tools"
    if ! "$base" -c 'import ensurepip, venv' 2>/dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv; } >&2 ||
            fail "python3-venv could not be installed"
    fi
    mkdir -p "$tools"
    if "$base" -c 'import ensurepip, venv' 2>/dev/null; then
        "$base" -m venv "$tools" >&2 && "$tools/bin/python" -m pip install -q uv >&2 || fail "uv could not be installed"
    elif "$base" -m pip --version >/dev/null 2>&1; then
        "$base" -m pip install -q --target "$tools/site" uv >&2 || fail "uv could not be installed"
        mkdir -p "$tools/bin"
        ln -sf "$tools/site/bin/uv" "$tools/bin/uv"
    else
        fail "python3 has neither venv nor pip; please install them: apt-get install python3-venv"
    fi
}

# With bytecode, so that the first start is as quick as the next.
sync_environment() {
    (cd "$root" && UV_COMPILE_BYTECODE=1 "$uv" sync --frozen --no-progress -q --python "$base" "$@" >&2)
}

# The environment as uv.lock says, with the given extras; quick when nothing has changed.
need_environment() {
    python="$state/bin/python"
    stamp="$state/.archdesk-$(printf '%s' "$*" | tr -c 'a-z0-9' '_')"
    if [ -x "$python" ] && [ -f "$stamp" ] && [ ! "$root/uv.lock" -nt "$stamp" ] && [ ! "$root/pyproject.toml" -nt "$stamp" ]; then
        return 0
    fi
    base=$(find_python) || fail "Python 3.11 or newer is needed; please install python3"
    uv=$(find_uv) || { get_uv; uv="$tools/bin/uv"; }
    say "setting up the environment in $state (once)"
    # A firm's own certificates are in the system's store; uv trusts its bundled ones unless told.
    sync_environment "$@" 2>"$state.log" || UV_SYSTEM_CERTS=1 sync_environment "$@" || {
        cat "$state.log" >&2
        fail "the environment could not be set up; is the network there?"
    }
    rm -f "$state.log"
    : >"$stamp"
}
