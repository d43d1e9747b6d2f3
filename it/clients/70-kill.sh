# it-needs: none
# kill -9 under load, three times: no acknowledged write may be lost, torn or come undone. The long form: bench/crash/run.
set -euo pipefail
command -v go >/dev/null || { echo "Go is missing: the crash checker is written in it (Debian: apt-get install golang-go)"; exit 1; }
export HOME=$REAL_HOME TMPDIR=$SCRATCH TARN_BENCH_CACHE=$CACHE/bench
"$ROOT/bench/crash/run" --short kill | sed 's/^/NOTE /'
