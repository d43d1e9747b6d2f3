"""boto3: upload_file, download_file, streams of unknown length, copies, metadata; 0 bytes to 40 MiB."""

import hashlib
import io
import os
import sys

sys.path.insert(0, os.environ["IT"] + "/lib")
import boto3.s3.transfer
from tarn_it import client, drop_bucket, equal, new_bucket


class Unseekable(io.RawIOBase):
    """A pipe: no length, no position."""

    def __init__(self, data):
        self.data = io.BytesIO(data)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self.data.readinto(buffer)

    def seekable(self):
        return False


def main():
    s3 = client()
    bucket = new_bucket(s3)
    for size in (0, 1, 131071, 131072, 131073, 1024 * 1024, 8 * 1024 * 1024, 40 * 1024 * 1024 + 7):
        data = os.urandom(size)
        with open("file", "wb") as file:
            file.write(data)
        key = "sizes/%d" % size
        s3.upload_file("file", bucket, key, ExtraArgs={"Metadata": {"size": str(size)}, "ContentType": "x/y"})
        s3.download_file(bucket, key, "back")
        with open("back", "rb") as file:
            equal("content of %d bytes" % size, hashlib.sha256(data).digest(), hashlib.sha256(file.read()).digest())
        head = s3.head_object(Bucket=bucket, Key=key)
        equal("head", (size, "x/y", {"size": str(size)}), (head["ContentLength"], head["ContentType"], head["Metadata"]))
        if size < 8 * 1024 * 1024:
            equal("ETag", '"%s"' % hashlib.md5(data).hexdigest(), head["ETag"])
        copy = boto3.s3.transfer.TransferConfig(multipart_threshold=16 * 1024 * 1024, multipart_chunksize=8 * 1024 * 1024)
        s3.copy({"Bucket": bucket, "Key": key}, bucket, "copies/é %d" % size, Config=copy)
        got = s3.get_object(Bucket=bucket, Key="copies/é %d" % size)["Body"].read()
        equal("copy of %d bytes" % size, hashlib.sha256(data).digest(), hashlib.sha256(got).digest())
    stream = os.urandom(20_000_000)
    s3.upload_fileobj(io.BufferedReader(Unseekable(stream)), bucket, "stream")
    back = io.BytesIO()
    s3.download_fileobj(bucket, "stream", back)
    equal("stream", stream, back.getvalue())

    # Metadata that is not ASCII travels as RFC 2047.
    s3.put_object(Bucket=bucket, Key="meta", Body=b"", Metadata={"Under_score-UP": "plain", "b": "=?UTF-8?B?YWJj?="})
    metadata = s3.head_object(Bucket=bucket, Key="meta")["Metadata"]
    equal("metadata", {"under_score-up": "plain", "b": "abc"}, metadata)
    drop_bucket(s3, bucket)


main()
