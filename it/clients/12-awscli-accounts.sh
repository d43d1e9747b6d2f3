# AWS CLI and tarn account: a second account with its own root key, users of both, disabling, deleting, STS from the shell.
. "$IT/lib/common.sh"
export TARN_ADMIN_ADDRESS=${TARN_IT_ADMIN#*://}
tarn() { HOME=$REAL_HOME "${TARN_PROGRAM:-$ROOT/tarn}" "$@"; }
as() { # ID SECRET TOKEN-OR-EMPTY COMMAND...
  local id=$1 secret=$2 token=$3
  shift 3
  env AWS_ACCESS_KEY_ID="$id" AWS_SECRET_ACCESS_KEY="$secret" ${token:+AWS_SESSION_TOKEN="$token"} "$@"
}
field() { sed -n "s/^$1 *//p"; }
name=acme-$RANDOM

equal "caller of the operator's key" arn:aws:iam::100000000001:root "$(aws sts get-caller-identity --query Arn --output text)"
made=$(tarn account create "$name")
id=$(field AccountId <<<"$made")
key=$(field AccessKeyId <<<"$made")
secret=$(field SecretAccessKey <<<"$made")
refused AccountAlreadyExists tarn account create "$name"
tarn account list | grep -q "$id  active .*$name" || fail "the account is not listed"
equal "caller of the new root key" "arn:aws:iam::$id:root" \
  "$(as "$key" "$secret" "" aws sts get-caller-identity --query Arn --output text)"
as "$key" "$secret" "" aws s3 mb "s3://$BUCKET" >/dev/null
refused AccessDenied aws s3api list-objects-v2 --bucket "$BUCKET"
refused AccessDenied as "$key" "$secret" "" env HOME="$REAL_HOME" "${TARN_PROGRAM:-$ROOT/tarn}" account list
refused AccountOwnsBuckets tarn account delete "$name"

# A user of the new account, a role, and the role's session.
as "$key" "$secret" "" aws iam create-user --user-name ana >/dev/null
as "$key" "$secret" "" aws iam put-user-policy --user-name ana --policy-name assume --policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}'
read -r user_key user_secret < <(as "$key" "$secret" "" aws iam create-access-key --user-name ana \
  --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text)
as "$key" "$secret" "" aws iam create-role --role-name reader --assume-role-policy-document \
  "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"$id\"},\"Action\":\"sts:AssumeRole\"}]}" >/dev/null
as "$key" "$secret" "" aws iam put-role-policy --role-name reader --policy-name read --policy-document \
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket","s3:GetObject"],"Resource":"*"}]}'
refused AccessDenied as "$user_key" "$user_secret" "" aws s3api list-objects-v2 --bucket "$BUCKET"
read -r session_key session_secret session_token < <(as "$user_key" "$user_secret" "" aws sts assume-role \
  --role-arn "arn:aws:iam::$id:role/reader" --role-session-name shell \
  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
equal "caller of the session" "arn:aws:sts::$id:assumed-role/reader/shell" \
  "$(as "$session_key" "$session_secret" "$session_token" aws sts get-caller-identity --query Arn --output text)"
as "$session_key" "$session_secret" "$session_token" aws s3api list-objects-v2 --bucket "$BUCKET" >/dev/null
refused AccessDenied as "$session_key" "$session_secret" "$session_token" aws s3api put-object --bucket "$BUCKET" --key x
refused InvalidAccessKeyId as "$session_key" "$session_secret" "" aws s3api list-objects-v2 --bucket "$BUCKET"
refused InvalidToken as "$session_key" "$session_secret" "${session_token}A" aws s3api list-objects-v2 --bucket "$BUCKET"
aws configure set default.s3.signature_version s3v4
presigned=$(as "$session_key" "$session_secret" "$session_token" aws s3 presign "s3://$BUCKET/missing")
equal "presigned by the session" 404 "$(curl -s -o /dev/null -w '%{http_code}' "$presigned")"

# Public access block of the whole account.
refused NoSuchPublicAccessBlockConfiguration tarn account public-access-block "$name"
tarn account public-access-block "$name" --all
equal "account's block" "true true true true" "$(tarn account public-access-block "$name" | awk '{print $2}' | xargs)"
tarn account public-access-block "$name" --clear

# Disabled: nobody of it does anything, at once; enabled: everybody again.
tarn account disable "$name"
refused AccountProblem as "$key" "$secret" "" aws s3api list-objects-v2 --bucket "$BUCKET"
refused InvalidClientTokenId as "$user_key" "$user_secret" "" aws sts get-caller-identity
refused AccountProblem as "$session_key" "$session_secret" "$session_token" aws s3api list-objects-v2 --bucket "$BUCKET"
tarn account enable "$name"
as "$session_key" "$session_secret" "$session_token" aws s3api list-objects-v2 --bucket "$BUCKET" >/dev/null
as "$key" "$secret" "" aws iam update-access-key --user-name ana --access-key-id "$user_key" --status Inactive
refused InvalidClientTokenId as "$user_key" "$user_secret" "" aws sts get-caller-identity
as "$key" "$secret" "" aws s3 rb "s3://$BUCKET" >/dev/null
tarn account delete "$name"
refused InvalidAccessKeyId as "$key" "$secret" "" aws s3 ls
refused InvalidAccessKeyId as "$session_key" "$session_secret" "$session_token" aws s3 ls
refused OperatorAccount tarn account delete operator
