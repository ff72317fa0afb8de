# Functions for the steps; sourced from the root of the project.

root=$PWD
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
# What one step leaves for another.
state=$CARGO_TARGET_DIR/ci
# Tools that the project installs for itself, kept from one run to the next.
tools=$CARGO_TARGET_DIR/tools
mkdir -p "$state" "$tools"

skip() { echo "SKIPPED: $*"; }

has() { command -v "$1" >/dev/null 2>&1; }

# Returns true if Python 3 can be called as `python3`; notes that the step is skipped otherwise.
has_python() { has python3 || { skip "python3 isn't installed"; return 1; }; }

# Returns true if there is a folder of real pages, which isn't part of the project.
has_corpus() {
    export DATAVERSE_SCHEMA_CORPUS=${DATAVERSE_SCHEMA_CORPUS:-$root/../shared/corpus}
    [ -d "$DATAVERSE_SCHEMA_CORPUS" ] || { skip "no folder $DATAVERSE_SCHEMA_CORPUS"; return 1; }
}

# Runs tests of a crate that are ignored by default, with the arguments for them. They are built as the step `tests` builds them: for
# one crate alone, dependencies would have other features, and be built again. What reads pages is optimized.
ignored_tests() {
    local crate=dataverse-schema-$1 built=$state/ignored_tests.jsonl run
    local optimized=(--config=profile.dev.package.{dataverse-schema-pages,pulldown-cmark}.opt-level=1)
    cargo test "${optimized[@]}" --workspace --test it --no-run --message-format json-render-diagnostics > "$built"
    run=$(sed -n "s/.*\/$crate#.*\"name\":\"it\".*\"executable\":\"\([^\"]*\)\".*/\1/p" "$built")
    (cd "$crate" && "$run" --ignored "${@:2}")
}

# Makes a cargo subcommand available: as installed, or else in this version, in the folder of tools.
cargo_tool() {
    local name=$1 version=$2
    PATH=$tools/$name-$version/bin:$PATH
    has "$name" && return
    # Optimized, it would take three times as long to build.
    cargo install --quiet --locked --debug "$name" --version "$version" --root "$tools/$name-$version" \
        --target-dir "$tools/build" && rm -rf "$tools/build" && return
    skip "$name $version can't be installed"
    return 1
}

# Makes a program of a Python package available: as installed, or else in this version, in the folder of tools.
python_tool() {
    local name=$1 version=$2
    local venv=$tools/$name-$version
    PATH=$venv/bin:$PATH
    has "$name" && return
    has_python || return
    python3 -m venv "$venv" && "$venv/bin/python" -m pip install --quiet --only-binary :all: "$name==$version" && return
    rm -rf "$venv"
    skip "$name $version can't be installed"
    return 1
}

# Prints the names of the crates that are published.
published() {
    echo dataverse-schema
    sed -n 's/^    "\(dataverse-schema-[a-z]*\)",$/\1/p' Cargo.toml
}
