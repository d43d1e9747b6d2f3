"""boto3: sessions of roles, of users and lent ones; session policies, tags, external ids, and AWS_ENDPOINT_URL."""

import json
import os
import random
import sys

sys.path.insert(0, os.environ["IT"] + "/lib")
import boto3
import botocore.config
from tarn_it import ENDPOINT, client, drop_bucket, equal, new_bucket, refused

ONCE = botocore.config.Config(retries={"max_attempts": 1})
READ = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]})


def service(name, credentials=None):
    """A client of a service, of the run's key or of an answer's credentials."""
    given = {}
    if credentials:
        given = {
            "aws_access_key_id": credentials["AccessKeyId"],
            "aws_secret_access_key": credentials["SecretAccessKey"],
            "aws_session_token": credentials.get("SessionToken"),
        }
    return boto3.client(name, endpoint_url=ENDPOINT, config=ONCE, **given)


def main():
    iam, sts, s3 = service("iam"), service("sts"), client()
    mark = "%d" % random.randrange(10**9)
    account = sts.get_caller_identity()["Account"]
    bucket = new_bucket(s3)
    s3.put_object(Bucket=bucket, Key="public", Body=b"hello")

    user = "sts-" + mark
    arn = iam.create_user(UserName=user)["User"]["Arn"]
    iam.put_user_policy(UserName=user, PolicyName="all", PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["s3:*", "sts:*", "iam:*"], "Resource": "*"}],
    }))
    key = iam.create_access_key(UserName=user)["AccessKey"]
    role = "role-" + mark
    trust = {
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"AWS": arn},
            "Action": ["sts:AssumeRole", "sts:TagSession"],
            "Condition": {"StringEquals": {"sts:ExternalId": "42-42"}},
        }],
    }
    role_arn = iam.create_role(RoleName=role, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    iam.put_role_policy(RoleName=role, PolicyName="own", PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": [
            "arn:aws:s3:::%s" % bucket, "arn:aws:s3:::%s/${aws:PrincipalTag/team}/*" % bucket]}],
    }))
    mine = service("sts", key)
    equal("caller", arn, mine.get_caller_identity()["Arn"])
    asked = {"RoleArn": role_arn, "RoleSessionName": "py", "ExternalId": "42-42"}
    refused("AccessDenied", 403, mine.assume_role, RoleArn=role_arn, RoleSessionName="py")
    refused("AccessDenied", 403, sts.assume_role, **asked)
    refused("ValidationError", 400, mine.assume_role, DurationSeconds=3601, **asked)
    answer = mine.assume_role(Tags=[{"Key": "team", "Value": "red"}], **asked)
    equal("session", "arn:aws:sts::%s:assumed-role/%s/py" % (account, role), answer["AssumedRoleUser"]["Arn"])
    red = service("s3", answer["Credentials"])
    red.put_object(Bucket=bucket, Key="red/x", Body=b"x")
    refused("AccessDenied", 403, red.put_object, Bucket=bucket, Key="blue/x", Body=b"x")
    narrow = mine.assume_role(Tags=[{"Key": "team", "Value": "red"}], Policy=READ, **asked)
    reader = service("s3", narrow["Credentials"])
    equal("read with a session policy", b"x", reader.get_object(Bucket=bucket, Key="red/x")["Body"].read())
    refused("AccessDenied", 403, reader.put_object, Bucket=bucket, Key="red/x", Body=b"y")
    refused("AccessDenied", 403, reader.get_object, Bucket=bucket, Key="public")

    own = mine.get_session_token(DurationSeconds=900)["Credentials"]
    equal("a user's own session", arn, service("sts", own).get_caller_identity()["Arn"])
    service("s3", own).get_object(Bucket=bucket, Key="public")
    refused("InvalidClientTokenId", 403, service("iam", own).list_users)
    refused("AccessDenied", 403, service("sts", own).get_session_token)

    lent = mine.get_federation_token(Name="guest", Policy=READ)
    equal("federated user", "arn:aws:sts::%s:federated-user/guest" % account, lent["FederatedUser"]["Arn"])
    guest = service("s3", lent["Credentials"])
    equal("read by a guest", b"hello", guest.get_object(Bucket=bucket, Key="public")["Body"].read())
    refused("AccessDenied", 403, guest.put_object, Bucket=bucket, Key="public", Body=b"y")

    # Revocation: the role's older sessions, then the role, then the user.
    iam.put_role_policy(RoleName=role, PolicyName="revoke", PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {
            "DateLessThan": {"aws:TokenIssueTime": "2999-01-01T00:00:00Z"}}}],
    }))
    refused("AccessDenied", 403, red.put_object, Bucket=bucket, Key="red/x", Body=b"x")
    iam.delete_role_policy(RoleName=role, PolicyName="revoke")
    red.put_object(Bucket=bucket, Key="red/x", Body=b"x")
    iam.delete_role_policy(RoleName=role, PolicyName="own")
    iam.delete_role(RoleName=role)
    iam.create_role(RoleName=role, AssumeRolePolicyDocument=json.dumps(trust))
    refused("InvalidAccessKeyId", 403, red.put_object, Bucket=bucket, Key="red/x", Body=b"x")
    iam.delete_role(RoleName=role)
    iam.delete_access_key(UserName=user, AccessKeyId=key["AccessKeyId"])
    refused("InvalidClientTokenId", 403, mine.get_caller_identity)
    iam.delete_user_policy(UserName=user, PolicyName="all")
    iam.delete_user(UserName=user)
    refused("InvalidAccessKeyId", 403, guest.get_object, Bucket=bucket, Key="public")

    # The one variable for all services.
    os.environ["AWS_ENDPOINT_URL"] = ENDPOINT
    equal("AWS_ENDPOINT_URL", account, boto3.client("sts").get_caller_identity()["Account"])
    drop_bucket(s3, bucket)


if __name__ == "__main__":
    main()
