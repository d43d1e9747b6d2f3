// Command crash finds out whether a store keeps its promises when its process or its power goes away.
//
// Many connections write, overwrite, delete, copy and complete; every acknowledged change is remembered here, outside
// the store. Then the server is killed, or the file system under it is shut down; it starts again, and everything is
// read back: what was acknowledged must be there whole, what was not may be there or not, but never half.
package main

import (
	"crypto/rand"
	"encoding/hex"
	"flag"
	"fmt"
	mathrand "math/rand"
	"os"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tarn/bench/s3wire"
)

type settings struct {
	mode, fs, how, profile, command, ready, work, data, sabotage, amnesia, keep, syncDelay string
	cycles, workers, keysPerWorker, acks, megabytes                                        int
	seed                                                                                   int64
	verbose                                                                                bool
}

func main() {
	var s settings
	flag.StringVar(&s.mode, "mode", "kill", "kill: kill -9; cut: power cut; stop: SIGTERM; kill+stop: either by chance")
	flag.StringVar(&s.fs, "fs", "ext4", "for cuts: ext4, xfs, amnesia")
	flag.StringVar(&s.how, "how", "", "for cuts of ext4 and xfs: default, logflush, nologflush; empty: any")
	flag.StringVar(&s.profile, "profile", "mixed", "mixed: everything; uniform: overwrites of one size")
	flag.StringVar(&s.command, "server", "", "server command with {data}, {address}, {admin}")
	flag.StringVar(&s.ready, "ready", "http://{admin}/health/ready", "address that answers 200 once the server is ready")
	flag.StringVar(&s.work, "work", "", "directory for images, data and logs")
	flag.StringVar(&s.data, "data", "data", "name of the data directory; a dot makes it the root of the file system")
	flag.StringVar(&s.sabotage, "sabotage", "", "a mistake that the server is to make")
	flag.StringVar(&s.amnesia, "amnesia", "", "path of the amnesia program")
	flag.StringVar(&s.keep, "keep", "0.5", "amnesia: chance that something unsynced survives")
	flag.StringVar(&s.syncDelay, "sync-delay", "0s", "amnesia: how long a sync takes")
	flag.IntVar(&s.cycles, "cycles", 3, "crashes")
	flag.IntVar(&s.workers, "workers", 24, "connections")
	flag.IntVar(&s.keysPerWorker, "keys", 25, "keys of each connection")
	flag.IntVar(&s.acks, "acks", 260, "acknowledged changes of keys and parts before each crash, at least")
	flag.IntVar(&s.megabytes, "megabytes", 8192, "size of the (sparse) file system image")
	flag.Int64Var(&s.seed, "seed", 0, "seed of the workload; 0: by the clock")
	flag.BoolVar(&s.verbose, "v", false, "print each cycle")
	flag.Parse()
	if s.seed == 0 {
		s.seed = time.Now().UnixNano()
	}
	if err := run(&s); err != nil {
		fmt.Printf("RED: %v\n", err)
		os.Exit(1)
	}
}

func openDisk(s *settings) (disk, error) {
	switch {
	case s.mode != "cut":
		return folder{s.work + "/folder"}, nil
	case s.fs == "amnesia":
		return newAmnesia(s.amnesia, s.work, s.keep, s.syncDelay)
	default:
		return newLoop(s.fs, s.work, s.megabytes)
	}
}

func random(bytes int) string {
	data := make([]byte, bytes)
	rand.Read(data)
	return hex.EncodeToString(data)
}

// checker carries what lives longer than a cycle.
type checker struct {
	*settings
	disk        disk
	server      *server
	access      string
	secret      string
	environment []string
	workers     []*worker
	sources     []*key
	keys        []*key
	broken      violations
	random      *mathrand.Rand
	total       map[string]int64
	starts      int
}

func run(s *settings) error {
	d, err := openDisk(s)
	if err != nil {
		return err
	}
	defer d.close()
	c := &checker{settings: s, disk: d, access: "crash" + random(6), secret: random(20), random: mathrand.New(mathrand.NewSource(s.seed)), total: map[string]int64{}}
	c.environment = []string{"AWS_ACCESS_KEY_ID=" + c.access, "AWS_SECRET_ACCESS_KEY=" + c.secret}
	if s.sabotage != "" {
		c.environment = append(c.environment, "TARN_TEST_SABOTAGE="+s.sabotage)
	}
	c.makeKeys()
	defer func() {
		if c.server != nil {
			c.server.kill()
		}
	}()
	began := time.Now()
	for cycle := 1; cycle <= s.cycles; cycle++ {
		if err := c.cycle(cycle); err != nil {
			return fmt.Errorf("cycle %d of %d, seed %d: %w", cycle, s.cycles, s.seed, err)
		}
	}
	if err := c.check(); err != nil {
		return fmt.Errorf("after the last of %d crashes, seed %d: %w", s.cycles, s.seed, err)
	}
	if !c.server.stop() {
		return fmt.Errorf("the server did not end within 30 s of SIGTERM:\n%s", c.server.tail())
	}
	c.server = nil
	if err := c.disk.unmount(); err != nil {
		return err
	}
	var writes int64
	var parts []string
	for name, count := range c.total {
		if name != "get" {
			writes += count
		}
		parts = append(parts, fmt.Sprintf("%s %d", name, count))
	}
	sort.Strings(parts)
	fmt.Printf("GREEN: %s %s: %d crashes, %d acknowledged writes, nothing lost, torn or undone (%.0f s; %s)\n",
		s.mode, d.path()[strings.LastIndexByte(d.path(), '/')+1:], s.cycles, writes, time.Since(began).Seconds(), strings.Join(parts, ", "))
	return nil
}

func (c *checker) makeKeys() {
	for i := 0; i < 4; i++ {
		k := &key{name: fmt.Sprintf("source/%d", i), unwritten: true}
		c.sources = append(c.sources, k)
		c.keys = append(c.keys, k)
	}
	for i := 0; i < c.settings.workers; i++ {
		w := &worker{random: mathrand.New(mathrand.NewSource(c.seed + int64(i)*104729)), counts: map[string]int64{}}
		for j := 0; j < c.keysPerWorker; j++ {
			k := &key{name: fmt.Sprintf("worker%02d/key%03d", i, j), unwritten: true}
			w.keys = append(w.keys, k)
			c.keys = append(c.keys, k)
		}
		c.workers = append(c.workers, w)
	}
}

// check starts the server and compares the store with what was promised.
func (c *checker) check() error {
	if err := c.disk.mount(); err != nil {
		return err
	}
	c.starts++
	var err error
	if c.server, err = startServer(c.command, c.ready, c.disk.path()+"/"+c.data, c.work, c.starts, c.environment); err != nil {
		c.disk.unmount()
		return err
	}
	if c.starts == 1 {
		return nil
	}
	target, _ := s3wire.NewTarget(c.server.endpoint, c.access, c.secret, "us-east-1")
	if err := verify(target, "crash", c.keys, &c.broken); err != nil {
		return fmt.Errorf("%w\n%s", err, c.server.tail())
	}
	return c.verdict()
}

func (c *checker) verdict() error {
	if c.broken.count() == 0 {
		return nil
	}
	c.broken.mutex.Lock()
	defer c.broken.mutex.Unlock()
	sort.Strings(c.broken.list)
	shown := c.broken.list
	if len(shown) > 12 {
		shown = shown[:12]
	}
	return fmt.Errorf("%d promises broken:\n  %s", len(c.broken.list), strings.Join(shown, "\n  "))
}

// cycle verifies the last crash, writes, and crashes again.
func (c *checker) cycle(number int) error {
	if err := c.check(); err != nil {
		return err
	}
	target, err := s3wire.NewTarget(c.server.endpoint, c.access, c.secret, "us-east-1")
	if err != nil {
		return err
	}
	var acks atomic.Int64
	var cutting, stop atomic.Bool
	l := &load{target: target, bucket: "crash", profile: c.profile, sources: c.sources, acks: &acks, cutting: &cutting, stop: &stop, broken: &c.broken}
	if number == 1 {
		if err := c.prepare(l); err != nil {
			return err
		}
	}
	var group sync.WaitGroup
	for _, w := range c.workers {
		w.load, w.conn = l, target.NewConn()
		group.Add(1)
		go func(w *worker) {
			defer group.Done()
			w.run()
		}(w)
	}
	began := time.Now()
	extra := time.Duration(c.random.Intn(700)) * time.Millisecond
	for acks.Load() < int64(c.acks) || time.Since(began) < extra {
		if time.Since(began) > 2*time.Minute {
			stop.Store(true)
			cutting.Store(true)
			group.Wait()
			return fmt.Errorf("only %d acknowledged writes in two minutes", acks.Load())
		}
		time.Sleep(time.Millisecond)
	}
	how, err := c.crash(&cutting)
	stop.Store(true)
	group.Wait()
	c.server = nil
	if err != nil {
		return err
	}
	if err := c.disk.unmount(); err != nil {
		return err
	}
	ambiguous := 0
	for _, k := range c.keys {
		if k.pending != nil {
			ambiguous++
		}
	}
	for _, w := range c.workers {
		for name, count := range w.counts {
			c.total[name] += count
		}
		w.counts = map[string]int64{}
	}
	if c.verbose {
		fmt.Printf("cycle %3d: %5d acknowledged in %.1f s, %d unanswered, %s\n", number, acks.Load(), time.Since(began).Seconds(), ambiguous, how)
	}
	return nil
}

func (c *checker) crash(cutting *atomic.Bool) (string, error) {
	mode := c.mode
	if mode == "kill+stop" {
		mode = []string{"kill", "stop"}[c.random.Intn(2)]
	}
	cutting.Store(true)
	switch mode {
	case "cut":
		how, err := c.disk.cut(c.how)
		time.Sleep(time.Duration(c.random.Intn(150)) * time.Millisecond) // the server notices, or not
		c.server.kill()
		return how, err
	case "stop":
		if !c.server.stop() {
			return mode, fmt.Errorf("the server did not end within 30 s of SIGTERM:\n%s", c.server.tail())
		}
		return mode, nil
	default:
		c.server.kill()
		return mode, nil
	}
}

// prepare makes the bucket and the sources of copies.
func (c *checker) prepare(l *load) error {
	conn := l.target.NewConn()
	defer conn.Close()
	answer, err := conn.Do(&s3wire.Request{Method: "PUT", Bucket: l.bucket}, nil)
	if err != nil || answer.Status != 200 {
		return fmt.Errorf("the bucket cannot be made: %v %v", answer, err)
	}
	w := &worker{load: l, conn: conn, version: 1 << 40}
	for i, size := range []int{0, 100, 50_000, 700_000} {
		if w.put(c.sources[i], size) != acknowledged {
			return c.verdict()
		}
	}
	return nil
}
