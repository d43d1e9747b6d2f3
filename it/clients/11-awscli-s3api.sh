# AWS CLI, low level: metadata, conditions, attributes, paging, copy, multipart, delete-objects, settings never set.
. "$IT/lib/common.sh"
api() { aws s3api "$@" --bucket "$BUCKET"; }
value() { local query=$1; shift; api "$@" --query "$query" --output text; }

api create-bucket >/dev/null
api create-bucket >/dev/null # one's own bucket again succeeds in us-east-1
api head-bucket >/dev/null
equal location None "$(value LocationConstraint get-bucket-location)"
refused InvalidBucketName aws s3api create-bucket --bucket 192.168.1.1
refused InvalidLocationConstraint aws s3api create-bucket --bucket "$BUCKET-x" --create-bucket-configuration LocationConstraint=nowhere-1
refused "(404)" aws s3api head-bucket --bucket "$BUCKET-missing"

random_file body 70000
md5=$(md5sum body | cut -d' ' -f1)
equal "ETag of put" "\"$md5\"" "$(value ETag put-object --key 'dir/a key' --body body --content-type text/x-test \
  --cache-control max-age=7 --metadata colour=blue,size=big --content-language en)"
equal "head" "70000 text/x-test max-age=7 en blue big" \
  "$(value '[ContentLength,ContentType,CacheControl,ContentLanguage,Metadata.colour,Metadata.size]' head-object --key 'dir/a key' | tr '\t' ' ')"
api get-object --key 'dir/a key' got >/dev/null
cmp body got
api get-object --key 'dir/a key' --range bytes=100-199 range >/dev/null
cmp range <(tail -c +101 body | head -c 100)
equal "suffix range" "bytes 69990-69999/70000" "$(value ContentRange get-object --key 'dir/a key' --range bytes=-10 range)"
refused InvalidRange api get-object --key 'dir/a key' --range bytes=70000- range
equal "response override" "a/b" "$(value ContentType get-object --key 'dir/a key' --response-content-type a/b got)"
refused NoSuchKey api get-object --key missing got

# Conditions.
refused PreconditionFailed api put-object --key 'dir/a key' --body body --if-none-match '*'
refused PreconditionFailed api put-object --key 'dir/a key' --body body --if-match '"00000000000000000000000000000000"'
api put-object --key 'dir/a key' --body body --metadata colour=blue,size=big --if-match "\"$md5\"" >/dev/null
refused NoSuchKey api put-object --key other --body body --if-match "\"$md5\""
api put-object --key fresh --body body --if-none-match '*' >/dev/null
refused "(304)" api get-object --key fresh --if-none-match "\"$md5\"" got
refused PreconditionFailed api get-object --key fresh --if-match '"00000000000000000000000000000000"' got
refused PreconditionFailed api delete-object --key fresh --if-match '"00000000000000000000000000000000"'
api delete-object --key fresh --if-match "\"$md5\"" >/dev/null
refused "(404)" api head-object --key fresh

# Checksums and attributes.
refused BadDigest api put-object --key bad --body body --checksum-sha256 "$(printf x | openssl dgst -sha256 -binary | base64)"
refused "(404)" api head-object --key bad
sha=$(openssl dgst -sha256 -binary body | base64)
api put-object --key summed --body body --checksum-algorithm SHA256 >/dev/null
equal "stored checksum" "$sha" "$(value ChecksumSHA256 head-object --key summed --checksum-mode ENABLED)"
equal "attributes" "$md5 70000 $sha STANDARD" \
  "$(value '[ETag,ObjectSize,Checksum.ChecksumSHA256,StorageClass]' get-object-attributes --key summed --object-attributes ETag ObjectSize Checksum StorageClass | tr '\t' ' ')"

# Copy.
api copy-object --key 'copy+of it' --copy-source "$BUCKET/dir/a key" >/dev/null
equal "metadata of the copy" blue "$(value Metadata.colour head-object --key 'copy+of it')"
api copy-object --key 'copy+of it' --copy-source "$BUCKET/dir/a key" --metadata-directive REPLACE --metadata colour=red >/dev/null
equal "replaced metadata" "red None" "$(value '[Metadata.colour,Metadata.size]' head-object --key 'copy+of it' | tr '\t' ' ')"
refused InvalidRequest api copy-object --key summed --copy-source "$BUCKET/summed"

# Multipart.
random_file p1 $((5 * 1024 * 1024))
random_file p2 1000
upload=$(value UploadId create-multipart-upload --key parts --content-type text/parts)
equal "listed upload" "parts" "$(value 'Uploads[0].Key' list-multipart-uploads)"
e1=$(value ETag upload-part --key parts --upload-id "$upload" --part-number 1 --body p1)
e2=$(value ETag upload-part --key parts --upload-id "$upload" --part-number 7 --body p2)
equal "listed parts" "1 7" "$(value 'Parts[].PartNumber' list-parts --key parts --upload-id "$upload" | tr '\t' ' ')"
refused InvalidPartOrder api complete-multipart-upload --key parts --upload-id "$upload" \
  --multipart-upload "Parts=[{PartNumber=7,ETag=$e2},{PartNumber=1,ETag=$e1}]"
refused InvalidPart api complete-multipart-upload --key parts --upload-id "$upload" \
  --multipart-upload "Parts=[{PartNumber=1,ETag=$e2}]"
refused EntityTooSmall api complete-multipart-upload --key parts --upload-id "$upload" \
  --multipart-upload "Parts=[{PartNumber=1,ETag=$e1},{PartNumber=7,ETag=$e2},{PartNumber=8,ETag=$(value ETag upload-part --key parts --upload-id "$upload" --part-number 8 --body p2)}]"
for attempt in first repeated; do
  etag=$(value ETag complete-multipart-upload --key parts --upload-id "$upload" \
    --multipart-upload "Parts=[{PartNumber=1,ETag=$e1},{PartNumber=7,ETag=$e2}]")
  case $etag in *-2\"*) ;; *) fail "multipart ETag of the $attempt completion: $etag" ;; esac
done
api get-object --key parts got >/dev/null
cat p1 p2 | cmp - got
equal "partNumber 2" "1000 2" "$(value '[ContentLength,PartsCount]' head-object --key parts --part-number 2 | tr '\t' ' ')"
upload=$(value UploadId create-multipart-upload --key aborted)
api upload-part-copy --key aborted --upload-id "$upload" --part-number 2 --copy-source "$BUCKET/parts" --copy-source-range bytes=0-99 >/dev/null
api abort-multipart-upload --key aborted --upload-id "$upload"
refused NoSuchUpload api list-parts --key aborted --upload-id "$upload"

# Listing.
for i in 1 2 3 4 5; do api put-object --key "list/$i/x" --body p2 >/dev/null; done
equal "common prefixes" "list/1/ list/2/ list/3/ list/4/ list/5/" \
  "$(value 'CommonPrefixes[].Prefix' list-objects-v2 --prefix list/ --delimiter / | tr '\t' ' ')"
equal "paged by two" 5 "$(api list-objects-v2 --prefix list/ --page-size 2 --query 'Contents[].Key' --output text | tr '\t' '\n' | grep -c .)"
equal "start-after" "list/4/x" "$(value 'Contents[0].Key' list-objects-v2 --start-after list/3/x)"
equal "V1" 5 "$(api list-objects --prefix list/ --query 'Contents[].Key' --output text | wc -w)"
equal "versions" 5 "$(api list-object-versions --prefix list/ --query 'Versions[].VersionId' --output text | tr '\t' '\n' | grep -c null)"

# Delete many.
equal "deleted" 3 "$(api delete-objects --delete 'Objects=[{Key=list/1/x},{Key=list/2/x},{Key=never}]' --query 'length(Deleted)' --output text)"
equal "left" 3 "$(value 'length(Contents)' list-objects-v2 --prefix list/)"

# Settings that nobody set.
prints versioning "" api get-bucket-versioning
refused NoSuchBucketPolicy api get-bucket-policy
refused NoSuchTagSet api get-bucket-tagging
refused NoSuchLifecycleConfiguration api get-bucket-lifecycle-configuration
refused NoSuchCORSConfiguration api get-bucket-cors
refused NoSuchWebsiteConfiguration api get-bucket-website
api delete-bucket-cors
aws s3 rb --force "s3://$BUCKET" >/dev/null
