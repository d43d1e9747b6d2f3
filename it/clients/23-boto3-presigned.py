"""boto3: presigned GET, PUT, HEAD and DELETE; presigned POST with and without conditions."""

import http.client
import os
import sys
import time
import urllib.parse

sys.path.insert(0, os.environ["IT"] + "/lib")
import urllib3
from tarn_it import client, drop_bucket, equal, new_bucket



class Wire:
    """Sends the target exactly as it is signed: most HTTP libraries would tidy up dots and escapes."""

    def request(self, method, url, body=None, headers=None, fields=None):
        where = urllib.parse.urlsplit(url)
        headers = dict(headers or {})
        if fields:
            body, headers["Content-Type"] = urllib3.encode_multipart_formdata(fields)
        connection = http.client.HTTPConnection(where.netloc, timeout=30)
        connection.request(method, url.split(where.netloc, 1)[1] or "/", body, headers)
        answer = connection.getresponse()
        answer.data = answer.read()
        connection.close()
        return answer


wire = Wire()


def expect(what, status, answer, text=b""):
    equal(what, status, answer.status)
    if text not in answer.data:
        raise AssertionError("%s: %r is not in %r" % (what, text, answer.data[:500]))
    return answer


def post(form, body, **more):
    fields = {**form["fields"], **more}
    return wire.request("POST", form["url"], fields={**fields, "file": ("name.txt", body)})


def posts(s3, bucket):
    # BEHAVIOURS 44
    expect("POST", 204, post(s3.generate_presigned_post(bucket, "posted/${filename}"), b"content"))
    equal("posted", b"content", s3.get_object(Bucket=bucket, Key="posted/name.txt")["Body"].read())
    form = s3.generate_presigned_post(
        bucket,
        "limited",
        Fields={"success_action_status": "201", "Content-Type": "text/plain", "x-amz-meta-m": "1"},
        Conditions=[
            {"success_action_status": "201"},
            ["starts-with", "$Content-Type", "text/"],
            ["eq", "$x-amz-meta-m", "1"],
            ["content-length-range", 2, 10],
        ],
        ExpiresIn=60,
    )
    expect("POST with 201", 201, post(form, b"content"), b"<Key>limited</Key>")
    head = s3.head_object(Bucket=bucket, Key="limited")
    equal("headers of the post", ("text/plain", {"m": "1"}), (head["ContentType"], head["Metadata"]))
    expect("POST too large", 400, post(form, b"x" * 11), b"<Code>EntityTooLarge</Code>")
    expect("POST too small", 400, post(form, b"x"), b"<Code>EntityTooSmall</Code>")
    expect("POST of another type", 403, post(form, b"content", **{"Content-Type": "image/png"}), b"Policy Condition failed")
    expect("POST with more fields", 403, post(form, b"content", acl="private"), b"Extra input fields: acl")
    expect("POST to another key", 403, post(form, b"content", key="other"), b"Policy Condition failed")
    expect("POST of nobody", 403, wire.request("POST", form["url"], fields={"key": "x", "file": ("n", b"x")}), b"AccessDenied")
    large = os.urandom(9_000_000)
    expect("large POST", 204, post(s3.generate_presigned_post(bucket, "large"), large))
    equal("large posted", large, s3.get_object(Bucket=bucket, Key="large")["Body"].read())


def main():
    s3 = client(signature_version="s3v4")
    bucket = new_bucket(s3)
    for key in ("plain", "a b+c%20d&e=f?g#h", "ü/😀", "./../x//y/", "a//b", "end./.."):
        where = {"Bucket": bucket, "Key": key}
        put = s3.generate_presigned_url("put_object", Params={**where, "ContentType": "a/b", "Metadata": {"m": "1"}}, ExpiresIn=60)
        body = os.urandom(5000)
        expect("PUT " + key, 200, wire.request("PUT", put, body=body, headers={"Content-Type": "a/b", "x-amz-meta-m": "1"}))
        got = expect("GET " + key, 200, wire.request("GET", s3.generate_presigned_url("get_object", Params=where)))
        equal("body of " + key, body, got.data)
        equal("headers", ("a/b", "1"), (got.headers["content-type"], got.headers["x-amz-meta-m"]))
        equal("key in the list", key, s3.list_objects_v2(Bucket=bucket)["Contents"][0]["Key"])
        shown = s3.generate_presigned_url("get_object", Params={**where, "ResponseContentDisposition": 'attachment; filename="x"'})
        equal("response override", 'attachment; filename="x"', wire.request("GET", shown).headers["content-disposition"])
        ranged = wire.request("GET", s3.generate_presigned_url("get_object", Params=where), headers={"Range": "bytes=0-9"})
        equal("range", (206, body[:10]), (ranged.status, ranged.data))
        equal("HEAD", 200, wire.request("HEAD", s3.generate_presigned_url("head_object", Params=where)).status)
        equal("DELETE", 204, wire.request("DELETE", s3.generate_presigned_url("delete_object", Params=where)).status)
        expect("gone", 404, wire.request("GET", s3.generate_presigned_url("get_object", Params=where)), b"<Code>NoSuchKey</Code>")

    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    url = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "k"}, ExpiresIn=1)
    expect("other method", 403, wire.request("DELETE", url), b"SignatureDoesNotMatch")
    expect("altered", 403, wire.request("GET", url.replace("/k?", "/l?")), b"SignatureDoesNotMatch")
    expect("unsigned header", 403, wire.request("GET", url, headers={"x-amz-request-payer": "requester"}), b"HeadersNotSigned")
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        answer = wire.request("GET", url)
        if answer.status != 200:
            break
    expect("expired", 403, answer, b"Request has expired")

    posts(s3, bucket)
    drop_bucket(s3, bucket)


main()
