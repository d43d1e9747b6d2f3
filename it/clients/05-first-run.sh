# it-needs: none
# The README's first command in a new clone, with an empty Maven repository.
set -euo pipefail
export HOME=$REAL_HOME TARN_IT_CACHE=$CACHE TMPDIR=$SCRATCH
exec "$IT/first-run"
