# restic: init, backup, incremental backup, check --read-data, restore, forget --prune.
. "$IT/lib/common.sh"
export RESTIC_REPOSITORY="s3:$TARN_IT_ENDPOINT/$BUCKET/repository" RESTIC_PASSWORD=secret RESTIC_CACHE_DIR=$SCRATCH/cache
mkdir -p "source/deep/er"
for i in $(seq 1 300); do head -c $((i * 97)) /dev/urandom >"source/deep/$i"; done
random_file source/large $((40 * 1024 * 1024))
ln -s large source/link
restic init
restic backup source --tag first
head -c 1000000 /dev/urandom >>source/large
rm source/deep/1*
echo new >source/deep/er/new
restic backup source --tag second
equal "snapshots" 2 "$(restic snapshots --json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)))')"
restic check --read-data
restic restore latest --target restored
diff -r source "restored/source" 2>/dev/null || diff -r source "restored$PWD/source"
restic forget --keep-last 1 --prune
restic check --read-data
equal "snapshots after forget" 1 "$(restic snapshots --json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)))')"
rm -rf restored
restic restore latest --target restored
diff -r source "restored/source" 2>/dev/null || diff -r source "restored$PWD/source"
aws s3 rb --force "s3://$BUCKET" >/dev/null
