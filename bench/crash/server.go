package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// server is one run of the program under test.
type server struct {
	process  *exec.Cmd
	endpoint string
	log      string
	ended    chan struct{}
}

// startServer runs the command with {data}, {address} and {admin} filled in, and waits until it is ready.
func startServer(template, ready, data, work string, number int, environment []string) (*server, error) {
	address, admin := freeAddress(), freeAddress()
	fill := strings.NewReplacer("{data}", data, "{address}", address, "{admin}", admin)
	s := &server{endpoint: "http://" + address, log: filepath.Join(work, fmt.Sprintf("server-%03d.log", number)), ended: make(chan struct{})}
	log, err := os.Create(s.log)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	s.process = exec.Command("sh", "-c", "exec "+fill.Replace(template))
	s.process.Stdout, s.process.Stderr = log, log
	s.process.Env = append(os.Environ(), environment...)
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	go func() {
		s.process.Wait()
		close(s.ended)
	}()
	deadline := time.Now().Add(5 * time.Minute) // the first start may build the program
	for time.Now().Before(deadline) {
		select {
		case <-s.ended:
			return nil, fmt.Errorf("the server ended while it started:\n%s", s.tail())
		default:
		}
		if answer, err := http.Get(fill.Replace(ready)); err == nil {
			answer.Body.Close()
			// Ready may be said a moment before the other port listens.
			if answer.StatusCode == 200 && listens(address) {
				return s, nil
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
	s.kill()
	return nil, fmt.Errorf("the server did not become ready:\n%s", s.tail())
}

func listens(address string) bool {
	connection, err := net.Dial("tcp", address)
	if err == nil {
		connection.Close()
	}
	return err == nil
}

// kill ends the process at once, as kill -9 does.
func (s *server) kill() {
	s.process.Process.Kill()
	<-s.ended
}

// stop asks the process to end and tells whether it did.
func (s *server) stop() bool {
	s.process.Process.Signal(syscall.SIGTERM)
	select {
	case <-s.ended:
		return true
	case <-time.After(30 * time.Second):
		s.kill()
		return false
	}
}

func (s *server) tail() string {
	text, _ := os.ReadFile(s.log)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) > 15 {
		lines = lines[len(lines)-15:]
	}
	return strings.Join(lines, "\n")
}

func freeAddress() string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
