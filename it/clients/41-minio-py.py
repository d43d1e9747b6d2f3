"""minio-py: buckets, put and get by stream and file, parts, list, stat, copy, compose, presign, remove."""

import io
import os
import random
import sys
import urllib.parse
import urllib.request

from minio import Minio
from minio.commonconfig import ComposeSource, CopySource
from minio.deleteobjects import DeleteObject
from minio.error import S3Error

where = urllib.parse.urlsplit(os.environ["TARN_IT_ENDPOINT"])


def equal(what, expected, got):
    if expected != got:
        raise AssertionError("%s: expected %r, got %r" % (what, expected, got))


def body(answer):
    try:
        return answer.read()
    finally:
        answer.close()
        answer.release_conn()


def refused(code, call, *arguments):
    try:
        call(*arguments)
    except S3Error as error:
        return equal("error code", code, error.code)
    raise AssertionError("should have been refused with " + code)


def main():
    s3 = Minio(where.netloc, os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"],
               secure=where.scheme == "https", region="us-east-1")
    bucket = "it-minio-py-%d" % random.randrange(10**9)
    equal("exists before", False, s3.bucket_exists(bucket))
    s3.make_bucket(bucket)
    equal("exists", True, s3.bucket_exists(bucket))
    equal("listed", True, bucket in [b.name for b in s3.list_buckets()])
    # Without a region given, the client asks GetBucketLocation.
    finder = Minio(where.netloc, os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"], secure=where.scheme == "https")

    small = os.urandom(5000)
    finder.put_object(bucket, "dir/ü +&%.bin", io.BytesIO(small), len(small), content_type="a/b", metadata={"x-amz-meta-colour": "blue"})
    equal("small", small, body(s3.get_object(bucket, "dir/ü +&%.bin")))
    equal("range", small[10:30], body(s3.get_object(bucket, "dir/ü +&%.bin", offset=10, length=20)))
    stat = s3.stat_object(bucket, "dir/ü +&%.bin")
    equal("stat", (5000, "a/b", "blue"), (stat.size, stat.content_type, stat.metadata["x-amz-meta-colour"]))
    empty = s3.put_object(bucket, "empty", io.BytesIO(b""), 0)
    equal("empty", b"", body(s3.get_object(bucket, "empty")))
    equal("ETag of empty", "d41d8cd98f00b204e9800998ecf8427e", empty.etag)

    large = os.urandom(1024 * 1024) * 17
    s3.put_object(bucket, "stream", io.BytesIO(large), -1, part_size=5 * 1024 * 1024)
    equal("stream of unknown length", True, large == body(s3.get_object(bucket, "stream")))
    with open("large", "wb") as file:
        file.write(large)
    s3.fput_object(bucket, "file", "large", part_size=6 * 1024 * 1024)
    s3.fget_object(bucket, "file", "back")
    with open("back", "rb") as file:
        equal("file", True, large == file.read())

    s3.copy_object(bucket, "copy", CopySource(bucket, "dir/ü +&%.bin"))
    equal("copy", small, body(s3.get_object(bucket, "copy")))
    s3.compose_object(bucket, "composed", [ComposeSource(bucket, "file"), ComposeSource(bucket, "copy")])
    equal("composed", True, large + small == body(s3.get_object(bucket, "composed")))

    url = s3.presigned_get_object(bucket, "dir/ü +&%.bin")
    equal("presigned get", small, urllib.request.urlopen(url).read())
    put = urllib.request.Request(s3.presigned_put_object(bucket, "presigned"), data=b"put", method="PUT")
    equal("presigned put", 200, urllib.request.urlopen(put).status)

    equal("recursive list", ["composed", "copy", "dir/ü +&%.bin", "empty", "file", "presigned", "stream"],
          [o.object_name for o in s3.list_objects(bucket, recursive=True)])
    equal("list with folders", ["dir/"], [o.object_name for o in s3.list_objects(bucket) if o.is_dir])
    equal("start after", ["presigned", "stream"], [o.object_name for o in s3.list_objects(bucket, recursive=True, start_after="file")])
    equal("V1 list", 7, len(list(s3.list_objects(bucket, recursive=True, use_api_v1=True))))
    refused("NoSuchKey", s3.stat_object, bucket, "missing")
    refused("BucketNotEmpty", s3.remove_bucket, bucket)
    s3.remove_object(bucket, "empty")
    names = [DeleteObject(o.object_name) for o in s3.list_objects(bucket, recursive=True)]
    equal("errors of remove_objects", [], list(s3.remove_objects(bucket, names)))
    s3.remove_bucket(bucket)
    refused("NoSuchBucket", s3.remove_bucket, bucket)


main()
