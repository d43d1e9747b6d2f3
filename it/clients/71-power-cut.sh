# it-needs: none
# One power cut each on ext4, XFS and a file system that keeps no more than POSIX promises, where mounting is permitted.
set -euo pipefail
command -v go >/dev/null || { echo "Go is missing: the crash checker is written in it (Debian: apt-get install golang-go)"; exit 1; }
export HOME=$REAL_HOME TMPDIR=$SCRATCH TARN_BENCH_CACHE=$CACHE/bench
"$ROOT/bench/crash/run" --cycles 1 ext4 xfs amnesia | sed 's/^/NOTE /'
