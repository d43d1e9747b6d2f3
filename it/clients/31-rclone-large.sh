# rclone: a 70 MiB file by parts, a stream, server-side copy and move, a presigned link.
. "$IT/lib/common.sh"
unset AWS_CA_BUNDLE
export RCLONE_CONFIG=$SCRATCH/none RCLONE_CONFIG_TARN_TYPE=s3 RCLONE_CONFIG_TARN_PROVIDER=Other RCLONE_CONFIG_TARN_ENV_AUTH=true
export RCLONE_CONFIG_TARN_ENDPOINT=$TARN_IT_ENDPOINT RCLONE_CONFIG_TARN_REGION=us-east-1
clone() { rclone --retries 1 --low-level-retries 2 "$@"; }
random_file large $((70 * 1024 * 1024))
clone mkdir "tarn:$BUCKET"
clone copyto large "tarn:$BUCKET/a/large" --s3-upload-cutoff 10M --s3-chunk-size 8M
clone cat "tarn:$BUCKET/a/large" | cmp - large
clone cat --offset 1000000 --count 1000 "tarn:$BUCKET/a/large" | cmp - <(tail -c +1000001 large | head -c 1000)
clone rcat "tarn:$BUCKET/stream" <large
clone cat "tarn:$BUCKET/stream" | cmp - large
clone copyto "tarn:$BUCKET/a/large" "tarn:$BUCKET/b/large" --s3-copy-cutoff 20M
clone moveto "tarn:$BUCKET/b/large" "tarn:$BUCKET/c"
clone check --download large "tarn:$BUCKET/a/" --one-way
equal "listing" "a/large c stream" "$(clone lsf -R --files-only "tarn:$BUCKET" | sort | tr '\n' ' ' | sed 's/ $//')"
curl -sf "$(clone link "tarn:$BUCKET/c")" | cmp - large
clone purge "tarn:$BUCKET"
