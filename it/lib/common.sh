# What the shell scripts share. Sourced by every clients/*.sh.
set -eEuo pipefail
export AWS_ENDPOINT_URL=$TARN_IT_ENDPOINT
ENDPOINT_HOST=${TARN_IT_ENDPOINT#*://}
BUCKET=it-$(basename "$0" | sed 's/^[0-9]*-//; s/\..*//')-$RANDOM
# A command within a function is named with the lines that called it.
trap 'echo "FAILED in line $LINENO (called from: ${BASH_LINENO[*]}): $BASH_COMMAND" >&2' ERR

fail() { echo "FAILED: $*" >&2; exit 1; }

equal() { # WHAT EXPECTED GOT
  [ "$2" = "$3" ] || fail "$1: expected [$2], got [$3]"
}

# The command must succeed and print exactly this; in $(...) as an argument its failing would go unseen.
prints() { # WHAT EXPECTED COMMAND...
  local what=$1 expected=$2 output
  shift 2
  output=$("$@") || fail "$what: failed: $*"
  equal "$what" "$expected" "$output"
}

# The command must fail and its output must contain the text.
refused() { # TEXT COMMAND...
  local text=$1 output
  shift
  if output=$("$@" 2>&1); then fail "should have been refused with $text: $*"; fi
  case $output in *"$text"*) ;; *) fail "expected $text from: $* — got: $output" ;; esac
}

random_file() { # PATH BYTES
  head -c "$2" /dev/urandom >"$1"
}
