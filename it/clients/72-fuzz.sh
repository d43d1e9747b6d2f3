# it-needs: none
# Requests that are almost right, of a fixed seed and of one that is printed. The long form: bench/fuzz/run --requests 1000000.
set -euo pipefail
command -v go >/dev/null || { echo "Go is missing: the fuzzer is written in it (Debian: apt-get install golang-go)"; exit 1; }
export HOME=$REAL_HOME TMPDIR=$SCRATCH TARN_BENCH_CACHE=$CACHE/bench
for seed in 4 0; do
  "$ROOT/bench/fuzz/run" --requests 2500 --seed $seed | sed 's/^/NOTE /'
done
