package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"sort"
	"strconv"
	"strings"
	"time"

	"tarn/bench/s3wire"
)

const (
	stamp     = "20060102T150405Z"
	algorithm = "AWS4-HMAC-SHA256"
	region    = "us-east-1"
)

// How a request proves who sent it.
const (
	byHeader = iota
	byQuery
	byChunks  // header, and each chunk of the body
	byTrailer // header, each chunk, and a checksum after them
	byNoChunk // header, chunks without signatures, and a checksum after them
	byForm    // fields of a browser's form
	unsigned
)

type pair struct{ name, value string }

// request is a request that can still be changed and signed; render makes bytes of it.
type request struct {
	kind, method, path, service string
	query, headers, form        []pair
	body                        []byte
	proof                       int
}

// signer is an access key; what is wrong with it, if anything, stands in the fields.
type signer struct {
	access, secret, region string
	skew                   time.Duration
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	io.WriteString(h, text)
	return h.Sum(nil)
}

func (s signer) key(day, service string) []byte {
	key := mac([]byte("AWS4"+s.secret), day)
	for _, part := range []string{s.region, service, "aws4_request"} {
		key = mac(key, part)
	}
	return key
}

func encodeQuery(pairs []pair) string {
	encoded := make([]string, len(pairs))
	for i, p := range pairs {
		encoded[i] = s3wire.Escape(p.name, false) + "=" + s3wire.Escape(p.value, false)
	}
	sort.Strings(encoded)
	return strings.Join(encoded, "&")
}

// render signs the request and writes it as it goes over the wire.
func (r *request) render(s signer, host string) []byte {
	now := time.Now().UTC().Add(s.skew).Format(stamp)
	scope := now[:8] + "/" + s.region + "/" + r.service + "/aws4_request"
	headers := append([]pair{{"host", host}}, r.headers...)
	query := append([]pair(nil), r.query...)
	body := r.body
	if r.proof == byForm {
		var boundary string
		body, boundary = r.multipart(s, now, scope)
		headers = append(headers, pair{"content-type", "multipart/form-data; boundary=" + boundary})
		return r.bytes(headers, query, body)
	}
	if r.form != nil {
		body = []byte(encodeQuery(r.form))
		headers = append(headers, pair{"content-type", "application/x-www-form-urlencoded; charset=utf-8"})
	}
	payload := digest(body)
	switch r.proof {
	case unsigned:
		return r.bytes(headers, query, body)
	case byQuery:
		payload = "UNSIGNED-PAYLOAD"
		query = append(query, pair{"X-Amz-Algorithm", algorithm}, pair{"X-Amz-Credential", s.access + "/" + scope},
			pair{"X-Amz-Date", now}, pair{"X-Amz-Expires", "300"}, pair{"X-Amz-SignedHeaders", signedNames(headers)})
	case byChunks:
		payload = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
	case byTrailer:
		payload = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
	case byNoChunk:
		payload = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
	}
	if r.proof >= byChunks {
		headers = append(headers, pair{"content-encoding", "aws-chunked"}, pair{"x-amz-decoded-content-length", strconv.Itoa(len(body))})
		if r.proof != byChunks {
			headers = append(headers, pair{"x-amz-trailer", "x-amz-checksum-crc32"})
		}
	}
	if r.proof != byQuery {
		headers = append(headers, pair{"x-amz-content-sha256", payload}, pair{"x-amz-date", now})
	}
	names := signedNames(headers)
	canonical := r.method + "\n" + r.path + "\n" + encodeQuery(query) + "\n" + canonicalHeaders(headers) + "\n" + names + "\n" + payload
	key := s.key(now[:8], r.service)
	signature := hex.EncodeToString(mac(key, algorithm+"\n"+now+"\n"+scope+"\n"+digest([]byte(canonical))))
	if r.proof == byQuery {
		return r.bytes(headers, append(query, pair{"X-Amz-Signature", signature}), body)
	}
	headers = append(headers, pair{"authorization",
		algorithm + " Credential=" + s.access + "/" + scope + ", SignedHeaders=" + names + ", Signature=" + signature})
	if r.proof >= byChunks {
		body = chunks(body, key, now, scope, signature, r.proof)
	}
	return r.bytes(headers, query, body)
}

func signedNames(headers []pair) string {
	known := map[string]bool{}
	var names []string
	for _, h := range headers {
		if name := strings.ToLower(h.name); !known[name] {
			known[name] = true
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return strings.Join(names, ";")
}

func canonicalHeaders(headers []pair) string {
	var out strings.Builder
	for _, name := range strings.Split(signedNames(headers), ";") {
		var values []string
		for _, h := range headers {
			if strings.ToLower(h.name) == name {
				values = append(values, strings.Join(strings.Fields(h.value), " "))
			}
		}
		out.WriteString(name + ":" + strings.Join(values, ",") + "\n")
	}
	return out.String()
}

func (r *request) bytes(headers, query []pair, body []byte) []byte {
	target := r.path
	if len(query) > 0 {
		target += "?" + encodeQuery(query)
	}
	var out strings.Builder
	out.WriteString(r.method + " " + target + " HTTP/1.1\r\n")
	for _, h := range headers {
		out.WriteString(h.name + ": " + h.value + "\r\n")
	}
	if len(body) > 0 || r.method == "PUT" || r.method == "POST" {
		fmt.Fprintf(&out, "content-length: %d\r\n", len(body))
	}
	out.WriteString("\r\n")
	return append([]byte(out.String()), body...)
}

// chunks frames a body as aws-chunked, in two chunks and a last one.
func chunks(body []byte, key []byte, now, scope, signature string, proof int) []byte {
	var out strings.Builder
	half := len(body) / 2
	for _, chunk := range [][]byte{body[:half], body[half:], nil} {
		if len(chunk) == 0 && half > 0 && out.Len() == 0 {
			continue
		}
		fmt.Fprintf(&out, "%x", len(chunk))
		if proof != byNoChunk {
			signature = hex.EncodeToString(mac(key, algorithm+"-PAYLOAD\n"+now+"\n"+scope+"\n"+signature+"\n"+digest(nil)+"\n"+digest(chunk)))
			out.WriteString(";chunk-signature=" + signature)
		}
		out.WriteString("\r\n")
		if len(chunk) > 0 {
			out.Write(chunk)
			out.WriteString("\r\n")
		}
	}
	if proof != byChunks {
		sum := crc32.ChecksumIEEE(body)
		trailer := "x-amz-checksum-crc32:" + base64.StdEncoding.EncodeToString([]byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
		out.WriteString(trailer + "\r\n")
		if proof == byTrailer {
			signature = hex.EncodeToString(mac(key, algorithm+"-TRAILER\n"+now+"\n"+scope+"\n"+signature+"\n"+digest([]byte(trailer+"\n"))))
			out.WriteString("x-amz-trailer-signature:" + signature + "\r\n")
		}
	}
	out.WriteString("\r\n")
	return []byte(out.String())
}

// multipart writes the fields of r.form, a signed policy among them, and r.body as the file.
func (r *request) multipart(s signer, now, scope string) ([]byte, string) {
	const boundary = "----fuzz7MA4YWxkTrZu0gW"
	fields := append([]pair(nil), r.form...)
	for i, f := range fields {
		if f.name == "policy" {
			text := strings.NewReplacer("{credential}", s.access+"/"+scope, "{date}", now).Replace(f.value)
			encoded := base64.StdEncoding.EncodeToString([]byte(text))
			fields[i].value = encoded
			fields = append(fields, pair{"x-amz-algorithm", algorithm}, pair{"x-amz-credential", s.access + "/" + scope}, pair{"x-amz-date", now},
				pair{"x-amz-signature", hex.EncodeToString(mac(s.key(now[:8], r.service), encoded))})
			break
		}
	}
	var out strings.Builder
	for _, f := range fields {
		fmt.Fprintf(&out, "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", boundary, f.name, f.value)
	}
	fmt.Fprintf(&out, "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n%s\r\n--%s--\r\n",
		boundary, r.body, boundary)
	return []byte(out.String()), boundary
}
