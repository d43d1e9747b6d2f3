# AWS CLI, high level: mb, cp of 1 KiB and 100 MiB, sync both ways, ls, presign, mv, rm, rb.
. "$IT/lib/common.sh"

aws s3 mb "s3://$BUCKET"
aws s3 ls | grep >/dev/null " $BUCKET\$" || fail "ls does not show the new bucket"

random_file small 1024
aws s3 cp small "s3://$BUCKET/small"
aws s3 cp "s3://$BUCKET/small" small.back
cmp small small.back
equal "size in ls" 1024 "$(aws s3 ls "s3://$BUCKET/small" | awk '{print $3}')"

random_file large $((100 * 1024 * 1024))
aws s3 cp --no-progress large "s3://$BUCKET/large"
aws s3 cp --no-progress "s3://$BUCKET/large" large.back
cmp large large.back
rm large.back

# A stream of unknown length, and back through standard output.
head -c 20000000 large | aws s3 cp - "s3://$BUCKET/stream"
aws s3 cp "s3://$BUCKET/stream" - | cmp - <(head -c 20000000 large)
rm large

# Copies on the server's side: one request, and by parts.
aws s3 cp --no-progress "s3://$BUCKET/small" "s3://$BUCKET/copy of small"
aws s3 cp --no-progress "s3://$BUCKET/large" "s3://$BUCKET/copy of large"
equal "size of the copy" 104857600 "$(aws s3api head-object --bucket "$BUCKET" --key 'copy of large' --query ContentLength --output text)"
aws s3 mv --no-progress "s3://$BUCKET/copy of small" "s3://$BUCKET/moved"
aws s3 cp "s3://$BUCKET/moved" - | cmp - small

mkdir -p "tree/a/b c" tree/ünïcode tree/empty
for i in $(seq 1 30); do echo "file $i" >"tree/a/$i"; done
echo plus >"tree/a/b c/one+one=2 & 50%.txt"
echo emoji >"tree/ünïcode/😀.txt"
: >tree/empty/zero
# LastModified is a whole second: a file younger than a second would look newer than its own upload, at AWS too.
find tree -type f -exec touch -d '1 minute ago' {} +
aws s3 sync --no-progress tree "s3://$BUCKET/tree" >sync.log
equal "files uploaded by sync" 33 "$(grep -c '^upload' sync.log)"
prints "files uploaded by a second sync" "" aws s3 sync --no-progress tree "s3://$BUCKET/tree"
aws s3 sync --no-progress "s3://$BUCKET/tree" tree.back >/dev/null
diff -r tree tree.back
rm "tree/a/7"
aws s3 sync --no-progress --delete tree "s3://$BUCKET/tree" | grep >/dev/null '^delete:.*tree/a/7$' || fail "sync --delete did not delete tree/a/7"
equal "prefixes in ls" 3 "$(aws s3 ls "s3://$BUCKET/tree/" | grep -c ' PRE ')"
equal "objects in ls --recursive" 32 "$(aws s3 ls --recursive "s3://$BUCKET/tree/" | wc -l)"

# Without this setting version 1 of the CLI presigns for us-east-1 with Signature Version 2, which is refused.
aws configure set default.s3.signature_version s3v4
url=$(aws s3 presign "s3://$BUCKET/small" --expires-in 60)
curl -sf "$url" | cmp - small
equal "altered presigned URL" 403 "$(curl -s -o /dev/null -w '%{http_code}' "${url/small/large}")"
url=$(aws s3 presign "s3://$BUCKET/tree/ünïcode/😀.txt")
equal "presigned unicode key" emoji "$(curl -sf "$url")"

refused BucketNotEmpty aws s3 rb "s3://$BUCKET"
aws s3 rm "s3://$BUCKET/small"
aws s3 rm --recursive "s3://$BUCKET/" >/dev/null
prints "objects left" "" aws s3 ls "s3://$BUCKET"
aws s3 rb "s3://$BUCKET"
refused NoSuchBucket aws s3 ls "s3://$BUCKET"
aws s3 mb "s3://$BUCKET-2"
echo x | aws s3 cp - "s3://$BUCKET-2/x"
aws s3 rb --force "s3://$BUCKET-2"
