package history

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
)

// signature is how the file begins. A line of JSON follows, a head; then a record for each
// cable by its ordinal: three numbers and a mark.
const signature = "reftel history 1\n"

// recordSize is the size of a record: times of arrival and of change and the collection
// as places in the lists of the head, and the mark.
const recordSize = 4 + 4 + 4 + len(Mark{})

type head struct {
	Times       []int64  `json:"times"` // seconds since 1970, the last without meaning
	Collections []string `json:"collections"`
	Gone        []goneID `json:"gone,omitempty"`
}

// A goneID is an id that was withdrawn: its times are places too.
type goneID struct {
	ID         string `json:"id"`
	Collection string `json:"collection,omitempty"`
	Added      uint32 `json:"added"`
	Gone       uint32 `json:"gone"`
}

// Open is the history of a generation that was built at a time and has some ids, also where
// it keeps none: then collection is asked for that of a cable.
func Open(dir string, t *ids.Table, built time.Time, collection func(ord uint32) string) (*History, error) {
	h, err := Read(dir, t.Held, built, false)
	if err != nil {
		return nil, err
	}
	if h == nil {
		h = &History{held: t.Held, times: []time.Time{second(built)}, collection: collection}
	}
	h.Forget(t, built)
	return h, nil
}

// Read reads the history of a generation that was built at a time and has some ids; nil
// where it keeps none. The marks are for who builds the next one.
func Read(dir string, held []string, built time.Time, marks bool) (*History, error) {
	path := filepath.Join(dir, Path)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	h, err := Decode(b, held, built, marks)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return h, nil
}

// Decode reads what Encode made for a generation that was built at a time and has some ids.
func Decode(b []byte, held []string, built time.Time, marks bool) (*History, error) {
	rest, ok := bytes.CutPrefix(b, []byte(signature))
	if !ok {
		return nil, errors.New("it does not begin as a history")
	}
	line, body, ok := bytes.Cut(rest, []byte("\n"))
	var top head
	if err := json.Unmarshal(line, &top); err != nil {
		return nil, fmt.Errorf("its head: %w", err)
	}
	if !ok || len(body) != recordSize*len(held) || len(top.Times) == 0 {
		return nil, fmt.Errorf("%d bytes for %d cables, %d times", len(body), len(held), len(top.Times))
	}
	h := &History{held: held, collections: top.Collections, lives: make([]life, len(held))}
	for _, s := range top.Times[:len(top.Times)-1] {
		h.times = append(h.times, time.Unix(s, 0).UTC())
	}
	h.times = append(h.times, second(built))
	for i := 1; i < len(h.times); i++ { // a clock was put back: what came later is not told as earlier
		if h.times[i].Before(h.times[i-1]) {
			h.times[i] = h.times[i-1]
		}
	}
	if marks {
		h.marks = make([]Mark, len(held))
	}
	times, collections := uint32(len(top.Times)), uint32(len(top.Collections))
	for i := range h.lives {
		rec := body[i*recordSize:]
		l := life{binary.LittleEndian.Uint32(rec), binary.LittleEndian.Uint32(rec[4:]), binary.LittleEndian.Uint32(rec[8:])}
		if l.added > l.changed || l.changed >= times || l.collection >= collections {
			return nil, fmt.Errorf("the record of %s is none: %v", held[i], l)
		}
		h.lives[i] = l
		if marks {
			copy(h.marks[i][:], rec[12:])
		}
	}
	for _, g := range top.Gone {
		if g.Added > g.Gone || g.Gone >= times {
			return nil, fmt.Errorf("the entry of %s, which is gone, is none", g.ID)
		}
		h.gone = append(h.gone, archive.Entry{ID: g.ID, Collection: g.Collection, Added: h.times[g.Added], Changed: h.times[g.Gone], Gone: true})
	}
	return h, nil
}
