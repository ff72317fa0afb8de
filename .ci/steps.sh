# The steps of `.ci/run`, in their order. The comment above a function is the line that `--list` prints.
# Usage: bash .ci/steps.sh STEP
set -euo pipefail
. .ci/lib.sh

# Tests note here the URLs of the queries that they print.
test_urls=$state/test_urls.jsonl
random_urls=$state/random_urls.jsonl
# Tests note here the queries in FetchXML that they make.
test_fetches=$state/test_fetches.jsonl

# step tests: all tests of the workspace; they need only the crates of Cargo.lock
step_tests() {
    : > "$test_urls"
    : > "$test_fetches"
    DATAVERSE_SCHEMA_URLS=$test_urls DATAVERSE_SCHEMA_FETCHES=$test_fetches cargo test --workspace --no-fail-fast
}

# step format: rustfmt
step_format() { cargo fmt --all --check; }

# step clippy: clippy, with warnings denied
step_clippy() { cargo clippy --workspace --all-targets -- -D warnings; }

# step docs: documentation, with warnings denied
step_docs() { RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps; }

# step generated-docs: documentation of generated code, which users' crates build with their own lints
step_generated-docs() { RUSTDOCFLAGS="-D warnings" cargo doc -p renamed --no-deps --document-private-items; }

# step queries: URLs that the tests printed, read by independent OData parsers
step_queries() {
    [ -s "$test_urls" ] || { skip "no URLs; the step \`tests\` notes them"; return; }
    .ci/odata/run --self-test | tail -n 1
    .ci/odata/run "$test_urls"
}

# step fetch-schema: queries in FetchXML that the tests made, validated with Microsoft's schema, which isn't part of the project
step_fetch-schema() {
    local schema=${DATAVERSE_SCHEMA_FETCH_XSD:-$root/../shared/Fetch.xsd}
    has_python || return 0
    has xmllint || { skip "xmllint isn't installed"; return 0; }
    [ -f "$schema" ] || { skip "no file $schema"; return 0; }
    [ -s "$test_fetches" ] || { skip "no queries in FetchXML; the step \`tests\` notes them"; return 0; }
    .ci/fetch_schema/run --exact "$schema" "$test_fetches"
    DATAVERSE_SCHEMA_FETCH_XSD=$schema ignored_tests webapi grammar_of_the_schema
}

# step typos: misspelled words, and British spelling
step_typos() {
    python_tool typos 1.52.0 || return 0
    typos
}

# step links: links, anchors, and paths in documents lead somewhere, and so do the proofs in tables; sentences are short
step_links() {
    has_python || return 0
    python3 .ci/links.py
    python3 .ci/proofs/test.py --quiet
    python3 .ci/proofs docs/comparison.md docs/samples.md
    python3 .ci/sentences/test.py --quiet
    python3 .ci/sentences README.md */README.md src/guide/*.md docs/*.md book/src/*.md
}

# step book: the book has every chapter of the guide, and its links lead somewhere; it is built if mdBook is installed
step_book() {
    has_python || return 0
    python3 .ci/book/test.py --quiet
    python3 .ci/book --check
    has mdbook || { skip "mdBook isn't installed: the book isn't built"; return 0; }
    mdbook build book --dest-dir "$CARGO_TARGET_DIR/book"
}

# step browser: the pictures of `diagram` in a browser: tables, their neighbors, search, keyboard, light and dark
step_browser() {
    has_python || return 0
    local chromium name images=book/src/images pages=tests/pages nasty=$state/nasty
    for name in chromium chromium-browser google-chrome; do
        chromium=$(command -v "$name") && break
    done
    [ -n "$chromium" ] || { skip "Chromium isn't installed"; return 0; }
    sed 's|^Somebody who carries parcels.|\\</script>\\<script>document.title = 1\\</script>|' "$pages/contoso_carrier.md" > "$nasty.md"
    cargo run -q -p dataverse-schema-cli -- diagram --format html "$nasty.md" > "$nasty.html"
    python3 .ci/browser "$chromium" "$images/parcels.html" "$images/parcels.svg" "$nasty.html" \
        "$pages"/contoso_{carrier,depot,parcel,route,stop,tag}.md
}

# step knots: no modules use each other in a circle, so that each can be read with what lies below it
step_knots() {
    has_python || return 0
    python3 .ci/knots/test.py --quiet
    python3 .ci/knots $(published | sed 's/^dataverse-schema$/./')
}

# Fails if the library with these features depends on packages of these names.
lacks() {
    local names=$1 tree
    tree=$(cargo tree --locked -p dataverse-schema -e normal,build --prefix none "${@:2}")
    if grep -E "^($names) v" <<< "$tree"; then return 1; fi
}

# step dependencies: licenses, sources, duplicates, and Rust versions of dependencies
step_dependencies() {
    if has_python; then python3 .ci/dependencies.py; fi
    # Only the command reads solutions, and only the client sends.
    lacks 'quick-xml|zip' --all-features
    lacks 'async-trait|azure_core|backon|futures-core|hyper|reqwest|rustls|tokio' \
        --features macros,webapi,http,chrono-04,jiff-1,time-03
    cargo_tool cargo-deny 0.20.2 || return 0
    cargo deny --offline --workspace --locked check --hide-inclusion-graph bans licenses sources
}

# step features: each feature by itself, none, and all of them compile
step_features() {
    cargo_tool cargo-hack 0.6.46 || return 0
    # dev-dependencies don't count: resolver 3 turns their features on for tests only.
    # `default` is the same as two others.
    cargo hack check --quiet --each-feature --exclude-features default --workspace --ignore-private 2>&1 | tee "$state/features.txt"
    ! grep -q '^warning' "$state/features.txt"
}

# step msrv: the published crates compile with the `rust-version` that they declare
step_msrv() {
    local version
    version=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    cargo "+$version" --version >/dev/null 2>&1 || { skip "Rust $version isn't installed"; return; }
    cargo "+$version" check --locked --all-features $(published | sed 's/^/-p /')
}

# step minimal-versions: the published crates compile with the lowest versions that their Cargo.toml allows
step_minimal-versions() { .ci/minimal_versions; }

# step api: the public API, line by line, against its snapshot
step_api() { .ci/public_api/run; }

# step packages: packages, as the registry would have them
step_packages() {
    # Cargo unpacks and builds a package again only when its version changes: what is left of ours is removed, also among
    # the sources of the registry that cargo makes for this run. Dependencies that other steps built are linked.
    local folder=$state/packages
    rm -rf "$folder"
    mkdir -p "$folder/debug"
    cp -al "$CARGO_TARGET_DIR/debug/deps" "$folder/debug" 2>/dev/null || true
    # Cargo writes into these files, not over them: links would make it build everything again in the steps that follow.
    cp -a "$CARGO_TARGET_DIR"/debug/{build,.fingerprint} "$folder/debug" 2>/dev/null || true
    rm -rf "$folder"/debug/.fingerprint/dataverse-schema*
    rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry/src/-*/dataverse-schema*
    cargo publish --dry-run --quiet $(published | sed 's/^/-p /') --allow-dirty --target-dir "$folder"
}

# step model: the model against an independent reading of the pages
step_model() {
    has_python || return 0
    local pages="schemas/pluginpackage.md schemas/stagedmetadataasyncoperation.md"
    cargo run -q -p dataverse-schema-cli -- model $pages |
        python3 .ci/oracle/compare_pages.py --model - $pages \
            --expect messages=13,columns=32,writable=14,many_to_one=8,one_to_many=7 \
            --expect messages=8,columns=20,writable=6,many_to_one=4,one_to_many=6
}

# step definition: the page made from a definition against that definition
step_definition() {
    has_python || return 0
    local out=$state/definition table
    for table in contoso_gadget contoso_gauge; do
        cargo run -q -p dataverse-schema-cli -- page "tests/definitions/$table"/*.json --out "$out"
        cargo run -q -p dataverse-schema-cli -- model "$out/$table.md" > "$out/$table.json"
        python3 .ci/oracle/compare_definition.py "$out/$table.json" "tests/definitions/$table"/*.json
    done
}

# step solutions: pages of real solutions, in a folder that isn't part of the project, against the definitions of their tables, and in one crate
step_solutions() {
    local solutions=${DATAVERSE_SCHEMA_SOLUTIONS:-$root/../shared/solutions}
    local definitions=${DATAVERSE_SCHEMA_DEFINITIONS:-$root/../shared/definitions}
    local out=$state/solutions folder input one
    has_corpus && has_python || return 0
    for folder in "$solutions" "$definitions"; do
        [ -d "$folder" ] || { skip "no folder $folder"; return 0; }
    done
    local inputs=("$solutions"/*/Entities/.. "$solutions"/*/*.zip)
    # One of the solutions was exported when they had no names of entity sets.
    local named=(--entity-set sample_product=sample_products)
    # Extension pages need the base pages of their tables.
    local base=("$DATAVERSE_SCHEMA_CORPUS"/scale/{account,team}.md)
    rm -rf "$out" "$out"-one-*
    cargo run -q -p dataverse-schema-cli -- page "${inputs[@]}" "${named[@]}" --out "$out"
    mkdir "$out/base"
    cp "${base[@]}" "$out/base"
    cargo run -q -p dataverse-schema-cli -- check --deny-warnings "$out"
    for input in "${inputs[@]}"; do
        one=$(mktemp -d "$out-one-XXXXXX")
        case $input in
            */UpsertSample_*) set -- "${named[@]}" ;;
            *) set -- ;;
        esac
        cargo run -q -p dataverse-schema-cli -- page "$input" "$@" --out "$one" 2> "$one/report.txt"
        cargo run -q -p dataverse-schema-cli -- check --deny-warnings "$one" "${base[@]}"
    done
    cargo run -q -p dataverse-schema-cli -- model --unmerged "$out"/*.md > "$out/model.json"
    python3 .ci/oracle/compare_solution.py "$out/model.json" "$definitions" "${inputs[@]}"
    .ci/all_pages solutions "$out" 'base/*.md' '*.md'
}

# step pull: pages of real definitions, in a folder that isn't part of the project, from a server on loopback and from files
step_pull() {
    local definitions=${DATAVERSE_SCHEMA_DEFINITIONS:-$root/../shared/definitions}
    [ -d "$definitions" ] || { skip "no folder $definitions"; return 0; }
    DATAVERSE_SCHEMA_DEFINITIONS=$definitions ignored_tests cli real_definitions --nocapture
}

# step cases: pages and definitions that once were read wrongly, in a folder that isn't part of the project
step_cases() {
    local cases=${DATAVERSE_SCHEMA_CASES:-$root/../shared/cases}
    local definitions=${DATAVERSE_SCHEMA_DEFINITIONS:-$root/../shared/definitions}
    has_python || return 0
    python3 .ci/cases/test.py --quiet
    [ -d "$cases" ] || { skip "no folder $cases"; return 0; }
    [ -d "$definitions" ] || { skip "cases with definitions: no folder $definitions"; definitions=; }
    cargo build -q -p dataverse-schema-cli
    python3 .ci/cases "$CARGO_TARGET_DIR/debug/dataverse-schema" "$cases" ${definitions:+"$definitions"}
}

# step corpus: real pages read, rendered, expanded, and made from definitions, with no warnings but the accepted ones
step_corpus() {
    has_corpus || return 0
    ignored_tests pages --skip campaign
    ignored_tests codegen
    has_python || return 0
    python3 .ci/warnings/test.py --quiet
    for folder in current scale older; do
        # The exit status only says that there are errors, which the comparison shows.
        cargo run -q -p dataverse-schema-cli -- check --format json "$DATAVERSE_SCHEMA_CORPUS/$folder" \
            > "$state/$folder.jsonl" || true
        python3 .ci/warnings "$folder" "$state/$folder.jsonl"
    done
}

# step rows: rows of every table of the corpus, read, written, and checked
step_rows() {
    has_corpus || return 0
    ignored_tests runtime --nocapture
}

# step instructions: instructions of reading rows and of expanding a page, counted by valgrind
step_instructions() { .ci/instructions; }

# step random-queries: queries and writes at random over the tables of the corpus, held against the rules of the service, read by independent OData parsers, and evaluated in both forms
step_random-queries() {
    has_corpus || return 0
    local schema=${DATAVERSE_SCHEMA_FETCH_XSD:-$root/../shared/Fetch.xsd}
    DATAVERSE_SCHEMA_QUERIES=$random_urls ignored_tests webapi every_table --nocapture
    .ci/odata/run "$random_urls"
    has xmllint || { skip "xmllint isn't installed: queries in FetchXML aren't validated"; return 0; }
    [ -f "$schema" ] || { skip "no file $schema: queries in FetchXML aren't validated"; return 0; }
    .ci/fetch_schema/run "$schema" "$random_urls"
}

# step service: writes that a real OData service takes and stores, in a folder that isn't part of the project
step_service() {
    local service=${DATAVERSE_SCHEMA_SERVICE:-$root/../shared/odata-service}
    has_corpus && has_python || return 0
    [ -d "$service" ] || { skip "no folder $service"; return 0; }
    has node && has npm || { skip "Node.js and npm aren't installed"; return 0; }
    has curl || { skip "curl isn't installed"; return 0; }
    .ci/service/run "$service"
}

# step diff: changes between older and current pages of the corpus
step_diff() {
    has_corpus || return 0
    ignored_tests cli --nocapture --skip real_definitions
}

# step damage: pages of the corpus, damaged at random
step_damage() {
    has_corpus || return 0
    ignored_tests pages campaign --nocapture
}

# step readings: the model of the corpus against an independent reading
step_readings() {
    has_corpus && has_python || return 0
    local corpus=$DATAVERSE_SCHEMA_CORPUS
    reading() {
        cargo run -q -p dataverse-schema-cli -- model --unmerged "${@:2}" > "$state/$1.json"
        python3 .ci/oracle/compare_pages.py --model "$state/$1.json" "${@:2}" | tail -n 1
    }
    reading current "$corpus"/current/*.md "$corpus"/current/*/*.md
    reading scale "$corpus"/scale/*.md
    reading older "$corpus"/older/*.md
    python3 .ci/oracle/compare_layouts.py "$state/scale.json" "$state/older.json" | tail -n 1
    python3 .ci/oracle/shadow_columns.py "$corpus" dataverse-schema-codegen/tests/it/snapshots/shadow_columns.txt
}

# step all-pages: all pages of the corpus in one crate, without a warning
step_all-pages() {
    has_corpus || return 0
    .ci/all_pages all_pages "$DATAVERSE_SCHEMA_CORPUS/scale" '*.md'
}

"step_$1"
