// Command load drives one kind of request at an S3 server and prints how fast it was.
//
// It is meant to share a small machine with the server: connections are kept, the signing key is cached, answers are
// parsed no further than needed. Every answer's status and length are checked; any other one ends the run with status 1.
package main

import (
	"flag"
	"fmt"
	"io"
	"math/rand"
	"os"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"tarn/bench/s3wire"
)

type run struct {
	target   *s3wire.Target
	bucket   string
	kind     string
	size     int
	keys     int
	seconds  float64
	limit    int64
	body     []byte
	failures atomic.Int64
	step     int
	pause    time.Duration
	first    atomic.Pointer[string]
	done     atomic.Int64
}

func main() {
	endpoint := flag.String("endpoint", "http://127.0.0.1:9000", "server")
	bucket := flag.String("bucket", "bench", "bucket, made if missing")
	kind := flag.String("op", "put", "put, get, list, fill (keys once, no measurement)")
	size := flag.Int("size", 4096, "bytes of an object")
	clients := flag.Int("clients", 1, "connections, each with one request at a time")
	keys := flag.Int("keys", 10000, "keys to choose from")
	seconds := flag.Float64("seconds", 5, "how long")
	limit := flag.Int64("count", 0, "requests to send instead of a time")
	pid := flag.Int("pid", 0, "server process whose CPU time is reported too")
	step := flag.Int("step", 0, "send bodies slowly, so many bytes at a time")
	pause := flag.Duration("pause", 0, "how long to wait after each step")
	tsv := flag.Bool("tsv", false, "print ops/s, p50 ms, p99 ms, MB/s, client CPU, server CPU separated by tabs")
	flag.Parse()

	target, err := s3wire.NewTarget(*endpoint, os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), "us-east-1")
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(64)
	}
	r := &run{target: target, bucket: *bucket, kind: *kind, size: *size, keys: *keys, seconds: *seconds, limit: *limit, step: *step, pause: *pause}
	r.body = make([]byte, *size)
	rand.New(rand.NewSource(1)).Read(r.body)
	if answer, err := target.NewConn().Do(&s3wire.Request{Method: "PUT", Bucket: *bucket}, nil); err != nil {
		fmt.Fprintln(os.Stderr, "load: cannot reach the server:", err)
		os.Exit(1)
	} else if answer.Status != 200 && answer.Status != 409 {
		fmt.Fprintf(os.Stderr, "load: cannot make the bucket: %d %s\n", answer.Status, answer.Code())
		os.Exit(1)
	}
	if r.kind == "fill" {
		r.limit = int64(r.keys)
	}

	clientBefore, serverBefore := ownCPU(), processCPU(*pid)
	began := time.Now()
	times := r.drive(*clients)
	took := time.Since(began).Seconds()
	client, server := ownCPU()-clientBefore, processCPU(*pid)-serverBefore

	if n := r.failures.Load(); n > 0 {
		fmt.Fprintf(os.Stderr, "load: %d requests failed, the first: %s\n", n, *r.first.Load())
		os.Exit(1)
	}
	sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
	if len(times) == 0 {
		fmt.Fprintln(os.Stderr, "load: no request was answered")
		os.Exit(1)
	}
	rate := float64(len(times)) / took
	at := func(p float64) float64 { return times[int(p*float64(len(times)-1))].Seconds() * 1000 }
	megabytes := rate * float64(r.size) / 1e6
	if r.kind == "list" {
		megabytes = 0
	}
	if *tsv {
		fmt.Printf("%.1f\t%.2f\t%.2f\t%.1f\t%.2f\t%.2f\n", rate, at(0.5), at(0.99), megabytes, client/took, server/took)
		return
	}
	fmt.Printf("%-4s %8d B x %-3d  %9.1f ops/s  p50 %8.2f ms  p99 %8.2f ms  %8.1f MB/s  cores: client %.2f server %.2f\n",
		r.kind, r.size, *clients, rate, at(0.5), at(0.99), megabytes, client/took, server/took)
}

// drive runs the connections and returns the time of every request.
func (r *run) drive(clients int) []time.Duration {
	var group sync.WaitGroup
	all := make([][]time.Duration, clients)
	deadline := time.Now().Add(time.Duration(r.seconds * float64(time.Second)))
	for i := 0; i < clients; i++ {
		group.Add(1)
		go func(i int) {
			defer group.Done()
			all[i] = r.client(i, deadline)
		}(i)
	}
	group.Wait()
	var joined []time.Duration
	for _, part := range all {
		joined = append(joined, part...)
	}
	return joined
}

func (r *run) client(number int, deadline time.Time) []time.Duration {
	conn := r.target.NewConn()
	conn.Step, conn.Pause, conn.Timeout = r.step, r.pause, 10*time.Minute
	defer conn.Close()
	random := rand.New(rand.NewSource(int64(number)*7919 + time.Now().UnixNano()))
	var times []time.Duration
	for {
		turn := r.done.Add(1)
		if r.limit > 0 && turn > r.limit || r.limit == 0 && time.Now().After(deadline) || r.failures.Load() > 0 {
			return times
		}
		began := time.Now()
		if problem := r.once(conn, random, turn-1); problem != "" {
			r.first.CompareAndSwap(nil, &problem)
			r.failures.Add(1)
			return times
		}
		times = append(times, time.Since(began))
	}
}

// once sends one request and says what is wrong with its answer.
func (r *run) once(conn *s3wire.Conn, random *rand.Rand, turn int64) string {
	key := func(n int) string { return fmt.Sprintf("%s/%06d", name(r.size), n) }
	request := &s3wire.Request{Bucket: r.bucket}
	want := int64(0)
	switch r.kind {
	case "put":
		request.Method, request.Key, request.Body = "PUT", key(random.Intn(r.keys)), r.body
	case "fill":
		request.Method, request.Key, request.Body = "PUT", key(int(turn)), r.body
	case "get":
		request.Method, request.Key, want = "GET", key(random.Intn(r.keys)), int64(r.size)
	case "list":
		request.Method = "GET"
		request.Query = map[string]string{"list-type": "2", "max-keys": "1000", "start-after": key(random.Intn(r.keys - 1001))}
	default:
		return "there is no operation " + r.kind
	}
	var sink io.Writer = io.Discard
	if r.kind == "list" {
		sink = nil
	}
	answer, err := conn.Do(request, sink)
	if err != nil {
		return request.Method + " " + request.Key + ": " + err.Error()
	}
	if answer.Status != 200 {
		return fmt.Sprintf("%s %s: %d %s", request.Method, request.Key, answer.Status, answer.Code())
	}
	if r.kind == "list" {
		if got := strings.Count(string(answer.Body), "<Key>"); got != 1000 {
			return fmt.Sprintf("a page with %d keys", got)
		}
	} else if answer.Length != want {
		return fmt.Sprintf("%s %s: %d bytes instead of %d", request.Method, request.Key, answer.Length, want)
	}
	return ""
}

func name(size int) string {
	switch {
	case size >= 1<<20 && size%(1<<20) == 0:
		return fmt.Sprintf("%dMiB", size>>20)
	case size >= 1<<10 && size%(1<<10) == 0:
		return fmt.Sprintf("%dKiB", size>>10)
	}
	return fmt.Sprint(size)
}

func ownCPU() float64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

// processCPU is the CPU time of a process in seconds, or 0 if it is unknown.
func processCPU(pid int) float64 {
	if pid == 0 {
		return 0
	}
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	var user, system float64
	fmt.Sscan(fields[11], &user)
	fmt.Sscan(fields[12], &system)
	return (user + system) / 100
}
