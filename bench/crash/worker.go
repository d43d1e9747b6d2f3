package main

import (
	"bytes"
	"crypto/md5"
	"encoding/base64"
	"fmt"
	"math/rand"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"tarn/bench/s3wire"
)

const partBytes = 5 << 20

// load is the shared side of the workers of one cycle.
type load struct {
	target  *s3wire.Target
	bucket  string
	profile string
	sources []*key
	acks    *atomic.Int64
	cutting *atomic.Bool // from here on errors are expected
	stop    *atomic.Bool
	broken  *violations
	done    map[string]int64 // by operation; only read after the workers ended
}

// worker owns some keys and changes them until it is stopped or the server is gone.
type worker struct {
	*load
	conn    *s3wire.Conn
	random  *rand.Rand
	keys    []*key
	version uint64
	counts  map[string]int64
}

// outcome of one request.
type outcome int

const (
	acknowledged outcome = iota
	refused              // certainly not executed
	unknown              // perhaps executed
)

func (w *worker) run() {
	defer w.conn.Close()
	for !w.stop.Load() {
		k := w.keys[w.random.Intn(len(w.keys))]
		if k.pending != nil {
			if w.cutting.Load() {
				return
			}
			continue
		}
		name, result := w.step(k)
		if result == acknowledged {
			w.counts[name]++
		}
		if result == unknown && w.cutting.Load() {
			return
		}
		if result == refused {
			time.Sleep(5 * time.Millisecond)
		}
	}
}

func (w *worker) step(k *key) (string, outcome) {
	if w.profile == "uniform" {
		return "put", w.put(k, 200)
	}
	switch n := w.random.Intn(100); {
	case n < 35:
		return "put tiny", w.put(k, w.random.Intn(300))
	case n < 58:
		return "put small", w.put(k, 1000+w.random.Intn(100_000))
	case n < 68:
		size := 131_073 + w.random.Intn(1_500_000)
		if w.random.Intn(8) == 0 { // long enough for what is done early and beside
			size += 4 << 20
		}
		return "put large", w.put(k, size)
	case n < 84:
		return "delete", w.delete(k)
	case n < 89:
		return "copy", w.copy(k)
	case n < 91:
		return "multipart", w.multipart(k)
	case n < 95:
		return "delete many", w.deleteMany(k)
	default:
		return "get", w.get(k)
	}
}

// classify says what an answer means for the promise. Anything unexpected before the cut is a breach of its own.
func (w *worker) classify(what string, answer *s3wire.Answer, err error, good ...int) outcome {
	if err != nil {
		if !w.cutting.Load() && !w.stop.Load() {
			w.broken.add("NO ANSWER  %s: %v", what, err)
		}
		return unknown
	}
	for _, status := range good {
		if answer.Status == status {
			return acknowledged
		}
	}
	if answer.Status == 503 && answer.Code() == "SlowDown" {
		return refused
	}
	if !w.cutting.Load() {
		w.broken.add("REFUSED    %s: %d %s", what, answer.Status, answer.Body)
	}
	if answer.Status < 500 {
		return refused
	}
	return unknown
}

// change sends a request that is to bring a key into a state, and notes what came of it.
func (w *worker) change(k *key, next state, request *s3wire.Request, good ...int) outcome {
	k.pending = &next
	answer, err := w.conn.Do(request, nil)
	what := request.Method + " " + k.name
	result := w.classify(what, answer, err, good...)
	if result == acknowledged && strings.Contains(string(answer.Body), "<Error>") {
		result = unknown // 200 with an error inside, as slow completions may give
		if !w.cutting.Load() {
			w.broken.add("REFUSED    %s: 200 with %s", what, answer.Body)
		}
	}
	switch result {
	case acknowledged:
		k.acknowledge(next)
		w.acks.Add(1)
	case refused:
		k.pending = nil
	}
	return result
}

func (w *worker) fresh(k *key, size int) state {
	w.version++
	return state{true, blob{k.name, w.version, size}}
}

func (w *worker) put(k *key, size int) outcome {
	next := w.fresh(k, size)
	return w.change(k, next, &s3wire.Request{Method: "PUT", Bucket: w.bucket, Key: k.name, Body: next.content.bytes()}, 200)
}

func (w *worker) delete(k *key) outcome {
	return w.change(k, state{}, &s3wire.Request{Method: "DELETE", Bucket: w.bucket, Key: k.name}, 204)
}

func (w *worker) copy(k *key) outcome {
	source := w.sources[w.random.Intn(len(w.sources))]
	return w.change(k, source.known, &s3wire.Request{Method: "PUT", Bucket: w.bucket, Key: k.name,
		Headers: map[string]string{"x-amz-copy-source": "/" + w.bucket + "/" + source.name}}, 200)
}

func (w *worker) deleteMany(k *key) outcome {
	others := []*key{k}
	for len(others) < 4 {
		other := w.keys[w.random.Intn(len(w.keys))]
		if other.pending == nil && !contains(others, other) {
			others = append(others, other)
		} else {
			break
		}
	}
	body := "<Delete>"
	for _, other := range others {
		other.pending = &state{}
		body += "<Object><Key>" + other.name + "</Key></Object>"
	}
	body += "</Delete>"
	digest := md5.Sum([]byte(body))
	answer, err := w.conn.Do(&s3wire.Request{Method: "POST", Bucket: w.bucket, Query: map[string]string{"delete": ""}, Body: []byte(body),
		Headers: map[string]string{"content-md5": base64.StdEncoding.EncodeToString(digest[:])}}, nil)
	result := w.classify("DeleteObjects", answer, err, 200)
	for _, other := range others {
		switch {
		case result == acknowledged && strings.Contains(string(answer.Body), "<Deleted><Key>"+other.name+"</Key>"):
			other.acknowledge(state{})
			w.acks.Add(1)
		case result == refused:
			other.pending = nil
		case result == acknowledged && !w.cutting.Load():
			w.broken.add("REFUSED    DeleteObjects does not report %s: %s", other.name, answer.Body)
		}
	}
	return result
}

func contains(keys []*key, wanted *key) bool {
	for _, k := range keys {
		if k == wanted {
			return true
		}
	}
	return false
}

func (w *worker) multipart(k *key) outcome {
	next := w.fresh(k, partBytes+w.random.Intn(300_000))
	content := next.content.bytes()
	what := "multipart " + k.name
	answer, err := w.conn.Do(&s3wire.Request{Method: "POST", Bucket: w.bucket, Key: k.name, Query: map[string]string{"uploads": ""}}, nil)
	if result := w.classify(what, answer, err, 200); result != acknowledged {
		return result
	}
	upload := s3wire.Tag(string(answer.Body), "UploadId")
	body := "<CompleteMultipartUpload>"
	for i, part := range [][]byte{content[:partBytes], content[partBytes:]} {
		answer, err = w.conn.Do(&s3wire.Request{Method: "PUT", Bucket: w.bucket, Key: k.name, Body: part,
			Query: map[string]string{"uploadId": upload, "partNumber": fmt.Sprint(i + 1)}}, nil)
		if result := w.classify(what, answer, err, 200); result != acknowledged {
			return result
		}
		w.acks.Add(1)
		body += fmt.Sprintf("<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>", i+1, answer.Headers["etag"])
	}
	body += "</CompleteMultipartUpload>"
	return w.change(k, next, &s3wire.Request{Method: "POST", Bucket: w.bucket, Key: k.name, Query: map[string]string{"uploadId": upload},
		Body: []byte(body)}, 200)
}

// get reads a key in the middle of everything: what was acknowledged must be seen.
func (w *worker) get(k *key) outcome {
	got, answer, err := read(w.conn, w.bucket, k.name)
	result := w.classify("GET "+k.name, answer, err, 200, 404)
	if result != acknowledged {
		return result
	}
	if got.present != k.known.present || got.present && !bytes.Equal(got.body, k.known.content.bytes()) {
		w.broken.add("NOT SEEN   %s: expected %s, read %d bytes, present: %v", k.name, k.known, len(got.body), got.present)
	}
	if got.present {
		if got.lastModified.Before(k.lastModified) {
			w.broken.add("WENT BACK  %s: LastModified was %s and is now %s", k.name, k.lastModified, got.lastModified)
		}
		k.lastModified = got.lastModified
	}
	return result
}

// read gets an object; only statuses 200 and 404 mean something to the caller.
func read(conn *s3wire.Conn, bucket, name string) (found, *s3wire.Answer, error) {
	var body bytes.Buffer
	answer, err := conn.Do(&s3wire.Request{Method: "GET", Bucket: bucket, Key: name}, &body)
	if err != nil || answer.Status != 200 {
		return found{}, answer, err
	}
	modified, err := http.ParseTime(answer.Headers["last-modified"])
	return found{true, body.Bytes(), answer.Headers["etag"], modified}, answer, err
}
