# What the measuring scripts share: building the tools, starting and ending servers. Sourced.
BENCH=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(dirname "$BENCH")
TARN=${TARN_PROGRAM:-$ROOT/tarn}
TOOLS=${TARN_BENCH_CACHE:-$BENCH/.cache}
mkdir -p "$TOOLS"
PIDS=()

build_tool() { # DIRECTORY NAME
  command -v go >/dev/null || { echo "Go 1.19 or later is needed (Debian: apt-get install golang-go)" >&2; exit 1; }
  (cd "$BENCH/$1" && go build -o "$TOOLS/$2" .) || exit 1
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

new_credentials() {
  AWS_ACCESS_KEY_ID=bench$(python3 -c 'import secrets; print(secrets.token_hex(6))')
  AWS_SECRET_ACCESS_KEY=$(python3 -c 'import secrets; print(secrets.token_hex(20))')
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
}

# Starts Tarn; sets TARN_PID, TARN_ENDPOINT, TARN_ADMIN. DATA LOG [OPTION...]
start_tarn() {
  local data=$1 log=$2 port admin
  shift 2
  port=$(free_port)
  admin=$(free_port)
  "$TARN" serve --data "$data" --address "127.0.0.1:$port" --admin-address "127.0.0.1:$admin" "$@" >"$log" 2>&1 &
  TARN_PID=$!
  PIDS+=($TARN_PID)
  TARN_ENDPOINT=http://127.0.0.1:$port
  TARN_ADMIN=http://127.0.0.1:$admin
  wait_for "$TARN_ADMIN/health/ready" $TARN_PID "$log"
}

wait_for() { # URL PID LOG
  local i
  for i in $(seq 1 6000); do
    curl -sf -o /dev/null "$1" && return 0
    kill -0 "$2" 2>/dev/null || break
    sleep 0.02
  done
  echo "the server did not become ready:" >&2
  tail -20 "$3" >&2
  exit 1
}

end() { # PID
  kill "$1" 2>/dev/null || return 0
  wait "$1" 2>/dev/null || true
}

end_all() {
  local pid
  for pid in "${PIDS[@]}"; do end "$pid"; done
}
