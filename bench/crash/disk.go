package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

// A disk holds the data directory and can lose its power.
type disk interface {
	// mount makes the directory usable, after a cut by replaying what the file system logged.
	mount() error
	// cut takes the power away; how names a way, empty for any.
	cut(how string) (string, error)
	// unmount follows a cut, or a clean end.
	unmount() error
	path() string
	close()
}

// folder is no disk of its own: it cannot lose power, the process on it can be killed.
type folder struct{ directory string }

func (f folder) mount() error               { return os.MkdirAll(f.directory, 0o700) }
func (f folder) cut(string) (string, error) { return "", errors.New("a folder has no power to cut") }
func (f folder) unmount() error             { return nil }
func (f folder) path() string               { return f.directory }
func (f folder) close()                     {}

// loop is a file system in a file.
type loop struct {
	kind, image, directory string
	mounted                bool
}

const shutdownIoctl = 0x8004587d // _IOR('X', 125, __u32): FS_IOC_SHUTDOWN of ext4 and XFS

var shutdownFlags = map[string]uint32{"default": 0, "logflush": 1, "nologflush": 2}

func newLoop(kind, work string, megabytes int) (*loop, error) {
	l := &loop{kind: kind, image: filepath.Join(work, kind+".img"), directory: filepath.Join(work, kind)}
	file, err := os.Create(l.image)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if err := file.Truncate(int64(megabytes) << 20); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(l.directory, 0o700); err != nil {
		return nil, err
	}
	return l, command("mkfs."+kind, "-q", l.image)
}

func (l *loop) mount() error {
	if err := command("mount", "-o", "loop", l.image, l.directory); err != nil {
		return fmt.Errorf("%w: are loop mounts permitted here?", err)
	}
	l.mounted = true
	return nil
}

func (l *loop) cut(how string) (string, error) {
	if how == "" {
		how = []string{"nologflush", "nologflush", "nologflush", "logflush", "default"}[time.Now().UnixNano()/1000%5]
	}
	directory, err := os.Open(l.directory)
	if err != nil {
		return how, err
	}
	defer directory.Close()
	flag := shutdownFlags[how]
	if _, _, code := syscall.Syscall(syscall.SYS_IOCTL, directory.Fd(), shutdownIoctl, uintptr(unsafe.Pointer(&flag))); code != 0 {
		return how, fmt.Errorf("FS_IOC_SHUTDOWN: %w", code)
	}
	return how, nil
}

func (l *loop) unmount() error {
	var err error
	for i := 0; i < 50; i++ {
		if err = command("umount", l.directory); err == nil {
			l.mounted = false
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}

func (l *loop) path() string { return l.directory }

func (l *loop) close() {
	if l.mounted {
		l.unmount()
	}
	os.Remove(l.image)
}

// amnesia is a file system that keeps, over a cut, what was synced and whatever chance adds; see amnesia/main.go.
type amnesia struct {
	directory string
	process   *exec.Cmd
	in        io.WriteCloser
	out       *bufio.Reader
	keep      string
}

func newAmnesia(program, work, keep, syncDelay string) (*amnesia, error) {
	a := &amnesia{directory: filepath.Join(work, "amnesia"), keep: keep}
	if err := os.MkdirAll(a.directory, 0o700); err != nil {
		return nil, err
	}
	a.process = exec.Command(program, "-keep", keep, "-sync-delay", syncDelay, a.directory)
	a.process.Stderr = os.Stderr
	var err error
	if a.in, err = a.process.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := a.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	a.out = bufio.NewReader(out)
	return a, a.process.Start()
}

func (a *amnesia) ask(what string) error {
	if _, err := fmt.Fprintln(a.in, what); err != nil {
		return err
	}
	line, err := a.out.ReadString('\n')
	if err != nil {
		return fmt.Errorf("amnesia is gone: %w", err)
	}
	if strings.TrimSpace(line) != "ok" {
		return fmt.Errorf("amnesia: %s", strings.TrimSpace(line))
	}
	return nil
}

func (a *amnesia) mount() error               { return a.ask("mount") }
func (a *amnesia) cut(string) (string, error) { return "keep " + a.keep, a.ask("cut") }
func (a *amnesia) unmount() error             { return a.ask("unmount") }
func (a *amnesia) path() string               { return a.directory }

func (a *amnesia) close() {
	a.in.Close()
	a.process.Wait()
}

func command(name string, arguments ...string) error {
	output, err := exec.Command(name, arguments...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s %s: %w: %s", name, strings.Join(arguments, " "), err, strings.TrimSpace(string(output)))
	}
	return nil
}
