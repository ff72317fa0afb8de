# Daily commands. `just` lists them; CONTRIBUTING.md has each as a plain command.

set windows-shell := ["bash", "-c"]

_list:
    @{{just_executable()}} --list --unsorted

# Run a crate's tests, or those with a word in their name: just test runtime validation
test crate *name:
    cargo test -p dataverse-schema-{{crate}} {{name}}

# Run all tests
test-all:
    cargo test --workspace

# Accept a crate's changed snapshots; read the diff afterwards: just bless codegen names
bless crate *name:
    INSTA_UPDATE=always cargo test -p dataverse-schema-{{crate}} {{name}}

# Accept the compiler's messages about misuse
bless-ui:
    TRYBUILD=overwrite cargo test -p dataverse-schema-macros --test it ui

# Accept a larger expansion
bless-size:
    UPDATE_EXPANSION_SIZE=1 cargo test -p dataverse-schema-codegen --test it size_per_column

# Accept the counts of instructions
bless-instructions:
    .ci/instructions --bless

# Accept the public API
bless-api:
    .ci/public_api/run --bless

# Run a benchmark, compile_cost, run_time, reading, or definitions: just bench reading
bench name *args:
    cargo bench --bench {{name}} -- {{args}}

# Measure with all pages of a folder, account.md among them, for 25 minutes, and show it: just figures ../pages
figures folder:
    cargo bench --bench compile_cost -- --pages {{folder}} --tables 1,10,50,280 --runs 5 --measures check,touch,build --json benches/results/compile_cost.json
    cargo bench --bench run_time -- --pages {{folder}}/account.md --json benches/results/run_time.json
    cargo bench --bench figures

# Measure the sizes of programs with pages of a folder, and show them: just sizes ../pages
sizes folder:
    cargo bench --bench run_time -- --pages {{folder}} --sizes 1,10,50 --json benches/results/sizes.json
    cargo bench --bench figures

# Measure the routes to generated code with all pages of a folder, and show it: just routes ../pages
routes folder:
    cargo bench --bench compile_cost -- --pages {{folder}} --tables 1,20,280 --runs 5 --routes --json benches/results/routes.json
    cargo bench --bench figures

# Fuzz the readers for some seconds, all targets or one: just fuzz 60 model
fuzz seconds *target:
    fuzz/run {{seconds}} {{target}}

# Run steps of the checks, or all of them: just ci clippy docs
ci *steps:
    .ci/run {{steps}}

# List the steps of the checks
steps:
    .ci/run --list

# Mutate files of a crate and see which changes its tests miss: just mutants runtime 'src/rule/**'
mutants crate files *args:
    .ci/mutants {{crate}} {{quote(files)}} {{args}}
