# AWS CLI iam: users, groups, roles, policies, keys, boundaries, simulations; each change holds from the next request on.
. "$IT/lib/common.sh"
as() { # ID SECRET COMMAND...
  local id=$1 secret=$2
  shift 2
  env AWS_ACCESS_KEY_ID="$id" AWS_SECRET_ACCESS_KEY="$secret" "$@"
}
allow() { # ACTION RESOURCE
  printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"}]}' "$1" "$2"
}
n=$RANDOM
user=ana-$n group=readers-$n role=reader-$n policy=read-$n
account=$(aws iam get-user --query User.UserId --output text)
prints "root" "arn:aws:iam::$account:root" aws iam get-user --query User.Arn --output text
aws s3 mb "s3://$BUCKET" >/dev/null

aws iam create-user --user-name "$user" --path /team/ --tags Key=team,Value=lake >/dev/null
prints "user" "arn:aws:iam::$account:user/team/$user" aws iam get-user --user-name "$user" --query User.Arn --output text
refused EntityAlreadyExists aws iam create-user --user-name "${user^^}"
read -r key secret < <(aws iam create-access-key --user-name "$user" \
  --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text)
prints "who" "arn:aws:iam::$account:user/team/$user" as "$key" "$secret" aws sts get-caller-identity --query Arn --output text
refused AccessDenied as "$key" "$secret" aws s3api list-objects-v2 --bucket "$BUCKET"
refused AccessDenied as "$key" "$secret" aws iam get-user
refused AccessDenied as "$key" "$secret" aws iam attach-user-policy --user-name "$user" \
  --policy-arn arn:aws:iam::aws:policy/AdministratorAccess

arn=$(aws iam create-policy --policy-name "$policy" --policy-document "$(allow s3:ListBucket "arn:aws:s3:::$BUCKET")" \
  --query Policy.Arn --output text)
aws iam create-group --group-name "$group" >/dev/null
aws iam attach-group-policy --group-name "$group" --policy-arn "$arn"
aws iam add-user-to-group --group-name "$group" --user-name "$user"
as "$key" "$secret" aws s3api list-objects-v2 --bucket "$BUCKET" >/dev/null
prints "simulated" "allowed implicitDeny" bash -c "aws iam simulate-principal-policy \
  --policy-source-arn arn:aws:iam::$account:user/team/$user --action-names s3:ListBucket s3:GetObject \
  --resource-arns arn:aws:s3:::$BUCKET --query 'EvaluationResults[].EvalDecision' --output text | xargs"
aws iam create-policy-version --policy-arn "$arn" --policy-document "$(allow s3:PutObject '*')" --set-as-default >/dev/null
refused AccessDenied as "$key" "$secret" aws s3api list-objects-v2 --bucket "$BUCKET"
aws iam set-default-policy-version --policy-arn "$arn" --version-id v1
as "$key" "$secret" aws s3api list-objects-v2 --bucket "$BUCKET" >/dev/null

aws iam put-user-permissions-boundary --user-name "$user" --permissions-boundary arn:aws:iam::aws:policy/IAMReadOnlyAccess
refused AccessDenied as "$key" "$secret" aws s3api list-objects-v2 --bucket "$BUCKET"
aws iam delete-user-permissions-boundary --user-name "$user"
as "$key" "$secret" aws s3api list-objects-v2 --bucket "$BUCKET" >/dev/null
aws iam put-user-policy --user-name "$user" --policy-name self --policy-document \
  "$(allow 'iam:*AccessKey*' "arn:aws:iam::$account:user/team/\${aws:username}")"
prints "own keys" "$key" as "$key" "$secret" aws iam list-access-keys --query 'AccessKeyMetadata[0].AccessKeyId' --output text
prints "document" 's3:ListBucket' aws iam get-policy-version --policy-arn "$arn" --version-id v1 \
  --query 'PolicyVersion.Document.Statement[0].Action' --output text

aws iam create-role --role-name "$role" --assume-role-policy-document \
  "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::$account:user/team/$user\"},\"Action\":\"sts:AssumeRole\"}]}" >/dev/null
aws iam attach-role-policy --role-name "$role" --policy-arn "$arn"
prints "entities" "$group $role" bash -c "aws iam list-entities-for-policy --policy-arn $arn \
  --query '[PolicyGroups[0].GroupName,PolicyRoles[0].RoleName]' --output text | xargs"
refused DeleteConflict aws iam delete-policy --policy-arn "$arn"
refused DeleteConflict aws iam delete-user --user-name "$user"
refused NoSuchEntity aws iam get-role --role-name "missing-$n"
refused MalformedPolicyDocument aws iam create-policy --policy-name x --policy-document '{"Version":"2012-10-17"}'
refused NotImplemented aws iam create-virtual-mfa-device --virtual-mfa-device-name x --outfile "$WORK/x" --bootstrap-method Base32StringSeed

aws iam update-access-key --user-name "$user" --access-key-id "$key" --status Inactive
refused InvalidAccessKeyId as "$key" "$secret" aws s3api list-objects-v2 --bucket "$BUCKET"
aws iam delete-access-key --user-name "$user" --access-key-id "$key"
aws iam detach-role-policy --role-name "$role" --policy-arn "$arn"
aws iam delete-role --role-name "$role"
aws iam remove-user-from-group --group-name "$group" --user-name "$user"
aws iam detach-group-policy --group-name "$group" --policy-arn "$arn"
aws iam delete-group --group-name "$group"
aws iam delete-user-policy --user-name "$user" --policy-name self
aws iam delete-user --user-name "$user"
aws iam delete-policy-version --policy-arn "$arn" --version-id v2
aws iam delete-policy --policy-arn "$arn"
aws s3 rb "s3://$BUCKET" >/dev/null
