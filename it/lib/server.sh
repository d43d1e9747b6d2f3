# Starts and ends the servers that the scripts talk to. Sourced by it/run.
# One server is shared by all scripts of a run, a second one speaks HTTPS; both start when first needed.

OUTSIDE_ENDPOINT=${TARN_IT_ENDPOINT:-}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

random_word() { # LENGTH
  python3 -c 'import secrets, string, sys; print("".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(int(sys.argv[1]))))' "$1"
}

# Exports what a script needs to reach its server. NEEDS: empty, "tls" or "none".
server_for() {
  case $1 in
    none) return 0 ;;
    tls) server_tls ;;
    *) server_plain ;;
  esac
}

server_plain() {
  unset TARN_IT_CA
  if [ -n "$OUTSIDE_ENDPOINT" ]; then export TARN_IT_ENDPOINT=$OUTSIDE_ENDPOINT; return 0; fi
  [ -f "$WORK/plain.env" ] || start_server plain || return 1
  . "$WORK/plain.env"
}

server_tls() {
  if [ -n "${TARN_IT_TLS_ENDPOINT:-}" ]; then
    export TARN_IT_ENDPOINT=$TARN_IT_TLS_ENDPOINT TARN_IT_CA=${TARN_IT_TLS_CA:-}
    return 0
  fi
  if [ ! -f "$WORK/tls.env" ]; then
    make_certificate || return 1
    start_server tls --tls-cert "$WORK/tls.crt" --tls-key "$WORK/tls.key" || return 1
  fi
  . "$WORK/tls.env"
  export TARN_IT_CA=$WORK/tls.crt
}

make_certificate() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
    -addext 'subjectAltName=DNS:localhost,DNS:*.localhost,IP:127.0.0.1' \
    -keyout "$WORK/tls.key" -out "$WORK/tls.crt" 2>"$WORK/openssl.log" && chmod 600 "$WORK/tls.key"
}

start_server() { # NAME, further options
  local name=$1 port admin scheme=http pid
  shift
  [ "$name" = tls ] && scheme=https
  port=$(free_port)
  admin=$(free_port)
  {
    echo "export AWS_ACCESS_KEY_ID=$(random_word 20)"
    echo "export AWS_SECRET_ACCESS_KEY=$(random_word 40)"
    echo "export TARN_IT_ENDPOINT=$scheme://127.0.0.1:$port"
    echo "export TARN_IT_ADMIN=http://127.0.0.1:$admin"
  } >"$WORK/$name.env.new"
  . "$WORK/$name.env.new"
  # The user's HOME, so that the launcher finds Maven's repository and a JDK.
  (cd "$WORK" && HOME=$REAL_HOME exec "${TARN_PROGRAM:-$ROOT/tarn}" serve --data "$WORK/data-$name" --address "127.0.0.1:$port" \
    --admin-address "127.0.0.1:$admin" "$@") >"$WORK/server-$name.log" 2>&1 &
  pid=$!
  echo $pid >"$WORK/server-$name.pid"
  for _ in $(seq 1 1200); do
    if curl -sf -o /dev/null "http://127.0.0.1:$admin/health/ready"; then
      mv "$WORK/$name.env.new" "$WORK/$name.env"
      return 0
    fi
    kill -0 $pid 2>/dev/null || break
    sleep 0.25
  done
  echo "the server ($name) did not become ready:"
  tail -30 "$WORK/server-$name.log"
  return 1
}

# Fails if a server did not end as SIGTERM asks it to, or logged an error while clients talked to it.
stop_servers() {
  local file pid name status result=0
  for file in "$WORK"/server-*.pid; do
    [ -f "$file" ] || continue
    pid=$(cat "$file")
    name=${file##*/server-}
    name=${name%.pid}
    rm "$file"
    if ! kill "$pid" 2>/dev/null; then
      echo "FAILED: the server ($name) had ended before it was stopped"
      result=1
      continue
    fi
    for _ in $(seq 1 80); do kill -0 "$pid" 2>/dev/null || break; sleep 0.25; done
    if kill -0 "$pid" 2>/dev/null; then
      echo "FAILED: the server ($name, pid $pid) did not end within 20 s of SIGTERM, so it was killed"
      kill -9 "$pid"
      result=1
    else
      status=0
      wait "$pid" || status=$?
      [ $status -eq 143 ] || { echo "FAILED: the server ($name) ended with status $status after SIGTERM, 143 was expected"; result=1; }
    fi
    if grep -nE '^[-0-9T:.]+Z ERROR' "$WORK/server-$name.log"; then
      echo "FAILED: the server ($name) logged the errors above"
      result=1
    fi
  done
  return $result
}
