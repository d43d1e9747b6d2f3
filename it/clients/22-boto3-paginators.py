"""boto3: every paginator over 1,250 keys, uploads and parts; delimiters, encodings, start points."""

import concurrent.futures
import os
import sys

sys.path.insert(0, os.environ["IT"] + "/lib")
from tarn_it import client, drop_bucket, equal, new_bucket, refused


def main():
    s3 = client(max_pool_connections=8)
    bucket = new_bucket(s3)
    keys = ["d%02d/%03d" % (i % 25, i) for i in range(1240)]
    keys += ["a b", "a+b", "a%2Fb", "a&b=c", "é/ü", "😀", "z/", "//", "/", "q\x01r", "'\"<>"]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: s3.put_object(Bucket=bucket, Key=key, Body=key.encode()), keys))
    ordered = sorted(keys, key=lambda key: key.encode())

    for call in ("list_objects", "list_objects_v2", "list_object_versions"):
        for size in (7, 1000):
            pages = list(s3.get_paginator(call).paginate(Bucket=bucket, PaginationConfig={"PageSize": size}))
            member = "Versions" if call == "list_object_versions" else "Contents"
            got = [entry["Key"] for page in pages for entry in page.get(member, [])]
            equal("%s by %d" % (call, size), ordered, got)
            # A server may end with one empty page, never with more.
            if not len(ordered) / size <= len(pages) <= len(ordered) / size + 1:
                raise AssertionError("%s by %d took %d pages" % (call, size, len(pages)))
        groups = []
        for page in s3.get_paginator(call).paginate(Bucket=bucket, Delimiter="/", PaginationConfig={"PageSize": 6}):
            groups += [prefix["Prefix"] for prefix in page.get("CommonPrefixes", [])]
        equal(call + " with a delimiter", sorted({key[: key.index("/") + 1] for key in keys if "/" in key}, key=str.encode), groups)
    limited = list(s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, PaginationConfig={"MaxItems": 33, "PageSize": 10}))
    equal("MaxItems", 33, sum(len(page["Contents"]) for page in limited))
    page = s3.list_objects_v2(Bucket=bucket, Prefix="d07/", MaxKeys=5, FetchOwner=True)
    equal("key count", (5, True, 5), (page["KeyCount"], page["IsTruncated"], len(page["Contents"])))
    if not page["Contents"][0].get("Owner", {}).get("ID"):
        raise AssertionError("no owner although it was asked for")
    after = s3.list_objects_v2(Bucket=bucket, StartAfter="d23/", MaxKeys=2)
    equal("start after", [k for k in ordered if k > "d23/"][:2], [e["Key"] for e in after["Contents"]])
    refused("InvalidArgument", 400, s3.list_objects_v2, Bucket=bucket, ContinuationToken="")
    equal("max-keys 0", (0, False), (lambda p: (p["KeyCount"], p["IsTruncated"]))(s3.list_objects_v2(Bucket=bucket, MaxKeys=0)))

    uploads = [s3.create_multipart_upload(Bucket=bucket, Key="up/%02d" % (i // 2))["UploadId"] for i in range(14)]
    pages = s3.get_paginator("list_multipart_uploads").paginate(Bucket=bucket, PaginationConfig={"PageSize": 3})
    equal("uploads", uploads, [u["UploadId"] for page in pages for u in page.get("Uploads", [])])
    for number in range(1, 12):
        s3.upload_part(Bucket=bucket, Key="up/00", UploadId=uploads[0], PartNumber=number * 3, Body=b"x" * number)
    pages = s3.get_paginator("list_parts").paginate(Bucket=bucket, Key="up/00", UploadId=uploads[0], PaginationConfig={"PageSize": 4})
    equal("parts", [(n * 3, n) for n in range(1, 12)], [(p["PartNumber"], p["Size"]) for page in pages for p in page["Parts"]])

    names = [b["Name"] for page in s3.get_paginator("list_buckets").paginate(PaginationConfig={"PageSize": 1}) for b in page["Buckets"]]
    equal("bucket is listed once, in order", (1, sorted(names)), (names.count(bucket), names))
    equal("bucket prefix", [bucket], [b["Name"] for b in s3.list_buckets(Prefix=bucket)["Buckets"]])
    waited = s3.get_waiter("object_exists")
    waited.wait(Bucket=bucket, Key="😀", WaiterConfig={"Delay": 1, "MaxAttempts": 1})
    # XML 1.0 cannot hold this key: S3 refuses it in DeleteObjects, and clients delete it by itself.
    refused("MalformedXML", 400, s3.delete_objects, Bucket=bucket, Delete={"Objects": [{"Key": "q\x01r"}]})
    s3.delete_object(Bucket=bucket, Key="q\x01r")
    drop_bucket(s3, bucket)
    s3.get_waiter("bucket_not_exists").wait(Bucket=bucket, WaiterConfig={"Delay": 1, "MaxAttempts": 1})


main()
