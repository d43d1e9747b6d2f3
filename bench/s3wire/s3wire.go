// Package s3wire is an S3 client as small as one can be: it signs with SigV4, writes HTTP/1.1 on a connection that it
// keeps, and parses only what a load generator or a checker needs. It never retries.
package s3wire

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// Target is a server with the credentials to use there.
type Target struct {
	Host   string // host:port
	TLS    bool
	access string
	secret string
	region string
	day    atomic.Pointer[dayKey]
}

type dayKey struct {
	day string
	key []byte
}

// NewTarget parses an endpoint such as http://127.0.0.1:9000.
func NewTarget(endpoint, access, secret, region string) (*Target, error) {
	where, err := url.Parse(endpoint)
	if err != nil || where.Host == "" {
		return nil, fmt.Errorf("not an endpoint: %q", endpoint)
	}
	return &Target{Host: where.Host, TLS: where.Scheme == "https", access: access, secret: secret, region: region}, nil
}

func (t *Target) signingKey(day string) []byte {
	if known := t.day.Load(); known != nil && known.day == day {
		return known.key
	}
	key := mac([]byte("AWS4"+t.secret), day)
	for _, part := range []string{t.region, "s3", "aws4_request"} {
		key = mac(key, part)
	}
	t.day.Store(&dayKey{day, key})
	return key
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	io.WriteString(h, text)
	return h.Sum(nil)
}

// Escape percent-encodes as S3 signs: everything but unreserved characters; '/' stays if asked.
func Escape(text string, keepSlash bool) string {
	const digits = "0123456789ABCDEF"
	var out []byte
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~' || c == '/' && keepSlash {
			out = append(out, c)
		} else {
			out = append(out, '%', digits[c>>4], digits[c&15])
		}
	}
	return string(out)
}

// Request is one S3 request. Header names are in small letters; Query is unescaped.
type Request struct {
	Method  string
	Bucket  string
	Key     string
	Query   map[string]string
	Headers map[string]string
	Body    []byte
}

// Answer is what came back; Body is nil if it was discarded.
type Answer struct {
	Status  int
	Headers map[string]string
	Body    []byte
	Length  int64
}

func (a *Answer) String() string {
	if a == nil {
		return "no answer"
	}
	return fmt.Sprintf("%d %s", a.Status, a.Body)
}

// Code is the S3 error code in the body, or the empty string.
func (a *Answer) Code() string { return Tag(string(a.Body), "Code") }

// Tag is the text of the first XML element of this name.
func Tag(xml, name string) string {
	_, rest, found := strings.Cut(xml, "<"+name+">")
	if !found {
		return ""
	}
	text, _, _ := strings.Cut(rest, "</"+name+">")
	return text
}

// Conn is one connection, used by one goroutine; it connects when first used and again after an error.
type Conn struct {
	target *Target
	socket net.Conn
	reader *bufio.Reader
	out    []byte
	// Timeout bounds one request.
	Timeout time.Duration
	// Step and Pause make a slow sender: so many bytes of a body, then so long nothing. Step 0: all at once.
	Step  int
	Pause time.Duration
}

// NewConn makes a connection that is not connected yet.
func (t *Target) NewConn() *Conn { return &Conn{target: t, Timeout: 60 * time.Second} }

// Close ends the connection.
func (c *Conn) Close() {
	if c.socket != nil {
		c.socket.Close()
		c.socket = nil
	}
}

func (c *Conn) connect() error {
	if c.socket != nil {
		return nil
	}
	socket, err := net.DialTimeout("tcp", c.target.Host, 5*time.Second)
	if err != nil {
		return err
	}
	if c.target.TLS {
		socket = tls.Client(socket, &tls.Config{InsecureSkipVerify: true})
	}
	c.socket = socket
	if c.reader == nil {
		c.reader = bufio.NewReaderSize(socket, 64*1024)
	} else {
		c.reader.Reset(socket)
	}
	return nil
}

// Do sends a request and reads its answer. If sink is nil the body is returned, else it is written there.
// An error says nothing about whether the request was executed.
func (c *Conn) Do(r *Request, sink io.Writer) (*Answer, error) {
	if err := c.connect(); err != nil {
		return nil, err
	}
	c.socket.SetDeadline(time.Now().Add(c.Timeout))
	c.out = c.target.head(c.out[:0], r)
	var err error
	if c.Step > 0 {
		err = c.trickle(r.Body)
	} else if len(r.Body) > 0 && len(r.Body) <= 64*1024 {
		c.out = append(c.out, r.Body...)
		_, err = c.socket.Write(c.out)
	} else if len(r.Body) > 0 {
		buffers := net.Buffers{c.out, r.Body}
		_, err = buffers.WriteTo(c.socket)
	} else {
		_, err = c.socket.Write(c.out)
	}
	if err != nil {
		// The server may have answered early; what it said is worth more than our broken pipe.
		if answer, readErr := c.read(r.Method, sink); readErr == nil {
			c.Close()
			return answer, nil
		}
		c.Close()
		return nil, err
	}
	answer, err := c.read(r.Method, sink)
	if err != nil {
		c.Close()
		return nil, err
	}
	if strings.EqualFold(answer.Headers["connection"], "close") {
		c.Close()
	}
	return answer, nil
}

func (c *Conn) trickle(body []byte) error {
	if _, err := c.socket.Write(c.out); err != nil {
		return err
	}
	for len(body) > 0 {
		step := c.Step
		if step > len(body) {
			step = len(body)
		}
		if _, err := c.socket.Write(body[:step]); err != nil {
			return err
		}
		body = body[step:]
		time.Sleep(c.Pause)
	}
	return nil
}

// head appends the signed head of a request.
func (t *Target) head(out []byte, r *Request) []byte {
	now := time.Now().UTC().Format("20060102T150405Z")
	day := now[:8]
	path := "/"
	if r.Bucket != "" {
		path += r.Bucket
		if r.Key != "" {
			path += "/" + Escape(r.Key, true)
		}
	}
	query := canonicalQuery(r.Query)
	names := []string{"host", "x-amz-content-sha256", "x-amz-date"}
	for name := range r.Headers {
		names = append(names, name)
	}
	sort.Strings(names)
	value := func(name string) string {
		switch name {
		case "host":
			return t.Host
		case "x-amz-content-sha256":
			return "UNSIGNED-PAYLOAD"
		case "x-amz-date":
			return now
		}
		return r.Headers[name]
	}
	var canonical strings.Builder
	canonical.Grow(512)
	canonical.WriteString(r.Method + "\n" + path + "\n" + query + "\n")
	for _, name := range names {
		canonical.WriteString(name + ":" + value(name) + "\n")
	}
	signed := strings.Join(names, ";")
	canonical.WriteString("\n" + signed + "\nUNSIGNED-PAYLOAD")
	digest := sha256.Sum256([]byte(canonical.String()))
	scope := day + "/" + t.region + "/s3/aws4_request"
	signature := hex.EncodeToString(mac(t.signingKey(day), "AWS4-HMAC-SHA256\n"+now+"\n"+scope+"\n"+hex.EncodeToString(digest[:])))

	out = append(out, r.Method...)
	out = append(out, ' ')
	out = append(out, path...)
	if query != "" {
		out = append(out, '?')
		out = append(out, query...)
	}
	out = append(out, " HTTP/1.1\r\n"...)
	for _, name := range names {
		out = append(out, name...)
		out = append(out, ": "...)
		out = append(out, value(name)...)
		out = append(out, "\r\n"...)
	}
	out = append(out, "authorization: AWS4-HMAC-SHA256 Credential="...)
	out = append(out, t.access+"/"+scope+", SignedHeaders="+signed+", Signature="+signature+"\r\n"...)
	if r.Method == "PUT" || r.Method == "POST" || len(r.Body) > 0 {
		out = append(out, "content-length: "...)
		out = strconv.AppendInt(out, int64(len(r.Body)), 10)
		out = append(out, "\r\n"...)
	}
	return append(out, "\r\n"...)
}

func canonicalQuery(query map[string]string) string {
	if len(query) == 0 {
		return ""
	}
	pairs := make([]string, 0, len(query))
	for name, value := range query {
		pairs = append(pairs, Escape(name, false)+"="+Escape(value, false))
	}
	sort.Strings(pairs)
	return strings.Join(pairs, "&")
}

func (c *Conn) read(method string, sink io.Writer) (*Answer, error) {
	for {
		answer, err := c.readOne(method, sink)
		if err != nil || answer.Status != 100 {
			return answer, err
		}
	}
}

func (c *Conn) readOne(method string, sink io.Writer) (*Answer, error) {
	line, err := c.reader.ReadSlice('\n')
	if err != nil {
		return nil, err
	}
	if len(line) < 12 || string(line[:9]) != "HTTP/1.1 " {
		return nil, fmt.Errorf("not HTTP: %q", line)
	}
	status, err := strconv.Atoi(string(line[9:12]))
	if err != nil {
		return nil, err
	}
	answer := &Answer{Status: status, Headers: make(map[string]string, 12), Length: -1}
	for {
		line, err = c.reader.ReadSlice('\n')
		if err != nil {
			return nil, err
		}
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			break
		}
		name, value, _ := strings.Cut(text, ":")
		answer.Headers[strings.ToLower(name)] = strings.TrimSpace(value)
	}
	if status == 100 || status == 204 || status == 304 || method == "HEAD" {
		answer.Length = 0
		return answer, nil
	}
	return answer, c.body(answer, sink)
}

func (c *Conn) body(answer *Answer, sink io.Writer) error {
	var collected strings.Builder
	if sink == nil || answer.Status >= 300 {
		sink = &collected
	}
	var err error
	if answer.Headers["transfer-encoding"] == "chunked" {
		answer.Length, err = c.chunks(sink)
	} else {
		length, parseErr := strconv.ParseInt(answer.Headers["content-length"], 10, 64)
		if parseErr != nil {
			return errors.New("an answer without content-length")
		}
		answer.Length, err = io.CopyN(sink, c.reader, length)
	}
	if collected.Len() > 0 {
		answer.Body = []byte(collected.String())
	}
	return err
}

func (c *Conn) chunks(sink io.Writer) (int64, error) {
	var total int64
	for {
		line, err := c.reader.ReadString('\n')
		if err != nil {
			return total, err
		}
		size, err := strconv.ParseInt(strings.TrimSpace(strings.SplitN(line, ";", 2)[0]), 16, 64)
		if err != nil {
			return total, err
		}
		if size == 0 {
			for line != "\r\n" {
				if line, err = c.reader.ReadString('\n'); err != nil {
					return total, err
				}
			}
			return total, nil
		}
		n, err := io.CopyN(sink, c.reader, size)
		total += n
		if err != nil {
			return total, err
		}
		if _, err = c.reader.Discard(2); err != nil {
			return total, err
		}
	}
}
