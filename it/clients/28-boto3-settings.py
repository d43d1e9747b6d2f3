"""boto3: the settings of a bucket, in the calls that Terraform's aws_s3_bucket resources make."""

import json
import os
import sys

sys.path.insert(0, os.environ["IT"] + "/lib")
from tarn_it import client, drop_bucket, equal, new_bucket, refused

ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers"
OPEN = {"BlockPublicAcls": False, "IgnorePublicAcls": False, "BlockPublicPolicy": False, "RestrictPublicBuckets": False}


def ownership(s3, bucket, rule):
    s3.put_bucket_ownership_controls(Bucket=bucket, OwnershipControls={"Rules": [{"ObjectOwnership": rule}]})
    rules = s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"]
    equal("ownership", [{"ObjectOwnership": rule}], rules)


def tags(s3, bucket):
    refused("NoSuchTagSet", 404, s3.get_bucket_tagging, Bucket=bucket)
    wanted = [{"Key": "team", "Value": "blue"}, {"Key": "cost/centre", "Value": ""}]
    s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": wanted})
    equal("tags", wanted, s3.get_bucket_tagging(Bucket=bucket)["TagSet"])
    twice = [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]
    refused("InvalidTag", 400, s3.put_bucket_tagging, Bucket=bucket, Tagging={"TagSet": twice})
    s3.put_bucket_abac(Bucket=bucket, AbacStatus={"Status": "Enabled"})
    equal("abac", "Enabled", s3.get_bucket_abac(Bucket=bucket)["AbacStatus"]["Status"])
    refused("AccessDenied", 403, s3.delete_bucket_tagging, Bucket=bucket)
    s3.put_bucket_abac(Bucket=bucket, AbacStatus={"Status": "Disabled"})
    s3.delete_bucket_tagging(Bucket=bucket)


def policy(s3, bucket):
    refused("NoSuchBucketPolicy", 404, s3.get_bucket_policy, Bucket=bucket)
    document = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*" % bucket}]}
    refused("AccessDenied", 403, s3.put_bucket_policy, Bucket=bucket, Policy=json.dumps(document))
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=OPEN)
    equal("block", OPEN, s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"])
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(document))
    equal("policy", document, json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"]))
    equal("public", True, s3.get_bucket_policy_status(Bucket=bucket)["PolicyStatus"]["IsPublic"])
    document["Statement"][0]["Principal"] = {"AWS": "999999999999"}
    error = refused("MalformedPolicy", 400, s3.put_bucket_policy, Bucket=bucket, Policy=json.dumps(document))
    equal("message", "Invalid principal in policy", error["Message"])
    s3.delete_bucket_policy(Bucket=bucket)
    refused("NoSuchBucketPolicy", 404, s3.get_bucket_policy_status, Bucket=bucket)
    s3.delete_public_access_block(Bucket=bucket)
    refused("NoSuchPublicAccessBlockConfiguration", 404, s3.get_public_access_block, Bucket=bucket)


def lists(s3, bucket):
    refused("AccessControlListNotSupported", 400, s3.put_bucket_acl, Bucket=bucket, ACL="private")
    ownership(s3, bucket, "BucketOwnerPreferred")
    s3.put_bucket_acl(Bucket=bucket, ACL="public-read")
    acl = s3.get_bucket_acl(Bucket=bucket)
    equal("grants", [("FULL_CONTROL", acl["Owner"]["ID"]), ("READ", ALL_USERS)],
          [(grant["Permission"], grant["Grantee"].get("ID") or grant["Grantee"]["URI"]) for grant in acl["Grants"]])
    refused("InvalidBucketAclWithObjectOwnership", 400, s3.put_bucket_ownership_controls, Bucket=bucket,
            OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})
    s3.put_bucket_acl(Bucket=bucket, AccessControlPolicy={"Owner": acl["Owner"], "Grants": acl["Grants"][:1]})
    s3.put_object(Bucket=bucket, Key="key", Body=b"hello", ACL="public-read")
    equal("grants of the object", 2, len(s3.get_object_acl(Bucket=bucket, Key="key")["Grants"]))
    s3.put_object_acl(Bucket=bucket, Key="key", GrantRead='uri="%s"' % ALL_USERS)
    equal("no owner's grant", 1, len(s3.get_object_acl(Bucket=bucket, Key="key")["Grants"]))
    equal("bytes", b"hello", s3.get_object(Bucket=bucket, Key="key")["Body"].read())
    refused("MethodNotAllowed", 405, s3.put_object_acl, Bucket=bucket, Key="key", GrantRead="emailAddress=a@example.org")
    ownership(s3, bucket, "BucketOwnerEnforced")
    equal("enforced", 1, len(s3.get_object_acl(Bucket=bucket, Key="key")["Grants"]))
    s3.delete_bucket_ownership_controls(Bucket=bucket)
    refused("OwnershipControlsNotFoundError", 404, s3.get_bucket_ownership_controls, Bucket=bucket)


def main():
    s3 = client()
    bucket = new_bucket(s3)
    tags(s3, bucket)
    policy(s3, bucket)
    lists(s3, bucket)
    s3.put_bucket_request_payment(Bucket=bucket, RequestPaymentConfiguration={"Payer": "Requester"})
    equal("payer", "Requester", s3.get_bucket_request_payment(Bucket=bucket)["Payer"])
    rule = {"AllowedMethods": ["GET"], "AllowedOrigins": ["https://a.example"], "MaxAgeSeconds": 60}
    s3.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [rule]})
    equal("cors", [rule], s3.get_bucket_cors(Bucket=bucket)["CORSRules"])
    s3.delete_bucket_cors(Bucket=bucket)
    drop_bucket(s3, bucket)


main()
