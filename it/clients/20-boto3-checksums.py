"""boto3: every checksum algorithm it knows, stored, returned and verified, in one request and by parts."""

import base64
import hashlib
import os
import sys
import zlib

sys.path.insert(0, os.environ["IT"] + "/lib")
import botocore.httpchecksum
import xxhash
from tarn_it import client, drop_bucket, equal, new_bucket, refused


def reflected_crc(polynomial, width):
    table = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = (value >> 1) ^ (polynomial if value & 1 else 0)
        table.append(value)
    ones = (1 << width) - 1

    def digest(data):
        value = ones
        for byte in data:
            value = table[(value ^ byte) & 255] ^ (value >> 8)
        return (value ^ ones).to_bytes(width // 8, "big")

    return digest


DIGESTS = {
    "CRC32": lambda data: zlib.crc32(data).to_bytes(4, "big"),
    "CRC32C": reflected_crc(0x82F63B78, 32),
    "CRC64NVME": reflected_crc(0x9A6C9329AC4BC9B5, 64),
    "SHA1": lambda data: hashlib.sha1(data).digest(),
    "SHA256": lambda data: hashlib.sha256(data).digest(),
    "SHA512": lambda data: hashlib.sha512(data).digest(),
    "MD5": lambda data: hashlib.md5(data).digest(),
    "XXHASH64": lambda data: xxhash.xxh64(data).digest(),
    "XXHASH3": lambda data: xxhash.xxh3_64(data).digest(),
    "XXHASH128": lambda data: xxhash.xxh3_128(data).digest(),
}
assert DIGESTS["CRC64NVME"](b"123456789").hex() == "ae8b14860a799888"
FULL_OBJECT_ONLY = {"CRC64NVME"}
BOTH_TYPES = {"CRC32", "CRC32C"}
PART = 5 * 1024 * 1024


def encoded(algorithm, data):
    return base64.b64encode(DIGESTS[algorithm](data)).decode()


def stored(s3, bucket, key, algorithm, expected, kind):
    head = s3.head_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED")
    equal("HEAD's " + algorithm, expected, head.get("Checksum" + algorithm))
    equal("HEAD's type of " + algorithm, kind, head.get("ChecksumType"))


def single(s3, bucket, algorithm, data):
    """The value is computed here and sent as a header."""
    value = encoded(algorithm, data)
    key = "header/" + algorithm
    answer = s3.put_object(Bucket=bucket, Key=key, Body=data, **{"Checksum" + algorithm: value})
    equal("PUT's " + algorithm, value, answer.get("Checksum" + algorithm))
    equal("PUT's checksum type", "FULL_OBJECT", answer.get("ChecksumType"))
    stored(s3, bucket, key, algorithm, value, "FULL_OBJECT")
    got = s3.get_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED")
    equal("GET's " + algorithm, value, got.get("Checksum" + algorithm))
    equal("body", data, got["Body"].read())
    attributes = s3.get_object_attributes(Bucket=bucket, Key=key, ObjectAttributes=["Checksum"])
    equal("attributes' " + algorithm, value, attributes["Checksum"].get("Checksum" + algorithm))
    ranged = s3.get_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED", Range="bytes=1-5")
    equal("a range's " + algorithm, None, ranged.get("Checksum" + algorithm))
    refused("BadDigest", 400, s3.put_object, Bucket=bucket, Key="bad/" + algorithm, Body=data + b"x",
            **{"Checksum" + algorithm: value})
    refused("404", 404, s3.head_object, Bucket=bucket, Key="bad/" + algorithm)


def automatic(s3, bucket, algorithm, data):
    """boto3 computes the value itself (a trailer over HTTPS, a header over HTTP)."""
    key = "automatic/" + algorithm
    s3.put_object(Bucket=bucket, Key=key, Body=data, ChecksumAlgorithm=algorithm)
    stored(s3, bucket, key, algorithm, encoded(algorithm, data), "FULL_OBJECT")


def multipart(s3, bucket, algorithm, kind, parts):
    key = "parts/%s/%s" % (algorithm, kind)
    upload = s3.create_multipart_upload(Bucket=bucket, Key=key, ChecksumAlgorithm=algorithm, ChecksumType=kind)
    equal("algorithm of the upload", algorithm, upload.get("ChecksumAlgorithm"))
    done = []
    for number, data in enumerate(parts, 1):
        value = encoded(algorithm, data)
        part = s3.upload_part(Bucket=bucket, Key=key, UploadId=upload["UploadId"], PartNumber=number, Body=data,
                              **{"Checksum" + algorithm: value})
        equal("UploadPart's " + algorithm, value, part.get("Checksum" + algorithm))
        done.append({"PartNumber": number, "ETag": part["ETag"], "Checksum" + algorithm: value})
    listed = s3.list_parts(Bucket=bucket, Key=key, UploadId=upload["UploadId"])["Parts"]
    equal("ListParts' " + algorithm, [p["Checksum" + algorithm] for p in done], [p.get("Checksum" + algorithm) for p in listed])
    answer = s3.complete_multipart_upload(Bucket=bucket, Key=key, UploadId=upload["UploadId"], MultipartUpload={"Parts": done})
    if kind == "FULL_OBJECT":
        expected = encoded(algorithm, b"".join(parts))
    else:
        joined = b"".join(DIGESTS[algorithm](data) for data in parts)
        expected = "%s-%d" % (encoded(algorithm, joined), len(parts))
    equal("Complete's %s %s" % (kind, algorithm), expected, answer.get("Checksum" + algorithm))
    stored(s3, bucket, key, algorithm, expected, kind)
    attributes = s3.get_object_attributes(Bucket=bucket, Key=key, ObjectAttributes=["Checksum", "ObjectParts"])
    equal("attributes' parts", len(parts), attributes["ObjectParts"]["TotalPartsCount"])
    equal("attributes' value", expected.split("-")[0], attributes["Checksum"]["Checksum" + algorithm])
    equal("body by parts", b"".join(parts), s3.get_object(Bucket=bucket, Key=key)["Body"].read())


def main():
    s3 = client()
    bucket = new_bucket(s3)
    known = s3.meta.service_model.shape_for("ChecksumAlgorithm").enum
    equal("algorithms that boto3 knows", sorted(known), sorted(DIGESTS))
    data = os.urandom(100_003)
    first = os.urandom(64 * 1024) * (PART // (64 * 1024))
    parts = [first, os.urandom(1000)]
    # Without the awscrt package, which would also replace its signer, boto3 computes only these by itself.
    computed = [algorithm for algorithm in known if algorithm.lower() in botocore.httpchecksum._CHECKSUM_CLS]
    equal("algorithms that boto3 computes", {"CRC32", "SHA1", "SHA256", "SHA512"}, set(computed))
    print("NOTE boto3 computes %s itself; the values of the other algorithms are computed by this script" % ", ".join(computed))
    for algorithm in known:
        single(s3, bucket, algorithm, data)
        if algorithm in computed:
            automatic(s3, bucket, algorithm, data)
        kinds = ["FULL_OBJECT"] if algorithm in FULL_OBJECT_ONLY else ["COMPOSITE"]
        if algorithm in BOTH_TYPES:
            kinds = ["COMPOSITE", "FULL_OBJECT"]
        for kind in kinds:
            multipart(s3, bucket, algorithm, kind, parts)
        print("ok", algorithm, kinds)
    refused("InvalidRequest", 400, s3.create_multipart_upload, Bucket=bucket, Key="x", ChecksumAlgorithm="SHA256",
            ChecksumType="FULL_OBJECT")
    refused("InvalidRequest", 400, s3.create_multipart_upload, Bucket=bucket, Key="x", ChecksumAlgorithm="CRC64NVME",
            ChecksumType="COMPOSITE")

    # A client that computes nothing gets CRC64NVME, as a whole.
    plain = client(request_checksum_calculation="when_required", response_checksum_validation="when_required")
    plain.put_object(Bucket=bucket, Key="none", Body=data)
    stored(s3, bucket, "none", "CRC64NVME", encoded("CRC64NVME", data), "FULL_OBJECT")
    entry = s3.list_objects_v2(Bucket=bucket, Prefix="none")["Contents"][0]
    equal("algorithm in the list", ["CRC64NVME"], entry.get("ChecksumAlgorithm"))
    drop_bucket(s3, bucket)


main()
