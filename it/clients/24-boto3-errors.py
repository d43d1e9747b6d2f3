"""boto3: the error codes, statuses and fields that programs match on."""

import os
import sys

sys.path.insert(0, os.environ["IT"] + "/lib")
import boto3
import botocore.config
from tarn_it import ENDPOINT, client, drop_bucket, equal, new_bucket, refused


def stranger(access, secret, region="us-east-1"):
    return boto3.client("s3", endpoint_url=ENDPOINT, aws_access_key_id=access, aws_secret_access_key=secret, region_name=region,
                        config=botocore.config.Config(retries={"max_attempts": 1}))


def main():
    s3 = client()
    bucket = new_bucket(s3)
    error = refused("NoSuchBucket", 404, s3.list_objects_v2, Bucket=bucket + "-missing")
    equal("BucketName", bucket + "-missing", error.get("BucketName"))
    equal("message", "The specified bucket does not exist", error["Message"])
    error = refused("NoSuchKey", 404, s3.get_object, Bucket=bucket, Key="a/b c")
    equal("Key", "a/b c", error.get("Key"))
    equal("message", "The specified key does not exist.", error["Message"])
    try:
        s3.get_object(Bucket=bucket, Key="x")
        raise AssertionError("NoSuchKey was expected")
    except s3.exceptions.NoSuchKey:
        pass
    refused("404", 404, s3.head_object, Bucket=bucket, Key="x")
    refused("404", 404, s3.head_bucket, Bucket=bucket + "-missing")
    refused("InvalidArgument", 400, s3.get_object, Bucket=bucket, Key="x", VersionId="garbage")
    refused("KeyTooLongError", 400, s3.put_object, Bucket=bucket, Key="k" * 1025, Body=b"")
    s3.put_object(Bucket=bucket, Key="k" * 1024, Body=b"1024")
    equal("longest key", b"1024", s3.get_object(Bucket=bucket, Key="k" * 1024)["Body"].read())
    refused("InvalidDigest", 400, s3.put_object, Bucket=bucket, Key="x", Body=b"x", ContentMD5="short")
    error = refused("BadDigest", 400, s3.put_object, Bucket=bucket, Key="x", Body=b"x", ContentMD5="1B2M2Y8AsgTpgAmY7PhCfg==")
    equal("CalculatedDigest", "ndTkYSaMgDT1yFZOFVxnpg==", error.get("CalculatedDigest"))
    refused("MetadataTooLarge", 400, s3.put_object, Bucket=bucket, Key="x", Body=b"", Metadata={"m": "x" * 2100})
    error = refused("BucketNotEmpty", 409, s3.delete_bucket, Bucket=bucket)
    equal("BucketName", bucket, error.get("BucketName"))
    refused("NoSuchUpload", 404, s3.upload_part, Bucket=bucket, Key="x", UploadId="nonsense", PartNumber=1, Body=b"")
    refused("NotImplemented", 501, s3.put_object, Bucket=bucket, Key="x", Body=b"", IfMatch="*")
    error = refused("PreconditionFailed", 412, s3.put_object, Bucket=bucket, Key="k" * 1024, Body=b"", IfNoneMatch="*")
    equal("Condition", "If-None-Match", error.get("Condition"))
    refused("MalformedXML", 400, s3.delete_objects, Bucket=bucket, Delete={"Objects": [{"Key": str(i)} for i in range(1001)]})
    refused("AccessDenied", 403, s3.list_objects_v2, Bucket=bucket, ExpectedBucketOwner="000000000000")
    equal("304", "304", refused("304", 304, s3.get_object, Bucket=bucket, Key="k" * 1024,
                                IfNoneMatch=s3.head_object(Bucket=bucket, Key="k" * 1024)["ETag"])["Code"])

    access, secret = os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]
    refused("InvalidAccessKeyId", 403, stranger("AKIAIOSFODNN7EXAMPLE", secret).list_objects_v2, Bucket=bucket)
    refused("SignatureDoesNotMatch", 403, stranger(access, secret + "x").list_objects_v2, Bucket=bucket)
    refused("SignatureDoesNotMatch", 403, stranger(access, secret + "x").put_object, Bucket=bucket, Key="x", Body=b"x")
    anonymous = client(signature_version=botocore.UNSIGNED)
    refused("AccessDenied", 403, anonymous.get_object, Bucket=bucket, Key="k" * 1024)
    refused("AccessDenied", 403, anonymous.put_object, Bucket=bucket, Key="x", Body=b"x")
    refused("404", 404, s3.head_object, Bucket=bucket, Key="x")
    drop_bucket(s3, bucket)


main()
