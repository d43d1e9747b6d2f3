# Installs the real clients at pinned versions into a cache, once. Sourced by it/run.

CACHE=${TARN_IT_CACHE:-$IT/.cache}
VENV=$CACHE/venv
export CACHE VENV

# Nothing of the user's own client settings may reach a test.
isolate_clients() {
  local variable
  for variable in $(compgen -e | grep -E '^(AWS_|RCLONE_|RESTIC_|S3_)' || true); do
    case $variable in AWS_ACCESS_KEY_ID | AWS_SECRET_ACCESS_KEY) ;; *) unset "$variable" ;; esac
  done
  export AWS_EC2_METADATA_DISABLED=true AWS_DEFAULT_REGION=us-east-1 AWS_REGION=us-east-1
  export AWS_PAGER= PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8
  export no_proxy=127.0.0.1,localhost NO_PROXY=127.0.0.1,localhost
  # Maven and npm keep their caches although HOME changes for each script.
  REAL_HOME=$HOME
  export REAL_HOME
}

install_clients() {
  local file packages=() need_venv=no need_node=no
  for file in "$@"; do
    case $file in *.py | *awscli* | *tls* | *first-run*) need_venv=yes ;; esac
    case $file in *.mjs) need_node=yes ;; esac
    case $file in *rclone*) command -v rclone >/dev/null || packages+=(rclone) ;; esac
    case $file in *s3cmd*) command -v s3cmd >/dev/null || packages+=(s3cmd) ;; esac
    case $file in *restic*) command -v restic >/dev/null || packages+=(restic) ;; esac
    case $file in *power-cut*) command -v mkfs.xfs >/dev/null || packages+=(xfsprogs) ;; esac
    case $file in *power-cut* | *-kill*) command -v go >/dev/null || packages+=(golang-go) ;; esac
  done
  mkdir -p "$CACHE"
  [ $need_venv = no ] || install_venv || return 1
  [ $need_node = no ] || install_node || return 1
  [ ${#packages[@]} -eq 0 ] || install_debian "${packages[@]}"
}

install_venv() {
  local stamp=$VENV/requirements.txt
  cmp -s "$IT/requirements.txt" "$stamp" 2>/dev/null && { PATH=$VENV/bin:$PATH; return 0; }
  echo "installing boto3, AWS CLI and minio-py into $VENV"
  rm -rf "$VENV"
  python3 -m venv "$VENV" && "$VENV/bin/pip" install -q --disable-pip-version-check -r "$IT/requirements.txt" \
    && cp "$IT/requirements.txt" "$stamp" || { echo "it/run: cannot install the Python clients" >&2; return 1; }
  PATH=$VENV/bin:$PATH
}

install_node() {
  local stamp=$IT/node/node_modules/.lock-copy
  cmp -s "$IT/node/package-lock.json" "$stamp" 2>/dev/null && return 0
  command -v npm >/dev/null || { echo "it/run: npm is missing (Debian: apt-get install npm)" >&2; return 1; }
  echo "installing the AWS SDK for JavaScript into it/node/node_modules"
  (cd "$IT/node" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error) \
    && cp "$IT/node/package-lock.json" "$stamp" || { echo "it/run: cannot install the npm clients" >&2; return 1; }
}

# A missing Debian client makes its script fail, not the others.
install_debian() {
  local sudo=
  command -v apt-get >/dev/null || { echo "it/run: please install: $*" >&2; return 0; }
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  echo "installing from Debian: $*"
  { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@"; } \
    >"$CACHE/apt.log" 2>&1 || echo "it/run: apt-get could not install $* (see $CACHE/apt.log)" >&2
}
