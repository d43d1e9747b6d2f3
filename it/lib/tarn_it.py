"""What the Python scripts share: a client, a fresh bucket, and checks that name what they expected."""

import os
import random
import sys

import boto3
import botocore.config
import botocore.exceptions

ENDPOINT = os.environ["TARN_IT_ENDPOINT"]


def client(**options):
    """An S3 client with the run's credentials; options go to botocore's Config."""
    verify = options.pop("verify", None)
    endpoint = options.pop("endpoint", ENDPOINT)
    options.setdefault("retries", {"max_attempts": 1})
    return boto3.client("s3", endpoint_url=endpoint, verify=verify, config=botocore.config.Config(**options))


def new_bucket(s3):
    """Makes an empty bucket and returns its name."""
    name = "it-%s-%d" % (os.path.basename(sys.argv[0]).split(".")[0].split("-", 1)[1], random.randrange(10**9))
    s3.create_bucket(Bucket=name)
    return name


def drop_bucket(s3, bucket):
    """Deletes a bucket with everything in it."""
    for page in s3.get_paginator("list_multipart_uploads").paginate(Bucket=bucket):
        for upload in page.get("Uploads", []):
            s3.abort_multipart_upload(Bucket=bucket, Key=upload["Key"], UploadId=upload["UploadId"])
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        keys = [{"Key": entry["Key"]} for entry in page.get("Contents", [])]
        if keys:
            errors = s3.delete_objects(Bucket=bucket, Delete={"Objects": keys, "Quiet": True}).get("Errors")
            equal("errors of delete_objects", None, errors)
    s3.delete_bucket(Bucket=bucket)


def equal(what, expected, got):
    """Fails unless both are equal."""
    if expected != got:
        raise AssertionError("%s: expected %r, got %r" % (what, short(expected), short(got)))


def short(value):
    """A printable form that does not flood the log."""
    if isinstance(value, bytes) and len(value) > 80:
        return "%d bytes starting %r" % (len(value), value[:40])
    return value


def refused(code, status, call, **parameters):
    """Fails unless the call answers this error; returns the error's fields."""
    try:
        call(**parameters)
    except botocore.exceptions.ClientError as error:
        answer = error.response
        equal("error code", code, answer["Error"]["Code"])
        equal("status of " + code, status, answer["ResponseMetadata"]["HTTPStatusCode"])
        if not answer["ResponseMetadata"].get("RequestId"):
            raise AssertionError("no request id with " + code)
        return answer["Error"]
    raise AssertionError("should have been refused with %s: %r" % (code, parameters))
