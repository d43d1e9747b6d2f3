"""boto3 iam: waiters, paginators, errors, and the calls that Terraform's aws_iam_* resources make, in their order."""

import json
import os
import random
import sys

sys.path.insert(0, os.environ["IT"] + "/lib")
import boto3
import botocore.config
from tarn_it import ENDPOINT, equal, refused

N = str(random.randrange(10**6))
ALLOW = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]})


def service(name, **credentials):
    return boto3.client(name, endpoint_url=ENDPOINT, config=botocore.config.Config(retries={"max_attempts": 1}), **credentials)


def pages(iam):
    """Waiters and paginators over more than one page."""
    names = ["page-%s-%02d" % (N, i) for i in range(12)]
    for name in names:
        iam.create_user(UserName=name, Path="/pages/")
    iam.get_waiter("user_exists").wait(UserName=names[-1], WaiterConfig={"Delay": 1, "MaxAttempts": 2})
    found = [user["UserName"]
             for page in iam.get_paginator("list_users").paginate(PathPrefix="/pages/", PaginationConfig={"PageSize": 5})
             for user in page["Users"]]
    equal("users", names, [name for name in found if name in names])
    seen = sum(len(page["UserDetailList"]) for page in
               iam.get_paginator("get_account_authorization_details").paginate(Filter=["User"], PaginationConfig={"PageSize": 5}))
    equal("users in details", True, seen >= 12)
    for name in names:
        iam.delete_user(UserName=name)
    refused("NoSuchEntity", 404, iam.get_user, UserName=names[0])


def terraform_user(iam):
    """aws_iam_user, _access_key, _user_policy, _user_policy_attachment: create, read, update, destroy with force."""
    name = "tf-user-" + N
    created = iam.create_user(UserName=name, Path="/", Tags=[{"Key": "a", "Value": "b"}])["User"]
    equal("tags", [{"Key": "a", "Value": "b"}], iam.get_user(UserName=name)["User"]["Tags"])
    iam.update_user(UserName=name, NewUserName=name + "x", NewPath="/tf/")
    equal("id after rename", created["UserId"], iam.get_user(UserName=name + "x")["User"]["UserId"])
    name += "x"
    iam.untag_user(UserName=name, TagKeys=["a"])
    iam.tag_user(UserName=name, Tags=[{"Key": "c", "Value": ""}])
    equal("tags", [{"Key": "c", "Value": ""}], iam.list_user_tags(UserName=name)["Tags"])
    key = iam.create_access_key(UserName=name)["AccessKey"]
    equal("keys", [key["AccessKeyId"]], [k["AccessKeyId"] for k in iam.list_access_keys(UserName=name)["AccessKeyMetadata"]])
    equal("user of key", name, iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])["UserName"])
    iam.put_user_policy(UserName=name, PolicyName="inline", PolicyDocument=ALLOW)
    equal("inline", json.loads(ALLOW), iam.get_user_policy(UserName=name, PolicyName="inline")["PolicyDocument"])
    mine = service("s3", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"])
    mine.list_buckets()
    iam.delete_user_policy(UserName=name, PolicyName="inline")
    refused("AccessDenied", 403, mine.list_buckets)
    admin = "arn:aws:iam::aws:policy/AdministratorAccess"
    iam.attach_user_policy(UserName=name, PolicyArn=admin)
    equal("attached", [admin], [p["PolicyArn"] for p in iam.list_attached_user_policies(UserName=name)["AttachedPolicies"]])
    mine.list_buckets()
    iam.detach_user_policy(UserName=name, PolicyArn=admin)
    iam.update_access_key(UserName=name, AccessKeyId=key["AccessKeyId"], Status="Inactive")
    iam.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])
    # What the provider asks for before it destroys a user by force.
    equal("keys", [], iam.list_access_keys(UserName=name)["AccessKeyMetadata"])
    equal("ssh keys", [], iam.list_ssh_public_keys(UserName=name)["SSHPublicKeys"])
    equal("mfa devices", [], iam.list_mfa_devices(UserName=name)["MFADevices"])
    equal("virtual devices", [], iam.list_virtual_mfa_devices(AssignmentStatus="Any")["VirtualMFADevices"])
    equal("certificates", [], iam.list_signing_certificates(UserName=name)["Certificates"])
    equal("credentials", [], iam.list_service_specific_credentials(UserName=name)["ServiceSpecificCredentials"])
    refused("NoSuchEntity", 404, iam.get_login_profile, UserName=name)
    refused("NoSuchEntity", 404, iam.delete_login_profile, UserName=name)
    equal("groups", [], iam.list_groups_for_user(UserName=name)["Groups"])
    iam.delete_user(UserName=name)
    refused("NoSuchEntity", 404, iam.get_user, UserName=name)


def terraform_policy(iam):
    """aws_iam_policy: versions are pruned before a new one is made."""
    arn = iam.create_policy(PolicyName="tf-" + N, Path="/", Description="d", PolicyDocument=ALLOW)["Policy"]["Arn"]
    for _ in range(6):
        versions = iam.list_policy_versions(PolicyArn=arn)["Versions"]
        if len(versions) >= 5:
            oldest = min((v for v in versions if not v["IsDefaultVersion"]), key=lambda v: int(v["VersionId"][1:]))
            iam.delete_policy_version(PolicyArn=arn, VersionId=oldest["VersionId"])
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=ALLOW, SetAsDefault=True)
    policy = iam.get_policy(PolicyArn=arn)["Policy"]
    equal("default", "v7", policy["DefaultVersionId"])
    document = iam.get_policy_version(PolicyArn=arn, VersionId="v7")["PolicyVersion"]["Document"]
    equal("document", json.loads(ALLOW), document)
    refused("LimitExceeded", 409, iam.create_policy_version, PolicyArn=arn, PolicyDocument=ALLOW)
    for version in iam.list_policy_versions(PolicyArn=arn)["Versions"]:
        if not version["IsDefaultVersion"]:
            iam.delete_policy_version(PolicyArn=arn, VersionId=version["VersionId"])
    iam.delete_policy(PolicyArn=arn)
    refused("NoSuchEntity", 404, iam.get_policy, PolicyArn=arn)


def terraform_role(iam):
    """aws_iam_role, _role_policy, _role_policy_attachment, _instance_profile."""
    name = "tf-role-" + N
    trust = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
    role = iam.create_role(RoleName=name, Path="/", AssumeRolePolicyDocument=trust, MaxSessionDuration=3600)["Role"]
    iam.get_waiter("role_exists").wait(RoleName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 2})
    equal("trust", json.loads(trust), iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"])
    iam.update_assume_role_policy(RoleName=name, PolicyDocument=trust)
    iam.update_role(RoleName=name, MaxSessionDuration=7200)
    iam.update_role_description(RoleName=name, Description="described")
    iam.put_role_policy(RoleName=name, PolicyName="inline", PolicyDocument=ALLOW)
    equal("inline", ["inline"], iam.list_role_policies(RoleName=name)["PolicyNames"])
    read = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
    iam.attach_role_policy(RoleName=name, PolicyArn=read)
    iam.put_role_permissions_boundary(RoleName=name, PermissionsBoundary=read)
    equal("boundary", read, iam.get_role(RoleName=name)["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"])
    iam.delete_role_permissions_boundary(RoleName=name)
    iam.create_instance_profile(InstanceProfileName=name, Tags=[{"Key": "k", "Value": "v"}])
    iam.get_waiter("instance_profile_exists").wait(InstanceProfileName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 2})
    iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)
    profile = iam.get_instance_profile(InstanceProfileName=name)["InstanceProfile"]
    equal("role of profile", role["Arn"], profile["Roles"][0]["Arn"])
    for found in iam.list_instance_profiles_for_role(RoleName=name)["InstanceProfiles"]:
        iam.remove_role_from_instance_profile(InstanceProfileName=found["InstanceProfileName"], RoleName=name)
    iam.delete_instance_profile(InstanceProfileName=name)
    iam.detach_role_policy(RoleName=name, PolicyArn=read)
    iam.delete_role_policy(RoleName=name, PolicyName="inline")
    iam.delete_role(RoleName=name)
    refused("NoSuchEntity", 404, iam.get_role, RoleName=name)


def terraform_group(iam):
    """aws_iam_group, _group_membership, _group_policy, _group_policy_attachment."""
    group, user = "tf-group-" + N, "tf-member-" + N
    iam.create_group(GroupName=group, Path="/")
    iam.create_user(UserName=user)
    iam.add_user_to_group(GroupName=group, UserName=user)
    members = [u["UserName"] for page in iam.get_paginator("get_group").paginate(GroupName=group) for u in page["Users"]]
    equal("members", [user], members)
    iam.put_group_policy(GroupName=group, PolicyName="inline", PolicyDocument=ALLOW)
    equal("inline", json.loads(ALLOW), iam.get_group_policy(GroupName=group, PolicyName="inline")["PolicyDocument"])
    iam.update_group(GroupName=group, NewGroupName=group + "x")
    group += "x"
    iam.delete_group_policy(GroupName=group, PolicyName="inline")
    iam.remove_user_from_group(GroupName=group, UserName=user)
    iam.delete_group(GroupName=group)
    iam.delete_user(UserName=user)


def terraform_provider(iam):
    """aws_iam_openid_connect_provider."""
    arn = iam.create_open_id_connect_provider(
        Url="https://id-%s.example.com" % N, ClientIDList=["one"], ThumbprintList=["a" * 40])["OpenIDConnectProviderArn"]
    iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="two")
    iam.remove_client_id_from_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="one")
    iam.update_open_id_connect_provider_thumbprint(OpenIDConnectProviderArn=arn, ThumbprintList=["b" * 40])
    found = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    equal("provider", (["two"], ["b" * 40]), (found["ClientIDList"], found["ThumbprintList"]))
    iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    refused("NoSuchEntity", 404, iam.get_open_id_connect_provider, OpenIDConnectProviderArn=arn)


def account(iam):
    """The account as a whole."""
    equal("users", True, iam.get_account_summary()["SummaryMap"]["UsersQuota"] == 5000)
    iam.update_account_password_policy(MinimumPasswordLength=12, RequireNumbers=True)
    equal("length", 12, iam.get_account_password_policy()["PasswordPolicy"]["MinimumPasswordLength"])
    iam.delete_account_password_policy()
    refused("NoSuchEntity", 404, iam.get_account_password_policy)
    iam.create_account_alias(AccountAlias="lake-" + N)
    equal("aliases", ["lake-" + N], iam.list_account_aliases()["AccountAliases"])
    iam.delete_account_alias(AccountAlias="lake-" + N)
    keys = iam.get_context_keys_for_custom_policy(PolicyInputList=[ALLOW.replace('"Resource": "*"', '"Resource": "arn:aws:s3:::b/${aws:username}"')])
    equal("keys", ["aws:username"], keys["ContextKeyNames"])
    result = iam.simulate_custom_policy(PolicyInputList=[ALLOW], ActionNames=["s3:GetObject", "iam:ListUsers"])["EvaluationResults"]
    equal("decisions", ["allowed", "implicitDeny"], [one["EvalDecision"] for one in result])


def main():
    iam = service("iam")
    pages(iam)
    terraform_user(iam)
    terraform_policy(iam)
    terraform_role(iam)
    terraform_group(iam)
    terraform_provider(iam)
    account(iam)


main()
