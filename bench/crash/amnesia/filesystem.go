package main

import (
	"math/rand"
	"sort"
	"sync"
	"syscall"
	"time"

	"github.com/hanwen/go-fuse/v2/fuse"
)

// filesystem answers the kernel. One lock for everything: it is a test's disk, not a fast one.
type filesystem struct {
	fuse.RawFileSystem
	mutex     sync.Mutex
	nodes     map[uint64]*inode
	last      uint64
	off       bool // the power is away
	chance    float64
	syncDelay time.Duration
	random    *rand.Rand
}

const root = 1

func newFilesystem(chance float64, syncDelay time.Duration, seed int64) *filesystem {
	f := &filesystem{RawFileSystem: fuse.NewDefaultRawFileSystem(), nodes: map[uint64]*inode{}, last: root, chance: chance,
		syncDelay: syncDelay, random: rand.New(rand.NewSource(seed))}
	f.nodes[root] = newInode(root, true, 0o755)
	return f
}

// cut takes the power away: from now on everything fails, and only what is durable is left.
func (f *filesystem) cut() {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.off = true
	left := map[uint64]*inode{}
	f.settle(f.nodes[root], left)
	f.nodes = left
}

func (f *filesystem) settle(n *inode, left map[uint64]*inode) {
	if left[n.id] != nil {
		return
	}
	left[n.id] = n
	n.lose(f.chance, f.random)
	names := make([]string, 0, len(n.entries))
	for name := range n.entries {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		f.settle(n.entries[name], left)
	}
}

// with runs a step under the lock on a node that exists while there is power.
func (f *filesystem) with(id uint64, step func(*inode) fuse.Status) fuse.Status {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.off {
		return fuse.EIO
	}
	n := f.nodes[id]
	if n == nil {
		return fuse.Status(syscall.ESTALE)
	}
	return step(n)
}

func (n *inode) attributes(out *fuse.Attr) {
	out.Ino = n.id
	out.Size = n.size
	out.Blocks = (n.size + 511) / 512
	if !n.directory {
		out.Blocks = uint64(len(n.live)) * pageBytes / 512
	}
	out.Mode = n.mode&0o7777 | syscall.S_IFREG
	out.Nlink = 1
	if n.directory {
		out.Mode = n.mode&0o7777 | syscall.S_IFDIR
		out.Nlink = 2
	}
	out.Blksize = pageBytes
	out.SetTimes(&n.modified, &n.modified, &n.modified)
}

func entry(n *inode, out *fuse.EntryOut) {
	out.NodeId = n.id
	n.attributes(&out.Attr)
}

func (f *filesystem) String() string { return "amnesia" }

func (f *filesystem) Lookup(_ <-chan struct{}, header *fuse.InHeader, name string, out *fuse.EntryOut) fuse.Status {
	return f.with(header.NodeId, func(n *inode) fuse.Status {
		child := n.entries[name]
		if child == nil {
			return fuse.ENOENT
		}
		entry(child, out)
		return fuse.OK
	})
}

func (f *filesystem) Forget(id, _ uint64) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if n := f.nodes[id]; n != nil && n.links == 0 && id != root {
		delete(f.nodes, id)
	}
}

func (f *filesystem) GetAttr(_ <-chan struct{}, input *fuse.GetAttrIn, out *fuse.AttrOut) fuse.Status {
	return f.with(input.NodeId, func(n *inode) fuse.Status {
		n.attributes(&out.Attr)
		return fuse.OK
	})
}

func (f *filesystem) SetAttr(_ <-chan struct{}, input *fuse.SetAttrIn, out *fuse.AttrOut) fuse.Status {
	return f.with(input.NodeId, func(n *inode) fuse.Status {
		if mode, set := input.GetMode(); set {
			n.mode = mode
		}
		if size, set := input.GetSize(); set {
			n.truncate(size)
		}
		n.attributes(&out.Attr)
		return fuse.OK
	})
}

func (f *filesystem) add(parent *inode, name string, directory bool, mode uint32) *inode {
	f.last++
	child := newInode(f.last, directory, mode)
	child.links = 1
	f.nodes[child.id] = child
	parent.enter(change{name: child})
	return child
}

func (f *filesystem) Mkdir(_ <-chan struct{}, input *fuse.MkdirIn, name string, out *fuse.EntryOut) fuse.Status {
	return f.with(input.NodeId, func(n *inode) fuse.Status {
		entry(f.add(n, name, true, input.Mode), out)
		return fuse.OK
	})
}

func (f *filesystem) Create(_ <-chan struct{}, input *fuse.CreateIn, name string, out *fuse.CreateOut) fuse.Status {
	return f.with(input.NodeId, func(n *inode) fuse.Status {
		if n.entries[name] != nil {
			return fuse.Status(syscall.EEXIST)
		}
		entry(f.add(n, name, false, input.Mode), &out.EntryOut)
		return fuse.OK
	})
}

func (f *filesystem) remove(header *fuse.InHeader, name string, directory bool) fuse.Status {
	return f.with(header.NodeId, func(n *inode) fuse.Status {
		child := n.entries[name]
		switch {
		case child == nil:
			return fuse.ENOENT
		case child.directory != directory:
			return fuse.EINVAL
		case directory && len(child.entries) > 0:
			return fuse.Status(syscall.ENOTEMPTY)
		}
		child.links--
		n.enter(change{name: nil})
		return fuse.OK
	})
}

func (f *filesystem) Unlink(_ <-chan struct{}, header *fuse.InHeader, name string) fuse.Status {
	return f.remove(header, name, false)
}

func (f *filesystem) Rmdir(_ <-chan struct{}, header *fuse.InHeader, name string) fuse.Status {
	return f.remove(header, name, true)
}

func (f *filesystem) Rename(_ <-chan struct{}, input *fuse.RenameIn, oldName string, newName string) fuse.Status {
	return f.with(input.NodeId, func(n *inode) fuse.Status {
		child, to := n.entries[oldName], f.nodes[input.Newdir]
		if child == nil || to == nil {
			return fuse.ENOENT
		}
		if replaced := to.entries[newName]; replaced != nil && replaced != child {
			replaced.links--
		}
		if to == n {
			n.enter(change{oldName: nil, newName: child})
		} else {
			to.enter(change{newName: child})
			n.enter(change{oldName: nil})
		}
		return fuse.OK
	})
}

func (f *filesystem) Open(_ <-chan struct{}, input *fuse.OpenIn, out *fuse.OpenOut) fuse.Status {
	return f.with(input.NodeId, func(n *inode) fuse.Status {
		if input.Flags&syscall.O_TRUNC != 0 {
			n.truncate(0)
		}
		return fuse.OK
	})
}

func (f *filesystem) Read(_ <-chan struct{}, input *fuse.ReadIn, buf []byte) (fuse.ReadResult, fuse.Status) {
	var read int
	status := f.with(input.NodeId, func(n *inode) fuse.Status {
		read = n.read(buf, input.Offset)
		return fuse.OK
	})
	return fuse.ReadResultData(buf[:read]), status
}

func (f *filesystem) Write(_ <-chan struct{}, input *fuse.WriteIn, data []byte) (uint32, fuse.Status) {
	return uint32(len(data)), f.with(input.NodeId, func(n *inode) fuse.Status {
		n.write(data, input.Offset)
		return fuse.OK
	})
}

func (f *filesystem) Fallocate(_ <-chan struct{}, input *fuse.FallocateIn) fuse.Status {
	const keepSize, punchHole, zeroRange = 1, 2, 16
	return f.with(input.NodeId, func(n *inode) fuse.Status {
		if input.Mode&(punchHole|zeroRange) != 0 {
			n.clear(input.Offset, input.Length)
		}
		if end := input.Offset + input.Length; input.Mode&(keepSize|punchHole) == 0 && end > n.size {
			n.size = end
		}
		return fuse.OK
	})
}

func (f *filesystem) Lseek(<-chan struct{}, *fuse.LseekIn, *fuse.LseekOut) fuse.Status {
	return fuse.ENOSYS
}

func (f *filesystem) Release(<-chan struct{}, *fuse.ReleaseIn) {}

func (f *filesystem) Flush(<-chan struct{}, *fuse.FlushIn) fuse.Status { return fuse.OK }

func (f *filesystem) synchronise(id uint64) fuse.Status {
	time.Sleep(f.syncDelay)
	return f.with(id, func(n *inode) fuse.Status {
		n.sync()
		return fuse.OK
	})
}

func (f *filesystem) Fsync(_ <-chan struct{}, input *fuse.FsyncIn) fuse.Status {
	return f.synchronise(input.NodeId)
}

func (f *filesystem) FsyncDir(_ <-chan struct{}, input *fuse.FsyncIn) fuse.Status {
	return f.synchronise(input.NodeId)
}

func (f *filesystem) OpenDir(_ <-chan struct{}, input *fuse.OpenIn, out *fuse.OpenOut) fuse.Status {
	return f.with(input.NodeId, func(*inode) fuse.Status { return fuse.OK })
}

func (f *filesystem) ReadDir(_ <-chan struct{}, input *fuse.ReadIn, out *fuse.DirEntryList) fuse.Status {
	return f.with(input.NodeId, func(n *inode) fuse.Status {
		names := make([]string, 0, len(n.entries))
		for name := range n.entries {
			names = append(names, name)
		}
		sort.Strings(names)
		for i := input.Offset; i < uint64(len(names)); i++ {
			child := n.entries[names[i]]
			mode := uint32(syscall.S_IFREG)
			if child.directory {
				mode = syscall.S_IFDIR
			}
			if !out.AddDirEntry(fuse.DirEntry{Mode: mode, Name: names[i], Ino: child.id}) {
				break
			}
		}
		return fuse.OK
	})
}

func (f *filesystem) ReleaseDir(*fuse.ReleaseIn) {}

func (f *filesystem) Access(<-chan struct{}, *fuse.AccessIn) fuse.Status { return fuse.OK }

func (f *filesystem) StatFs(_ <-chan struct{}, _ *fuse.InHeader, out *fuse.StatfsOut) fuse.Status {
	out.Bsize, out.Frsize, out.NameLen = pageBytes, pageBytes, 255
	out.Blocks, out.Bfree, out.Bavail = 16<<20, 15<<20, 15<<20
	out.Files, out.Ffree = 1<<20, 1<<20
	return fuse.OK
}
