package main

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

type answer struct {
	status     int
	head, body string
}

// said is all that came back on one connection, and how it ended.
type said struct {
	answers []answer
	raw     []byte
	problem string // what a server must not do: never end, refuse to be connected to
}

func (s said) String() string {
	text := s.raw
	if len(text) > 1500 {
		text = text[:1500]
	}
	return fmt.Sprintf("%s %q", s.problem, text)
}

const (
	quiet = 150 * time.Millisecond // without an answer so long we stop sending
	bound = 30 * time.Second       // within which the server has to answer or close
)

// send writes bytes on a new connection and reads what comes back. Alone: one whole request, its one answer is waited for. Else the
// bytes may be the beginning of a request, or several: after a while without an answer no more can follow, and the server has to close.
func send(address string, message []byte, method string, alone bool) said {
	socket, err := net.DialTimeout("tcp", address, 10*time.Second)
	if err != nil {
		return said{problem: "no connection: " + err.Error()}
	}
	tcp := socket.(*net.TCPConn)
	defer func() {
		tcp.SetLinger(0)
		tcp.Close()
	}()
	socket.SetDeadline(time.Now().Add(bound))
	go socket.Write(message)
	var raw bytes.Buffer
	buffer := make([]byte, 32<<10)
	halfClosed := false
	for {
		patience := bound
		if !alone && !halfClosed {
			patience = quiet
		}
		socket.SetReadDeadline(time.Now().Add(patience))
		n, err := socket.Read(buffer)
		raw.Write(buffer[:n])
		if alone && n > 0 {
			if answers, whole := parse(raw.Bytes(), method); whole && len(answers) > 0 {
				return said{answers: answers, raw: raw.Bytes()}
			}
		}
		if err == nil {
			continue
		}
		if late, ok := err.(net.Error); ok && late.Timeout() {
			if !alone && !halfClosed {
				halfClosed = true
				tcp.CloseWrite()
				continue
			}
			answers, _ := parse(raw.Bytes(), method)
			return said{answers, raw.Bytes(), fmt.Sprintf("HANG: neither answered nor closed within %s", bound)}
		}
		answers, _ := parse(raw.Bytes(), method)
		return said{answers: answers, raw: raw.Bytes()}
	}
}

// parse reads answers as long as they are whole; whole tells that nothing is left over.
func parse(raw []byte, method string) (answers []answer, whole bool) {
	for len(raw) > 0 {
		end := bytes.Index(raw, []byte("\r\n\r\n"))
		if end < 0 || !bytes.HasPrefix(raw, []byte("HTTP/1.")) || end < 12 {
			return answers, false
		}
		head := string(raw[:end])
		status, _ := strconv.Atoi(head[9:12])
		raw = raw[end+4:]
		if status/100 == 1 {
			continue
		}
		a := answer{status: status, head: head}
		small := strings.ToLower(head)
		var rest []byte
		complete := true
		switch {
		case status == 204 || status == 304 || method == "HEAD":
			rest = raw
		case strings.Contains(small, "\r\ntransfer-encoding: chunked"):
			source := bufio.NewReader(bytes.NewReader(raw))
			a.body, complete = dechunk(source)
			rest, _ = io.ReadAll(source)
		default:
			length := 0
			if _, after, found := strings.Cut(small, "\r\ncontent-length: "); found {
				text, _, _ := strings.Cut(after, "\r\n")
				length, _ = strconv.Atoi(text)
			}
			if complete = length <= len(raw); !complete {
				length = len(raw)
			}
			a.body, rest = string(raw[:length]), raw[length:]
		}
		answers = append(answers, a)
		if !complete {
			return answers, false
		}
		raw = rest
	}
	return answers, true
}

func dechunk(source *bufio.Reader) (string, bool) {
	var body strings.Builder
	for {
		line, err := source.ReadString('\n')
		if err != nil {
			return body.String(), false
		}
		size, err := strconv.ParseInt(strings.TrimSpace(line), 16, 32)
		if err != nil {
			return body.String(), false
		}
		if _, err := io.CopyN(&body, source, size); err != nil && size > 0 {
			return body.String(), false
		}
		if _, err := source.Discard(2); err != nil {
			return body.String(), false
		}
		if size == 0 {
			return body.String(), true
		}
	}
}

func random(bytes int) string {
	data := make([]byte, bytes)
	rand.Read(data)
	return hex.EncodeToString(data)
}

func freeAddress() string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
