package prepare

import (
	"encoding/binary"
	"fmt"

	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/codec"
)

// An Entry is a cable that was added.
type Entry struct {
	ID     string
	Date   cable.Date
	sha    string // of its source; not kept where it is no longer asked for
	off    int64
	len    int
	again  bool // another telegram has its number, and the id that was read
	others []string
}

// appendSorted writes an entry so that those of one id follow each other, the one with
// most text first, then by the path and the hash of the source.
func (e *Entry) appendSorted(b []byte, letters int, path string) []byte {
	b = appendText(b, e.ID)
	b = binary.BigEndian.AppendUint64(b, ^uint64(letters))
	b = appendText(b, path)
	b = appendText(b, e.sha)
	return e.appendKept(b)
}

// decodeEntry reads what appendSorted wrote.
func decodeEntry(b []byte) (Entry, error) {
	_, b, err := cutText(b)
	if err != nil {
		return Entry{}, err
	}
	if _, b, err = cutText(b[min(8, len(b)):]); err != nil {
		return Entry{}, err
	}
	sha, b, err := cutText(b)
	if err != nil {
		return Entry{}, err
	}
	r := &codec.Scanner{B: b}
	e := readKept(r)
	e.sha = string(sha)
	if !r.Done() {
		return e, fmt.Errorf("spool: %w", codec.ErrShort)
	}
	return e, nil
}

// appendKept writes what is known of an entry once it has its place.
func (e *Entry) appendKept(b []byte) []byte {
	b = codec.AppendString(b, e.ID)
	b = values.AppendDate(b, e.Date)
	b = binary.AppendUvarint(b, uint64(e.off))
	b = binary.AppendUvarint(b, uint64(e.len))
	again := byte(0)
	if e.again {
		again = 1
	}
	b = binary.AppendUvarint(append(b, again), uint64(len(e.others)))
	for _, o := range e.others {
		b = codec.AppendString(b, o)
	}
	return b
}

func readKept(r *codec.Scanner) (e Entry) {
	e.ID = string(r.Bytes(r.Count()))
	if date := r.Bytes(values.DateSize); date != nil {
		e.Date = values.DecodeDate(date)
	}
	e.off, e.len = int64(r.Uvarint()), int(r.Uvarint())
	if again := r.Bytes(1); again != nil {
		e.again = again[0] == 1
	}
	for range r.Count() {
		e.others = append(e.others, string(r.Bytes(r.Count())))
	}
	return e
}

// decodeGroup reads entries one after another.
func decodeGroup(b []byte) (Group, error) {
	g := make(Group, 0, 1)
	for r := (&codec.Scanner{B: b}); !r.Done(); {
		if r.Bad {
			return nil, fmt.Errorf("spool: %w", codec.ErrShort)
		}
		g = append(g, readKept(r))
	}
	return g, nil
}
