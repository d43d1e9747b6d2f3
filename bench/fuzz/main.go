// Command fuzz sends a server requests that are almost right, and judges what it answers.
//
// Each request follows from the seed and its number: a valid one of some kind, changed in a few places, either before it is signed (and
// so past the signature) or after (and so at the parsers), in the name of the root user, of a user that may use one bucket
// only, of somebody with a wrong secret, or of nobody.
package main

import (
	"flag"
	"fmt"
	"math/rand"
	"os"
	"regexp"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const shown = 10

type fuzz struct {
	*world
	seed     int64
	sent     atomic.Int64
	lock     sync.Mutex
	findings int
	statuses map[int]int
	kinds    map[string]int
}

func main() {
	requests := flag.Int64("requests", 50_000, "requests to send")
	seed := flag.Int64("seed", 0, "seed; 0: by the clock")
	only := flag.Int64("only", -1, "send this request alone, and print it")
	workers := flag.Int("workers", 48, "connections")
	command := flag.String("server", "", "server command with {data}, {address}, {admin}")
	work := flag.String("work", "", "directory for data and log")
	flag.Parse()
	if *seed == 0 {
		*seed = time.Now().UnixNano()
	}
	fmt.Printf("seed %d, %d requests\n", *seed, *requests)
	w, err := startWorld(*command, *work, *seed)
	if w != nil {
		defer w.stop()
	}
	if err != nil {
		fmt.Println("RED:", err)
		w.stop()
		os.Exit(1)
	}
	f := &fuzz{world: w, seed: *seed, statuses: map[int]int{}, kinds: map[string]int{}}
	if *only >= 0 {
		c := f.draw(*only)
		answer := send(w.address, c.message, c.method, c.alone)
		fmt.Printf("%s\nsent %q\nanswer %v\n", c, c.message, answer)
		f.judge(c, answer)
	} else {
		f.run(*requests, *workers)
	}
	w.stop()
	f.judgeLog()
	if f.findings > 0 {
		fmt.Printf("RED: %d findings with seed %d\n", f.findings, f.seed)
		os.Exit(1)
	}
}

// run sends all requests; what the server holds is compared after the first tenth, when it is warm, and at the end.
func (f *fuzz) run(requests int64, workers int) {
	began := time.Now()
	f.batch(0, requests/10, workers)
	warm := f.measure()
	f.batch(requests/10, requests, workers)
	took := time.Since(began)
	time.Sleep(500 * time.Millisecond) // for connections to be let go
	end := f.measure()
	after, err := f.snapshot()
	if err != nil || after != f.before {
		at := 0
		for at < len(f.before) && at < len(after) && f.before[at] == after[at] {
			at++
		}
		f.found("the shut bucket or the limited user is not what it was (%v):\nbefore %q\nafter  %q", err, around(f.before, at), around(after, at))
	}
	if int64(f.statuses[503]) > end.slowed {
		f.found("%d answers of 503, but only %d of them to who failed too often", f.statuses[503], end.slowed)
	}
	if end.heap > warm.heap+32<<20 {
		f.found("the heap grew")
	}
	if end.handles > warm.handles+64 {
		f.found("the handles grew")
	}
	fmt.Printf("%d requests in %.0f s, %.0f a second; answers %s\n", f.sent.Load(), took.Seconds(), float64(f.sent.Load())/took.Seconds(), f.counts())
	fmt.Printf("after a tenth: %v\nat the end:    %v\n", warm, end)
}

func around(text string, at int) string {
	from, to := at-200, at+400
	if from < 0 {
		from = 0
	}
	if to > len(text) {
		to = len(text)
	}
	return text[from:to]
}

func (f *fuzz) counts() string {
	var parts []string
	for status, count := range f.statuses {
		parts = append(parts, fmt.Sprintf("%d×%d", count, status))
	}
	sort.Slice(parts, func(i, j int) bool {
		return len(parts[i]) > len(parts[j]) || len(parts[i]) == len(parts[j]) && parts[i] > parts[j]
	})
	return strings.Join(parts, " ")
}

func (f *fuzz) batch(from, to int64, workers int) {
	next := atomic.Int64{}
	next.Store(from)
	var done sync.WaitGroup
	for ; workers > 0; workers-- {
		done.Add(1)
		go func() {
			defer done.Done()
			for number := next.Add(1) - 1; number < to && f.alive(); number = next.Add(1) - 1 {
				c := f.draw(number)
				f.judge(c, send(f.address, c.message, c.method, c.alone))
			}
		}()
	}
	done.Wait()
	if !f.alive() {
		f.found("the server ended")
	}
}

// attempt is one drawn request.
type attempt struct {
	number            int64
	kind, who, how    string
	method            string
	message           []byte
	mayWork, alone    bool
	severalInAnAnswer bool // what failed stands in the body of a 200
}

func (c *attempt) String() string {
	return fmt.Sprintf("request %d: %s by %s, %s", c.number, c.kind, c.who, c.how)
}

func (f *fuzz) draw(number int64) *attempt {
	r := rand.New(rand.NewSource(f.seed ^ number*0x5851f42d4c957f2d))
	c := &attempt{number: number, how: "changed and signed"}
	n, who := &f.open, f.root
	signAgain := r.Intn(2) == 0
	switch d := r.Intn(20); {
	case d < 7:
		c.who, c.mayWork = "root", true
	case d < 11:
		c.who, who, c.mayWork = "the limited user", f.limited, true
	case d < 15:
		c.who, who, n = "the limited user", f.limited, &f.shut
	case d < 19:
		c.who, n = "somebody", &f.shut
		if signAgain && r.Intn(2) == 0 {
			n = &f.open
		}
		who = f.wrong(r)
	default:
		c.who, n = "nobody", &f.shut
	}
	q := build(n, r)
	if c.who == "the limited user" {
		// Signed in, a user may ask who it is and for a session; all else of IAM and STS is closed to this one.
		if q.service == "sts" {
			c.mayWork = q.kind == "sts GetCallerIdentity" || q.kind == "sts GetSessionToken"
		} else if q.service == "iam" || q.path == "/" {
			c.mayWork = false
		}
	}
	if q.proof == byForm && who.skew != 0 {
		// A form is good until its policy expires, however long ago it was signed.
		who.skew, who.region = 0, "eu-west-7"
	}
	if c.who == "nobody" {
		q.proof = unsigned
	}
	c.severalInAnAnswer = q.kind == "document" && len(q.query) > 0 && q.query[0].name == "delete"
	c.kind, c.alone = q.kind, true
	if signAgain {
		q.mutateParts(r)
	}
	c.method = q.method
	c.message = q.render(who, f.address)
	if !signAgain {
		c.how, c.alone = "changed after signing", false
		text := string(c.message)
		if head := strings.Index(text, "\r\n\r\n"); head > 0 && r.Intn(2) == 0 {
			// The head is where the parsers are; a body is often longer.
			c.message = []byte(mutate(text[:head], r) + text[head:])
		} else {
			c.message = []byte(mutate(text, r))
		}
		c.method, _, _ = strings.Cut(string(c.message), " ")
	} else if framed := plain.MatchString(strings.SplitN(string(c.message), "\r\n\r\n", 2)[0]); !framed {
		c.alone = false
	}
	if c.method == "OPTIONS" {
		c.mayWork = true
	}
	return c
}

// plain is a head that has one meaning, so that exactly one answer can be waited for.
var plain = regexp.MustCompile("^[A-Z]+ /[!-~]* HTTP/1\\.1(\r\n[a-z0-9-]+: [\t -~]*)*$")

// wrong is a signer that is nobody.
func (f *fuzz) wrong(r *rand.Rand) signer {
	s := f.root
	switch r.Intn(5) {
	case 0:
		s.secret = f.limited.secret
	case 1:
		s.access = f.limited.access
	case 2:
		s.access = "AKIAIOSFODNN7EXAMPLE"
	case 3:
		s.skew = -25 * time.Hour
	default:
		s.secret = s.secret[:len(s.secret)-1]
	}
	return s
}

func (f *fuzz) judge(c *attempt, heard said) {
	f.sent.Add(1)
	f.lock.Lock()
	for _, a := range heard.answers {
		f.statuses[a.status]++
	}
	if len(heard.answers) == 0 {
		f.statuses[0]++
	}
	f.lock.Unlock()
	complain := func(what string) {
		message := c.message
		if len(message) > 3000 {
			message = message[:3000]
		}
		f.found("%s\n  %s\n  sent   %q\n  answer %v", what, c, message, heard)
	}
	if heard.problem != "" {
		complain(heard.problem)
	}
	if c.alone && len(heard.answers) == 0 {
		complain("a whole request had no answer")
	}
	for _, a := range heard.answers {
		// Who fails to prove who he is too often is told to slow down; the server counts how often it does that.
		if a.status >= 500 && a.status != 501 && a.status != 503 && a.status != 505 {
			complain(fmt.Sprintf("answered %d", a.status))
		}
		if a.status/100 == 2 && !c.mayWork && !(c.severalInAnAnswer && !strings.Contains(a.body, "<Deleted>")) {
			complain("succeeded")
		}
	}
	for _, canary := range f.canaries {
		if strings.Contains(string(heard.raw), canary) {
			complain("told a secret")
		}
	}
}

func (f *fuzz) found(format string, arguments ...any) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.findings++
	if f.findings <= shown {
		fmt.Printf("FOUND "+format+"\n", arguments...)
	}
}

// judgeLog wants no errors in the log.
func (f *fuzz) judgeLog() {
	text, _ := os.ReadFile(f.log)
	warnings := 0
	for _, line := range strings.Split(string(text), "\n") {
		if strings.Contains(line, "Z ERROR ") {
			f.found("logged: %s", line)
		}
		if strings.Contains(line, "Z WARN ") {
			if warnings++; warnings <= 3 {
				fmt.Println("warning:", line)
			}
		}
	}
	if warnings > 0 {
		fmt.Printf("%d warnings in the log\n", warnings)
	}
}
