# shellcheck shell=bash
# Shared by packaging/run and packaging/check: messages, the failure trap, and installing what is missing.
# Source it first; it leaves the working directory at the top of the project.

set -Eeuo pipefail
trap 'on_error "$?" "$LINENO" "$BASH_COMMAND"' ERR

export LC_ALL=C.UTF-8
project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
cd -- "$project"
started_at=$SECONDS

step()
{
    printf '\n==> [%3d s] %s\n' "$((SECONDS - started_at))" "$*"
}

fail()
{
    printf '\n%s: %s\n' "$(basename -- "$0")" "$*" >&2
    exit 1
}

on_error()
{
    printf '\n%s: FAILED after %d s (status %s, line %s): %s\n' \
        "$(basename -- "$0")" "$((SECONDS - started_at))" "$1" "$2" "${current_command:-$3}" >&2
}

# Shows a command, then runs it; a failure names exactly this command.
run()
{
    current_command="$*"
    printf '    $ %s\n' "$*"
    "$@" </dev/null
    current_command=
}

# Names of the packages in the given lists (packaging/packages/NAME.txt), without comments.
listed_packages()
{
    local list
    for list in "$@"; do
        sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "packaging/packages/$list.txt"
    done
}

missing_packages()
{
    local package
    while read -r package; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true) == installed ]] ||
            printf '%s\n' "$package"
    done < <(listed_packages "$@")
}

# Runs a command as root. sudo asks for a password only where somebody can type one.
as_root()
{
    if [[ $(id -u) -eq 0 ]]; then
        run "$@"
    elif ! command -v sudo >/dev/null; then
        fail "packages have to be installed. Run this as root, or install sudo, or run as root: $*"
    elif [[ -t 0 && -z ${CI:-} ]]; then
        current_command="sudo $*"
        printf '    $ sudo %s\n' "$*"
        sudo "$@"
        current_command=
    else
        run sudo --non-interactive "$@"
    fi
}

# Installs what is missing of the named lists; does not touch apt when all is there.
install_packages()
{
    command -v dpkg-query >/dev/null ||
        fail "this script installs packages with apt and knows Debian 12 and its relatives only. CONTRIBUTING.md tells what the build needs."
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} == 0)); then
        step "Packages: all there"
        return
    fi
    step "Packages: installing ${#missing[@]} (${missing[*]})"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes
        -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
    as_root "${apt[@]}" update
    as_root "${apt[@]}" install --no-install-recommends "${missing[@]}"
}

# Configures and builds one preset; a build folder that was made elsewhere (a moved clone) is begun anew.
build_preset()
{
    local preset=$1 cache="build/$1/CMakeCache.txt" fresh=()
    shift
    if [[ -f $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$project" "$cache"; then
        fresh=(--fresh)
    fi
    step "Configuring preset $preset"
    run cmake --preset "$preset" "${fresh[@]}" --log-level=WARNING
    step "Building preset $preset"
    run cmake --build --preset "$preset" "$@"
}
