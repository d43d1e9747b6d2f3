package main

import (
	"crypto/md5"
	"encoding/base64"
	"fmt"
	"math/rand"
	"time"
)

// names is what the requests are about.
type names struct {
	bucket, key, user, userArn, role, upload, hiddenSource string
}

const (
	xmlns = ` xmlns="http://s3.amazonaws.com/doc/2006-03-01/"`
	xsi   = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"`
)

// settingDocuments has, for each setting of a bucket or object, a document that is valid or nearly so.
var settingDocuments = []pair{
	{"acl", `<AccessControlPolicy` + xmlns + `><Owner><ID>a</ID></Owner><AccessControlList><Grant><Grantee` + xsi + `><ID>a</ID></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>`},
	{"cors", `<CORSConfiguration` + xmlns + `><CORSRule><AllowedOrigin>https://*.a.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>x-*</AllowedHeader><MaxAgeSeconds>30</MaxAgeSeconds><ExposeHeader>etag</ExposeHeader></CORSRule></CORSConfiguration>`},
	{"tagging", `<Tagging` + xmlns + `><TagSet><Tag><Key>team</Key><Value>blue</Value></Tag><Tag><Key>b</Key><Value/></Tag></TagSet></Tagging>`},
	{"ownershipControls", `<OwnershipControls` + xmlns + `><Rule><ObjectOwnership>BucketOwnerPreferred</ObjectOwnership></Rule></OwnershipControls>`},
	{"publicAccessBlock", `<PublicAccessBlockConfiguration` + xmlns + `><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>`},
	{"requestPayment", `<RequestPaymentConfiguration` + xmlns + `><Payer>BucketOwner</Payer></RequestPaymentConfiguration>`},
	{"abac", `<AbacStatus` + xmlns + `><Status>Enabled</Status></AbacStatus>`},
	{"versioning", `<VersioningConfiguration` + xmlns + `><Status>Enabled</Status></VersioningConfiguration>`},
	{"lifecycle", `<LifecycleConfiguration` + xmlns + `><Rule><ID>a</ID><Filter><Prefix>x/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule></LifecycleConfiguration>`},
	{"encryption", `<ServerSideEncryptionConfiguration` + xmlns + `><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`},
	{"website", `<WebsiteConfiguration` + xmlns + `><IndexDocument><Suffix>index.html</Suffix></IndexDocument></WebsiteConfiguration>`},
	{"notification", `<NotificationConfiguration` + xmlns + `/>`},
	{"logging", `<BucketLoggingStatus` + xmlns + `/>`},
	{"object-lock", `<ObjectLockConfiguration` + xmlns + `><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>`},
	{"replication", `<ReplicationConfiguration` + xmlns + `><Role>r</Role></ReplicationConfiguration>`},
}

func policy(n *names, r *rand.Rand) string {
	conditions := []string{
		`{"IpAddress":{"aws:SourceIp":["127.0.0.0/8","::1/128"]}}`,
		`{"StringLike":{"s3:prefix":["a*","b?c"]},"Bool":{"aws:SecureTransport":"false"}}`,
		`{"DateLessThan":{"aws:CurrentTime":"2031-01-01T00:00:00Z"},"NumericLessThanEquals":{"s3:max-keys":"10"}}`,
		`{"ForAllValues:StringEqualsIfExists":{"s3:RequestObjectTagKeys":["a","b"]},"Null":{"s3:x-amz-acl":"true"}}`,
		`{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/${aws:username}"}}`,
	}
	effect := "Allow"
	if r.Intn(4) == 0 {
		effect = "Deny"
	}
	return fmt.Sprintf(`{"Version":"2012-10-17","Id":"p","Statement":[{"Sid":"a","Effect":"%s","Principal":{"AWS":["%s"]},"Action":["s3:GetObject*","s3:PutObject"],"Resource":"arn:aws:s3:::%s/*","Condition":%s}]}`,
		effect, n.userArn, n.bucket, conditions[r.Intn(len(conditions))])
}

func identityPolicy(n *names) string {
	return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","s3:List*"],"NotResource":["arn:aws:s3:::x/${aws:username}/*"],"Condition":{"StringNotEquals":{"aws:PrincipalTag/team":"red"}}},{"Effect":"Deny","NotAction":"iam:*","Resource":"*"}]}`
}

func pick(r *rand.Rand, from ...string) string { return from[r.Intn(len(from))] }

// build draws a valid request.
func build(n *names, r *rand.Rand) *request {
	switch d := r.Intn(20); {
	case d < 4:
		return object(n, r)
	case d < 6:
		return listing(n, r)
	case d < 9:
		return setting(n, r)
	case d < 10:
		return document(n, r)
	case d < 11:
		q := object(n, r)
		q.kind, q.proof = "presigned "+q.kind, byQuery
		return q
	case d < 13:
		body := make([]byte, 1+r.Intn(3000))
		r.Read(body)
		return &request{kind: "chunked", method: "PUT", path: "/" + n.bucket + "/chunked", service: "s3", body: body, proof: byChunks + r.Intn(3)}
	case d < 14:
		return browserForm(n, r)
	case d < 16:
		return &request{kind: "policy", method: "PUT", path: "/" + n.bucket, service: "s3", query: []pair{{"policy", ""}}, body: []byte(policy(n, r))}
	case d < 19:
		return iam(n, r)
	default:
		return sts(n, r)
	}
}

func object(n *names, r *rand.Rand) *request {
	path := "/" + n.bucket + "/" + n.key
	q := &request{kind: "object", method: "GET", path: path, service: "s3"}
	switch r.Intn(9) {
	case 0:
		q.headers = []pair{{"range", "bytes=3-9"}, {"if-none-match", `"a"`}}
	case 1:
		q.method = "HEAD"
		q.headers = []pair{{"if-modified-since", "Wed, 21 Oct 2015 07:28:00 GMT"}, {"x-amz-checksum-mode", "ENABLED"}}
	case 2:
		q.method = "DELETE"
	case 3:
		q.method, q.body = "PUT", []byte("some content")
		sum := md5.Sum(q.body)
		q.headers = []pair{{"content-md5", base64.StdEncoding.EncodeToString(sum[:])}, {"x-amz-meta-a", "=?UTF-8?Q?b?="}, {"cache-control", "no-cache"},
			{"x-amz-storage-class", "STANDARD"}, {"content-type", "text/plain"}, {"if-match", `"d41d8cd98f00b204e9800998ecf8427e"`}}
	case 4:
		q.method, q.body = "PUT", []byte("some content")
		q.headers = []pair{{"x-amz-acl", "private"}, {"x-amz-checksum-crc32", "AAAAAA=="}, {"x-amz-sdk-checksum-algorithm", "CRC32"}, {"expires", "0"}}
	case 5:
		q.method = "PUT"
		q.headers = []pair{{"x-amz-copy-source", n.hiddenSource}, {"x-amz-metadata-directive", "REPLACE"}, {"x-amz-copy-source-if-match", "*"}}
	case 6:
		q.query = []pair{{"attributes", ""}}
		q.headers = []pair{{"x-amz-object-attributes", "ETag,Checksum,ObjectParts,StorageClass,ObjectSize"}}
	case 7:
		q.query = []pair{{"response-content-type", "text/html"}, {"versionId", "null"}, {"partNumber", "1"}}
	}
	return q
}

func listing(n *names, r *rand.Rand) *request {
	q := &request{kind: "list", method: "GET", path: "/" + n.bucket, service: "s3"}
	switch r.Intn(6) {
	case 0:
		q.query = []pair{{"prefix", "a"}, {"delimiter", "/"}, {"marker", "b"}, {"max-keys", "7"}}
	case 1:
		q.query = []pair{{"versions", ""}, {"key-marker", "a"}, {"version-id-marker", "null"}, {"max-keys", "7"}}
	case 2:
		q.query = []pair{{"uploads", ""}, {"key-marker", "a"}, {"max-uploads", "3"}, {"encoding-type", "url"}}
	case 3:
		q.path += "/" + n.key
		q.query = []pair{{"uploadId", n.upload}, {"part-number-marker", "1"}, {"max-parts", "10"}}
	case 4:
		q.path, q.query = "/", []pair{{"max-buckets", "3"}, {"prefix", "a"}, {"bucket-region", region}}
	default:
		q.query = []pair{{"list-type", "2"}, {"start-after", "a"}, {"fetch-owner", "true"}, {"continuation-token", "AAAA"}, {"encoding-type", "url"}, {"max-keys", "7"}}
	}
	return q
}

func setting(n *names, r *rand.Rand) *request {
	s := settingDocuments[r.Intn(len(settingDocuments))]
	q := &request{kind: "setting " + s.name, method: "PUT", path: "/" + n.bucket, service: "s3", query: []pair{{s.name, ""}}}
	if (s.name == "acl" || s.name == "tagging") && r.Intn(3) == 0 {
		q.path += "/" + n.key
	}
	switch r.Intn(6) {
	case 0:
		q.method = "GET"
	case 1:
		q.method = "DELETE"
	case 2:
		if s.name == "cors" {
			q.method, q.query, q.proof = "OPTIONS", nil, unsigned
			q.headers = []pair{{"origin", "https://b.a.example"}, {"access-control-request-method", "GET"}, {"access-control-request-headers", "x-a, x-b"}}
			break
		}
		fallthrough
	default:
		q.body = []byte(s.value)
		sum := md5.Sum(q.body)
		if r.Intn(2) == 0 {
			q.headers = []pair{{"content-md5", base64.StdEncoding.EncodeToString(sum[:])}}
		}
	}
	return q
}

// document is a request with an XML body that is no setting.
func document(n *names, r *rand.Rand) *request {
	q := &request{kind: "document", method: "POST", path: "/" + n.bucket, service: "s3"}
	switch r.Intn(5) {
	case 0:
		q.query = []pair{{"delete", ""}}
		q.body = []byte(`<Delete` + xmlns + `><Object><Key>` + n.key + `</Key><VersionId>null</VersionId></Object><Object><Key>b&amp;&#10;</Key></Object><Quiet>false</Quiet></Delete>`)
		sum := md5.Sum(q.body)
		q.headers = []pair{{"content-md5", base64.StdEncoding.EncodeToString(sum[:])}}
	case 1:
		q.path, q.query = q.path+"/"+n.key, []pair{{"uploadId", n.upload}}
		q.body = []byte(`<CompleteMultipartUpload` + xmlns + `><Part><PartNumber>1</PartNumber><ETag>"9b2cf535f27731c974343645a3985328"</ETag></Part></CompleteMultipartUpload>`)
	case 2:
		q.method, q.path, q.query = "PUT", q.path+"/"+n.key, []pair{{"partNumber", "1"}, {"uploadId", n.upload}}
		q.body = []byte("a part")
		if r.Intn(2) == 0 {
			q.body, q.headers = nil, []pair{{"x-amz-copy-source", n.hiddenSource}, {"x-amz-copy-source-range", "bytes=0-3"}}
		}
	case 3:
		q.path, q.query = q.path+"/"+n.key, []pair{{"uploads", ""}}
		q.headers = []pair{{"x-amz-checksum-algorithm", "CRC64NVME"}, {"x-amz-checksum-type", "FULL_OBJECT"}}
	default:
		q.method, q.path = "PUT", fmt.Sprintf("/%s-%d", n.bucket, r.Intn(9))
		q.body = []byte(`<CreateBucketConfiguration` + xmlns + `><LocationConstraint>us-east-1</LocationConstraint></CreateBucketConfiguration>`)
	}
	return q
}

func browserForm(n *names, r *rand.Rand) *request {
	expiration := time.Now().UTC().Add(time.Hour).Format("2006-01-02T15:04:05.000Z")
	return &request{kind: "form", method: "POST", path: "/" + n.bucket, service: "s3", proof: byForm, body: []byte("from a form"), form: []pair{
		{"key", "form/${filename}"}, {"success_action_status", pick(r, "200", "201", "204")}, {"x-amz-meta-a", "b"}, {"acl", "private"}, {"Content-Type", "text/plain"},
		{"policy", `{"expiration":"` + expiration + `","conditions":[{"bucket":"` + n.bucket + `"},["starts-with","$key","form/"],["content-length-range",0,1000],["starts-with","$Content-Type",""],{"acl":"private"},["starts-with","$x-amz-meta-a",""],["starts-with","$success_action_status",""],{"x-amz-credential":"{credential}"},{"x-amz-algorithm":"AWS4-HMAC-SHA256"},{"x-amz-date":"{date}"}]}`}}}
}

func iam(n *names, r *rand.Rand) *request {
	user := pair{"UserName", fmt.Sprintf("toy%d", r.Intn(5))}
	role, group := pair{"RoleName", fmt.Sprintf("role%d", r.Intn(3))}, pair{"GroupName", fmt.Sprintf("group%d", r.Intn(3))}
	trust := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
	forms := [][]pair{
		{{"Action", "CreateUser"}, user, {"Path", "/a/"}, {"Tags.member.1.Key", "team"}, {"Tags.member.1.Value", "red"}},
		{{"Action", "GetUser"}, user}, {{"Action", "DeleteUser"}, user}, {{"Action", "ListUsers"}, {"MaxItems", "5"}, {"Marker", "AAAA"}, {"PathPrefix", "/"}},
		{{"Action", "PutUserPolicy"}, user, {"PolicyName", "p"}, {"PolicyDocument", identityPolicy(n)}},
		{{"Action", "CreateRole"}, role, {"AssumeRolePolicyDocument", trust}, {"MaxSessionDuration", "3600"}},
		{{"Action", "UpdateAssumeRolePolicy"}, role, {"PolicyDocument", trust}}, {{"Action", "GetRole"}, role},
		{{"Action", "CreateGroup"}, group}, {{"Action", "AddUserToGroup"}, group, user}, {{"Action", "GetGroup"}, group},
		{{"Action", "CreatePolicy"}, {"PolicyName", fmt.Sprintf("m%d", r.Intn(4))}, {"PolicyDocument", identityPolicy(n)}, {"Description", "d"}},
		{{"Action", "ListPolicies"}, {"Scope", "Local"}, {"OnlyAttached", "true"}}, {{"Action", "CreateAccessKey"}, user}, {{"Action", "ListAccessKeys"}, user},
		{{"Action", "CreateLoginProfile"}, user, {"Password", "Secr3t-enough!"}}, {{"Action", "TagUser"}, user, {"Tags.member.1.Key", "a"}, {"Tags.member.1.Value", "b"}},
		{{"Action", "SimulateCustomPolicy"}, {"PolicyInputList.member.1", identityPolicy(n)}, {"ActionNames.member.1", "s3:GetObject"}, {"ResourceArns.member.1", "arn:aws:s3:::a/b"},
			{"ContextEntries.member.1.ContextKeyName", "aws:username"}, {"ContextEntries.member.1.ContextKeyType", "string"}, {"ContextEntries.member.1.ContextKeyValues.member.1", "x"}},
		{{"Action", "CreateOpenIDConnectProvider"}, {"Url", "https://idp.example"}, {"ClientIDList.member.1", "a"}, {"ThumbprintList.member.1", "9e99a48a9960b14926bb7f3b02e22da2b0ab7280"}},
		{{"Action", "GetAccountSummary"}}, {{"Action", "GetAccountAuthorizationDetails"}, {"Filter.member.1", "User"}},
	}
	form := forms[r.Intn(len(forms))]
	return &request{kind: "iam " + form[0].value, method: "POST", path: "/", service: "iam", form: append([]pair{{"Version", "2010-05-08"}}, form...)}
}

func sts(n *names, r *rand.Rand) *request {
	forms := [][]pair{
		{{"Action", "AssumeRole"}, {"RoleArn", n.role}, {"RoleSessionName", "s"}, {"Policy", identityPolicy(n)}, {"Tags.member.1.Key", "a"}, {"Tags.member.1.Value", "b"}},
		{{"Action", "GetCallerIdentity"}}, {{"Action", "GetSessionToken"}, {"DurationSeconds", "900"}}, {{"Action", "GetFederationToken"}, {"Name", "f"}, {"Policy", identityPolicy(n)}},
		{{"Action", "AssumeRoleWithWebIdentity"}, {"RoleArn", n.role}, {"RoleSessionName", "s"}, {"WebIdentityToken", "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJpc3MiOiJodHRwczovL2lkcC5leGFtcGxlIn0.AAAA"}},
		{{"Action", "DecodeAuthorizationMessage"}, {"EncodedMessage", "AAAA"}}, {{"Action", "GetAccessKeyInfo"}, {"AccessKeyId", "AKIAIOSFODNN7EXAMPLE"}},
	}
	form := forms[r.Intn(len(forms))]
	q := &request{kind: "sts " + form[0].value, method: "POST", path: "/", service: "sts", form: append([]pair{{"Version", "2011-06-15"}}, form...)}
	if form[0].value == "AssumeRoleWithWebIdentity" {
		q.proof = unsigned
	}
	return q
}
