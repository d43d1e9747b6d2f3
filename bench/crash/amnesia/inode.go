package main

import (
	"math/rand"
	"sort"
	"time"
)

const (
	pageBytes   = 4096
	sectorBytes = 512
)

type page [pageBytes]byte

// inode is a file or a directory twice over: as programs see it, and as it would be after a power cut.
// A page that is absent holds zeros. Pages are shared between the two until one is written.
type inode struct {
	id        uint64
	directory bool
	mode      uint32
	modified  time.Time
	links     int

	live, durable     map[uint64]*page
	size, durableSize uint64
	dirty             map[uint64]struct{}
	entries, kept     map[string]*inode
	changes           []change // made to entries and not to kept
}

// change is one step in a directory: names that get another file, or none.
type change map[string]*inode

func newInode(id uint64, directory bool, mode uint32) *inode {
	n := &inode{id: id, directory: directory, mode: mode, modified: time.Now()}
	if directory {
		n.entries, n.kept = map[string]*inode{}, map[string]*inode{}
	} else {
		n.live, n.durable, n.dirty = map[uint64]*page{}, map[uint64]*page{}, map[uint64]struct{}{}
	}
	return n
}

func (n *inode) read(buf []byte, offset uint64) int {
	if offset >= n.size {
		return 0
	}
	if rest := n.size - offset; uint64(len(buf)) > rest {
		buf = buf[:rest]
	}
	for done := 0; done < len(buf); {
		at := offset + uint64(done)
		within := int(at % pageBytes)
		piece := buf[done:]
		if len(piece) > pageBytes-within {
			piece = piece[:pageBytes-within]
		}
		if p := n.live[at/pageBytes]; p != nil {
			copy(piece, p[within:])
		} else {
			for i := range piece {
				piece[i] = 0
			}
		}
		done += len(piece)
	}
	return len(buf)
}

func (n *inode) write(data []byte, offset uint64) {
	end := offset + uint64(len(data))
	for len(data) > 0 {
		within := int(offset % pageBytes)
		piece := data
		if len(piece) > pageBytes-within {
			piece = piece[:pageBytes-within]
		}
		n.change(offset/pageBytes, within, piece)
		data = data[len(piece):]
		offset += uint64(len(piece))
	}
	if end > n.size {
		n.size = end
	}
	n.modified = time.Now()
}

func (n *inode) change(index uint64, within int, piece []byte) {
	n.dirty[index] = struct{}{}
	old := n.live[index]
	if len(piece) == pageBytes && zero(piece) {
		delete(n.live, index)
		return
	}
	if old == nil || old == n.durable[index] {
		fresh := new(page)
		if old != nil {
			*fresh = *old
		}
		n.live[index] = fresh
		old = fresh
	}
	copy(old[within:], piece)
}

func zero(data []byte) bool {
	for _, b := range data {
		if b != 0 {
			return false
		}
	}
	return true
}

func (n *inode) clear(offset, length uint64) {
	blank := make([]byte, pageBytes)
	for length > 0 {
		step := pageBytes - offset%pageBytes
		if step > length {
			step = length
		}
		n.change(offset/pageBytes, int(offset%pageBytes), blank[:step])
		offset += step
		length -= step
	}
}

func (n *inode) truncate(size uint64) {
	if size < n.size {
		if within := size % pageBytes; within != 0 {
			n.clear(size, pageBytes-within)
		}
		for index := range n.live {
			if index*pageBytes >= size {
				delete(n.live, index)
				n.dirty[index] = struct{}{}
			}
		}
	}
	n.size = size
	n.modified = time.Now()
}

// sync is what fsync promises: the content and size of this file, or the names in this directory; no more than that.
func (n *inode) sync() {
	if n.directory {
		for _, c := range n.changes {
			apply(n.kept, c)
		}
		n.changes = nil
		return
	}
	for index := range n.dirty {
		keep(n.durable, index, n.live[index])
	}
	n.dirty = map[uint64]struct{}{}
	n.durableSize = n.size
}

func keep(pages map[uint64]*page, index uint64, p *page) {
	if p == nil {
		delete(pages, index)
	} else {
		pages[index] = p
	}
}

func apply(entries map[string]*inode, c change) {
	for name, target := range c {
		if target == nil {
			delete(entries, name)
		} else {
			entries[name] = target
		}
	}
}

// enter changes names in a directory as one step.
func (n *inode) enter(c change) {
	apply(n.entries, c)
	n.changes = append(n.changes, c)
	n.modified = time.Now()
}

// lose makes a power cut of this inode: what was not synced survives by chance only, pages in any order, a page perhaps
// in some of its sectors only; the steps of a directory survive in order, up to any of them.
func (n *inode) lose(chance float64, random *rand.Rand) {
	if n.directory {
		for _, c := range n.changes {
			if random.Float64() >= chance {
				break
			}
			apply(n.kept, c)
		}
		n.changes = nil
		n.entries = map[string]*inode{}
		apply(n.entries, n.kept)
		return
	}
	indexes := make([]uint64, 0, len(n.dirty))
	for index := range n.dirty {
		indexes = append(indexes, index)
	}
	sort.Slice(indexes, func(i, j int) bool { return indexes[i] < indexes[j] })
	for _, index := range indexes {
		if random.Float64() >= chance {
			continue
		}
		if random.Intn(4) > 0 {
			keep(n.durable, index, n.live[index])
			continue
		}
		torn, now := new(page), new(page)
		if p := n.durable[index]; p != nil {
			*torn = *p
		}
		if p := n.live[index]; p != nil {
			*now = *p
		}
		for at := 0; at < pageBytes; at += sectorBytes {
			if random.Intn(2) == 0 {
				copy(torn[at:at+sectorBytes], now[at:at+sectorBytes])
			}
		}
		n.durable[index] = torn
	}
	if n.size != n.durableSize && random.Float64() < chance {
		n.durableSize = n.size
	}
	n.dirty = map[uint64]struct{}{}
	n.size = n.durableSize
	n.live = make(map[uint64]*page, len(n.durable))
	for index, p := range n.durable {
		if index*pageBytes < n.size {
			n.live[index] = p
		} else {
			delete(n.durable, index)
		}
	}
}
