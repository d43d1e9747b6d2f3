package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"sync"
	"time"
)

// blob is the content of an object: bytes that follow from who wrote them and when, so that any stale, foreign or torn
// content can be told from the right one.
type blob struct {
	key     string // the key it was first written to
	version uint64
	size    int
}

func (b blob) String() string {
	return fmt.Sprintf("version %d of %s, %d bytes", b.version, b.key, b.size)
}

// bytes makes the content.
func (b blob) bytes() []byte {
	out := make([]byte, b.size, b.size+8)
	hash := fnv.New64a()
	fmt.Fprintf(hash, "%s#%d#%d", b.key, b.version, b.size)
	state := hash.Sum64() | 1
	for i := 0; i < b.size; i += 8 {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
		binary.LittleEndian.PutUint64(out[i:i+8], state)
	}
	copy(out, fmt.Sprintf("%s#%d#%d\n", b.key, b.version, b.size))
	return out
}

// state is what a key holds: a content, or nothing.
type state struct {
	present bool
	content blob
}

func (s state) String() string {
	if !s.present {
		return "nothing"
	}
	return s.content.String()
}

// key is one object key with everything that was promised about it. One worker at a time owns it.
type key struct {
	name         string
	known        state  // acknowledged, or seen after a restart
	pending      *state // asked for without an answer: may hold instead of known
	former       []state
	lastModified time.Time
	unwritten    bool
}

// acknowledge notes that the server promised a new state.
func (k *key) acknowledge(next state) {
	k.former = append(k.former, k.known)
	if len(k.former) > 64 {
		k.former = k.former[32:]
	}
	k.known = next
	k.pending = nil
	k.unwritten = false
}

// violations collects broken promises.
type violations struct {
	mutex sync.Mutex
	list  []string
}

func (v *violations) add(format string, arguments ...any) {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	v.list = append(v.list, fmt.Sprintf(format, arguments...))
}

func (v *violations) count() int {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	return len(v.list)
}

// found is what a read after a restart gave.
type found struct {
	present      bool
	body         []byte
	etag         string
	lastModified time.Time
}

// settle compares what is there with what was promised, names the breach if there is one, and makes the rest known.
func (k *key) settle(got found, broken *violations) {
	candidates := []state{k.known}
	if k.pending != nil {
		candidates = append(candidates, *k.pending)
	}
	defer func() { k.pending = nil }()
	for _, candidate := range candidates {
		if candidate.present == got.present && (!got.present || bytes.Equal(candidate.content.bytes(), got.body)) {
			if candidate != k.known {
				k.acknowledge(candidate)
			}
			if got.present {
				if got.lastModified.Before(k.lastModified) {
					broken.add("WENT BACK  %s: LastModified was %s and is now %s", k.name, k.lastModified, got.lastModified)
				}
				k.lastModified = got.lastModified
			}
			return
		}
	}
	expected := k.known.String()
	if k.pending != nil {
		expected += " (or, unacknowledged, " + k.pending.String() + ")"
	}
	switch {
	case !got.present:
		broken.add("LOST       %s: expected %s, found nothing", k.name, expected)
	default:
		for _, former := range k.former {
			if former.present && bytes.Equal(former.content.bytes(), got.body) {
				broken.add("UNDONE     %s: expected %s, found the former %s", k.name, expected, former)
				return
			}
		}
		start := got.body
		if len(start) > 60 {
			start = start[:60]
		}
		broken.add("TORN       %s: expected %s, found %d other bytes starting %q", k.name, expected, len(got.body), start)
	}
}
