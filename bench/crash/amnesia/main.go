// Command amnesia is a file system in memory that forgets, on request, everything that POSIX does not promise to keep:
// data that no fsync covered and names whose directory was not synced. Real file systems promise no more either, but
// keep more by their construction, so that they hide a missing sync of a directory.
//
// It takes the words mount, cut, unmount on its standard input, one a line, and answers ok or what went wrong.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"syscall"
	"time"

	"github.com/hanwen/go-fuse/v2/fuse"
)

func main() {
	chance := flag.Float64("keep", 0, "chance that something unsynced survives a cut")
	syncDelay := flag.Duration("sync-delay", 0, "how long a sync takes")
	seed := flag.Int64("seed", time.Now().UnixNano(), "of chance")
	flag.Parse()
	f := newFilesystem(*chance, *syncDelay, *seed)
	var server *fuse.Server
	input := bufio.NewScanner(os.Stdin)
	for input.Scan() {
		var err error
		switch input.Text() {
		case "mount":
			if server, err = mount(f, flag.Arg(0)); err != nil {
				break
			}
			f.mutex.Lock()
			f.off = false
			f.mutex.Unlock()
		case "cut":
			f.cut()
		case "unmount":
			err = unmount(server, flag.Arg(0))
			server = nil
		default:
			err = fmt.Errorf("unknown word %q", input.Text())
		}
		if err != nil {
			fmt.Println(err)
		} else {
			fmt.Println("ok")
		}
	}
	if server != nil {
		unmount(server, flag.Arg(0))
	}
}

func mount(f *filesystem, directory string) (*fuse.Server, error) {
	server, err := fuse.NewServer(f, directory, &fuse.MountOptions{FsName: "amnesia", Name: "amnesia", MaxWrite: 1 << 20,
		DirectMountStrict: true, DisableXAttrs: true, DisableReadDirPlus: true, AllowOther: false, MaxBackground: 64})
	if err != nil {
		return nil, err
	}
	go server.Serve()
	return server, server.WaitMount()
}

func unmount(server *fuse.Server, directory string) error {
	var err error
	for i := 0; i < 50; i++ {
		if err = syscall.Unmount(directory, 0); err == nil {
			server.Wait()
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	syscall.Unmount(directory, syscall.MNT_DETACH)
	return err
}
