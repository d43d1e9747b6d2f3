"""boto3: a dozen denied requests, each explained by tarn explain; a story for operators."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

sys.path.insert(0, os.environ["IT"] + "/lib")
import boto3
import botocore.auth
import botocore.config
import botocore.exceptions
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from tarn_it import ENDPOINT, client, equal, new_bucket

ONCE = botocore.config.Config(retries={"max_attempts": 1}, signature_version="s3v4", s3={"addressing_style": "path"})
KEY = Credentials(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"])


def service(name, access=KEY.access_key, secret=KEY.secret_key, token=None):
    options = {"config": ONCE} if name == "s3" else {}
    return boto3.client(name, endpoint_url=ENDPOINT, aws_access_key_id=access, aws_secret_access_key=secret,
                        aws_session_token=token, region_name="us-east-1", **options)


def refusal(call, **parameters):
    try:
        call(**parameters)
    except botocore.exceptions.ClientError as error:
        equal("status", 403, error.response["ResponseMetadata"]["HTTPStatusCode"])
        return error.response["ResponseMetadata"]["RequestId"] or error.response["ResponseMetadata"]["HTTPHeaders"]["x-amz-request-id"]
    raise AssertionError("a refusal was expected")


def raw(path, headers):
    try:
        urllib.request.urlopen(urllib.request.Request(ENDPOINT + path, headers=headers))
    except urllib.error.HTTPError as error:
        equal("status", 403, error.code)
        return error.headers["x-amz-request-id"]
    raise AssertionError("a refusal was expected")


class EncodesTwice(botocore.auth.S3SigV4Auth):
    def canonical_request(self, request):
        return super().canonical_request(request).replace("%20", "%2520")


def spoilt(path, secret=KEY.secret_key, signer=botocore.auth.S3SigV4Auth):
    request = AWSRequest("GET", ENDPOINT + path)
    signer(Credentials(KEY.access_key, secret), "s3", "us-east-1").add_auth(request)
    return raw(path, dict(request.prepare().headers.items()))


def tarn(*words):
    program = os.environ.get("TARN_PROGRAM", os.environ["ROOT"] + "/tarn")
    return subprocess.run([program, *words, "--admin-address", os.environ["TARN_IT_ADMIN"].split("//")[1]],
                          check=True, capture_output=True, text=True).stdout


def statement(effect, action, resource, **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [dict({"Effect": effect, "Action": action, "Resource": resource}, **more)]})


def main():
    root, iam, sts = service("s3"), service("iam"), service("sts")
    bucket = new_bucket(client())
    arn = "arn:aws:s3:::%s/*" % bucket
    root.put_object(Bucket=bucket, Key="k", Body=b"1")

    def user(name, **policies):
        iam.create_user(UserName=name)
        for policy, document in policies.items():
            iam.put_user_policy(UserName=name, PolicyName=policy, PolicyDocument=document)
        key = iam.create_access_key(UserName=name)["AccessKey"]
        return service("s3", key["AccessKeyId"], key["SecretAccessKey"])

    cases = []
    cases.append(("wrong signature: the path encoded twice", spoilt("/%s/a%%20b" % bucket, signer=EncodesTwice)))
    cases.append(("wrong signature: a line break behind the secret", spoilt("/%s/k" % bucket, secret=KEY.secret_key + "\n")))
    cases.append(("wrong signature: another secret", spoilt("/%s/k" % bucket, secret="quite-another-secret")))
    cases.append(("no permission", refusal(user("ana").get_object, Bucket=bucket, Key="k")))
    bob = user("bob", reads=statement("Allow", "s3:*", "*"), guard=statement("Deny", "s3:DeleteObject", arn, Sid="KeepAll"))
    cases.append(("explicit deny", refusal(bob.delete_object, Bucket=bucket, Key="k")))
    boundary = iam.create_policy(PolicyName="edge", PolicyDocument=statement("Allow", "s3:ListBucket", "*"))["Policy"]["Arn"]
    cyd = user("cyd", reads=statement("Allow", "s3:*", "*"))
    iam.put_user_permissions_boundary(UserName="cyd", PermissionsBoundary=boundary)
    cases.append(("boundary", refusal(cyd.get_object, Bucket=bucket, Key="k")))
    trust = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]})
    role = iam.create_role(RoleName="reader", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    iam.put_role_policy(RoleName="reader", PolicyName="all", PolicyDocument=statement("Allow", "s3:*", "*"))
    iam.create_user(UserName="dora")
    iam.put_user_policy(UserName="dora", PolicyName="assume", PolicyDocument=statement("Allow", "sts:AssumeRole", "*"))
    key = iam.create_access_key(UserName="dora")["AccessKey"]
    lent = service("sts", key["AccessKeyId"], key["SecretAccessKey"]).assume_role(
        RoleArn=role, RoleSessionName="visit", Policy=statement("Allow", "s3:ListBucket", "*"))["Credentials"]
    session = service("s3", lent["AccessKeyId"], lent["SecretAccessKey"], lent["SessionToken"])
    cases.append(("session policy", refusal(session.get_object, Bucket=bucket, Key="k")))
    root.put_bucket_policy(Bucket=bucket, Policy=statement("Deny", "s3:GetObject", arn, Sid="NotFromHere", Principal="*",
                                                           Condition={"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}))
    cases.append(("bucket policy", refusal(bob.get_object, Bucket=bucket, Key="k")))
    root.delete_bucket_policy(Bucket=bucket)
    cases.append(("public access block", refusal(root.put_bucket_policy, Bucket=bucket,
                                                 Policy=statement("Allow", "s3:GetObject", arn, Principal="*"))))
    made = tarn("account", "create", bucket[-20:]).split()
    other = service("s3", made[made.index("AccessKeyId") + 1], made[made.index("SecretAccessKey") + 1])
    cases.append(("other account", refusal(other.get_object, Bucket=bucket, Key="k")))
    cases.append(("anonymous", raw("/%s/k" % bucket, {})))
    stale = service("s3").generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "k"}, ExpiresIn=1)
    time.sleep(2.5)
    cases.append(("expired", raw(stale[len(ENDPOINT):], {})))

    told = []
    for name, request_id in cases:
        text = tarn("explain", request_id)
        assert request_id in text and KEY.secret_key not in text and "quite-another" not in text, text
        told.append("== %s ==\n%s" % (name, text))
    expected = ["encoded the path twice", "white space or quotes", "probably the client has another secret",
                "no policy of the caller allows it", "Sid KeepAll", "boundary of the caller does not allow it",
                "session's policies do not allow it", "Sid NotFromHere", "BlockPublicPolicy",
                "to somebody outside the owner's account", "nobody: the request carries no signature", "Request has expired"]
    for wanted, text in zip(expected, told):
        assert wanted in text, "%s is missing in %s" % (wanted, text)
    out = os.environ.get("TARN_IT_EXPLANATIONS", os.path.join(os.environ["WORK"], "explanations.txt"))
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(told))


main()
