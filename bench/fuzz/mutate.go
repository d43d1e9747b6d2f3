package main

import (
	"math/rand"
	"strconv"
	"strings"

	"tarn/bench/s3wire"
)

// tokens is what parsers trip over.
var tokens = []string{
	"\x00", "\r\n", "\n", "\r", "\t", " ", "\"", "'", "\\", "\\u0000", "\\ud800", "\xff\xfe", "\xed\xa0\x80", "\xf4\x90\x80\x80", "é", "\u202e", "%", "%00", "%2F", "%2e%2e", "%zz", "+", "&", "=", ";", ",", ":", "?", "#", "/", "//", "/../", ".",
	"*", "**", "?*?*?*?*", "${", "${aws:username}", "${aws:PrincipalTag/a, 'b'}", "${*}", "$", "{", "}", "[", "]", "{}", "[]", "null", "true", "1e999", "-0", "NaN",
	"0", "-1", "1", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "2147483648", "4294967296", "10001", "5368709121", "0x10", "ffffffffffffffff", "1.5",
	"<", ">", "</", "/>", "<a>", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version=\"1.1\" encoding=\"UTF-16\"?>", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>", "&b;", "&#0;", "&#x110000;", "&amp;", "xmlns=\"\"",
	"Allow", "Deny", "\"Principal\":\"*\",", "\"NotPrincipal\":{\"AWS\":\"*\"},", "\"Condition\":{\"Foo\":{}},", "arn:aws:s3:::", "arn:aws:iam::", "s3:*", "ForAnyValue:", "IfExists", "2012-10-17", "2008-10-17",
	"bytes=", "bytes=-0", "bytes=9-3", "0-0,2-3", "W/\"a\"", "Thu, 32 Foo 2099 99:99:99 GMT", "20150830T123600Z", "9999999999", "UNSIGNED-PAYLOAD", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "aws4_request", "AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256", "AWS ", "Credential=", "SignedHeaders=", "Signature=",
	"chunk-signature=", "0\r\n\r\n", "7fffffff\r\n", "5;a=b\r\nhello\r\n", "x-amz-trailer-signature:", "Transfer-Encoding: chunked\r\n", "Content-Length: 7\r\n", "Expect: 100-continue\r\n", "Connection: close\r\n", "Host: b\r\n", "HTTP/1.0", "HTTP/2.0", "\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
	"--", "----fuzz7MA4YWxkTrZu0gW", "Content-Disposition: form-data; name=\"", "${filename}", ".member.1", ".member.0", ".member.99999999999", "Action=", "&Action=GetUser",
}

var headerNames = []string{
	"x-amz-acl", "x-amz-tagging", "x-amz-copy-source", "x-amz-copy-source-range", "x-amz-server-side-encryption", "x-amz-server-side-encryption-customer-algorithm", "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date",
	"x-amz-security-token", "x-amz-expected-bucket-owner", "x-amz-request-payer", "x-amz-grant-read", "x-amz-checksum-sha256", "x-amz-checksum-crc64nvme", "x-amz-decoded-content-length", "x-amz-trailer", "x-amz-meta-", "x-amz-mfa", "x-amz-bypass-governance-retention", "x-amz-website-redirect-location",
	"range", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range", "content-encoding", "content-type", "content-md5", "expect", "origin", "cookie", "x-forwarded-for", "te", "upgrade", "connection", "date", "x-amz-write-offset-bytes", "x-amz-object-size", "x-amz-mp-object-size",
}

var queryNames = []string{
	"acl", "policy", "cors", "tagging", "uploads", "uploadId", "partNumber", "versionId", "versions", "list-type", "max-keys", "prefix", "delimiter", "encoding-type", "continuation-token", "delete", "restore", "select", "torrent", "x-id", "policyStatus", "attributes", "retention", "legal-hold", "metadataTable", "session", "analytics", "id", "append", "renameObject", "response-expires", "X-Amz-Signature", "X-Amz-Expires", "X-Amz-Security-Token", "AWSAccessKeyId", "Signature", "Action", "Version",
}

var methods = []string{"GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "", "PROPFIND"}

// mutate changes text in one to four places.
func mutate(text string, r *rand.Rand) string {
	for changes := 1 + r.Intn(4); changes > 0; changes-- {
		text = change(text, r)
	}
	return text
}

func change(text string, r *rand.Rand) string {
	from := r.Intn(len(text) + 1)
	to := from + r.Intn(16)
	if r.Intn(8) == 0 {
		to = from + r.Intn(len(text)+1)
	}
	if to > len(text) {
		to = len(text)
	}
	head, middle, tail := text[:from], text[from:to], text[to:]
	switch r.Intn(10) {
	case 0:
		return head + tail
	case 1:
		return head + middle + middle + tail
	case 2:
		if len(middle) == 0 {
			return text
		}
		return head + string([]byte{middle[0] ^ 1<<uint(r.Intn(8))}) + middle[1:] + tail
	case 3, 4:
		return head + tokens[r.Intn(len(tokens))] + middle + tail
	case 5:
		return head + tokens[r.Intn(len(tokens))] + tail
	case 6:
		return head
	case 7: // depth and length
		times := 1 << uint(r.Intn(13))
		unit := tokens[r.Intn(len(tokens))]
		if r.Intn(2) == 0 && len(middle) > 0 {
			unit = middle
		}
		if times*len(unit) > 60_000 {
			times = 60_000 / len(unit)
		}
		return head + strings.Repeat(unit, times) + tail
	case 8:
		return number(text, r)
	default:
		return head + strings.ToUpper(middle) + tail
	}
}

// number replaces one number in text.
func number(text string, r *rand.Rand) string {
	skip := r.Intn(len(text) + 1)
	start := strings.IndexAny(text[skip:], "0123456789")
	if start < 0 {
		return text + strconv.Itoa(r.Int())
	}
	start += skip
	end := start
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	return text[:start] + pick(r, "0", "-1", "18446744073709551616", "2147483647", "1", strconv.Itoa(r.Intn(20_000))) + text[end:]
}

func mutatePairs(pairs []pair, names []string, r *rand.Rand) []pair {
	out := append([]pair(nil), pairs...)
	at := 0
	if len(out) > 0 {
		at = r.Intn(len(out))
	}
	switch {
	case len(out) == 0 || r.Intn(4) == 0:
		return append(out, pair{names[r.Intn(len(names))], mutate(pick(r, "", "1", "a", "private"), r)})
	case r.Intn(6) == 0:
		return append(out[:at], out[at+1:]...)
	case r.Intn(6) == 0:
		return append(out, out[at])
	case r.Intn(5) == 0:
		out[at].name = mutate(out[at].name, r)
	default:
		out[at].value = mutate(out[at].value, r)
	}
	return out
}

// mutateParts changes a request before it is signed, so that the change gets past the signature.
func (q *request) mutateParts(r *rand.Rand) {
	for changes := 1 + r.Intn(2); changes > 0; changes-- {
		switch d := r.Intn(12); {
		case d < 4 && q.form != nil:
			q.form = mutatePairs(q.form, queryNames, r)
		case d < 4 && len(q.body) > 0:
			q.body = []byte(mutate(string(q.body), r))
		case d < 6:
			q.query = mutatePairs(q.query, queryNames, r)
		case d < 9:
			q.headers = mutatePairs(q.headers, headerNames, r)
		case d < 10:
			q.method = methods[r.Intn(len(methods))]
		default:
			// The bucket's name stays: the judge goes by it.
			cut := strings.IndexByte(q.path[1:], '/')
			if cut < 0 {
				break
			}
			rest := mutate(q.path[cut+2:], r)
			if r.Intn(4) > 0 {
				rest = s3wire.Escape(rest, true)
			}
			q.path = q.path[:cut+2] + rest
		}
	}
	if r.Intn(12) == 0 && q.proof == byHeader {
		q.proof = byQuery
	}
}
