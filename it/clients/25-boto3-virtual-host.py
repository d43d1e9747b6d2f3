"""boto3 in virtual-host style: the bucket is part of the host name (bucket.localhost)."""

import os
import socket
import sys

sys.path.insert(0, os.environ["IT"] + "/lib")
from tarn_it import ENDPOINT, client, drop_bucket, equal, new_bucket

resolve = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **more: resolve("127.0.0.1" if str(host).endswith("localhost") else host, *rest, **more)


def main():
    s3 = client(endpoint=ENDPOINT.replace("127.0.0.1", "localhost"), s3={"addressing_style": "virtual"})
    hosts = []
    s3.meta.events.register("before-send.s3", lambda request, **_: hosts.append(request.url) and None)
    bucket = new_bucket(s3)
    for key in ("a", bucket + "/a", "ü/ +", "//x"):
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
        equal("body", key.encode(), s3.get_object(Bucket=bucket, Key=key)["Body"].read())
    keys = [entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket)["Contents"]]
    equal("keys", sorted(["a", bucket + "/a", "ü/ +", "//x"], key=str.encode), keys)
    path_style = client()
    equal("same object in path style", b"a", path_style.get_object(Bucket=bucket, Key="a")["Body"].read())
    drop_bucket(s3, bucket)
    if not all("//%s.localhost" % bucket in url for url in hosts):
        raise AssertionError("not virtual-host style: %s" % hosts)


main()
