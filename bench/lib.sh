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

# Makes an IAM user that may read a bucket by a policy of its own and by the bucket's; sets USER_KEY_ID, USER_SECRET. BUCKET
make_user() {
  local lines
  lines=$(python3 - "$TARN_ENDPOINT" "$1" <<'PYTHON'
import datetime, hashlib, hmac, json, os, re, sys, urllib.parse, urllib.request
endpoint, bucket = sys.argv[1:]
access, secret = os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]
host = urllib.parse.urlparse(endpoint).netloc

def send(service, method, path, query, body):
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    digest = hashlib.sha256(body).hexdigest()
    canonical = "\n".join([method, path, query, "host:" + host, "x-amz-content-sha256:" + digest, "x-amz-date:" + now, "",
                           "host;x-amz-content-sha256;x-amz-date", digest])
    scope = "/".join([now[:8], "us-east-1", service, "aws4_request"])
    key = ("AWS4" + secret).encode()
    for step in scope.split("/"):
        key = hmac.new(key, step.encode(), hashlib.sha256).digest()
    text = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    request = urllib.request.Request(endpoint + path + ("?" + query if query else ""), body, method=method, headers={
        "x-amz-date": now, "x-amz-content-sha256": digest, "content-type": "application/x-www-form-urlencoded",
        "authorization": "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=%s"
                         % (access, scope, signature)})
    return urllib.request.urlopen(request).read().decode()

def iam(action, **form):
    form.update(Action=action, Version="2010-05-08")
    return send("iam", "POST", "/", "", urllib.parse.urlencode(form).encode())

arn = re.search("<Arn>(.*?)</Arn>", iam("CreateUser", UserName="bench")).group(1)
objects = "arn:aws:s3:::" + bucket + "/*"
local = {"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}
iam("PutUserPolicy", UserName="bench", PolicyName="read", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": ["s3:CreateBucket", "s3:ListBucket"], "Resource": "arn:aws:s3:::" + bucket},
    {"Effect": "Allow", "Action": "s3:Get*", "Resource": objects, "Condition": local}]}))
send("s3", "PUT", "/" + bucket, "policy=", json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": objects, "Condition": {"NotIpAddress": local["IpAddress"]}},
    {"Effect": "Allow", "Principal": {"AWS": arn}, "Action": "s3:GetObject", "Resource": objects}]}).encode())
key = iam("CreateAccessKey", UserName="bench")
print(re.search("<AccessKeyId>(.*?)</AccessKeyId>", key).group(1))
print(re.search("<SecretAccessKey>(.*?)</SecretAccessKey>", key).group(1))
PYTHON
  ) || exit 1
  USER_KEY_ID=${lines%%$'\n'*}
  USER_SECRET=${lines##*$'\n'}
}
