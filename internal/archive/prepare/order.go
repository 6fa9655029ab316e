package prepare

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"reftel/internal/cable"
	"reftel/internal/codec"
	"reftel/internal/recfile"
	"reftel/internal/recfile/runs"
)

// A Group is all that was read under one id, the version to show first.
type Group []Entry

// Others are the other ids of all of it.
func (g Group) Others() []string {
	if len(g) == 1 {
		return g[0].others
	}
	var all []string
	for _, e := range g {
		all = append(all, e.others...)
	}
	return all
}

// Groups are those of all cables in archive order: by date, the undated last, then by
// id. Neither the order of reading nor that of files plays a part. They stand in a file
// and may be read by several goroutines.
type Groups struct {
	file  *recfile.File
	n     int
	dated int
}

// Len is how many there are.
func (gs *Groups) Len() int { return gs.n }

// Dated is how many of them have a date; they are the first.
func (gs *Groups) Dated() int { return gs.dated }

// Of is one of them.
func (gs *Groups) Of(ord int) (Group, error) {
	b, err := gs.file.Get(uint32(ord))
	if err != nil {
		return nil, err
	}
	return decodeGroup(b)
}

// Each calls do with those from lo to hi in order.
func (gs *Groups) Each(lo, hi int, do func(g Group) error) error {
	return gs.file.Each(lo, hi, func(_ int, rec []byte) error {
		g, err := decodeGroup(rec)
		if err != nil {
			return err
		}
		return do(g)
	})
}

// group hands on the entries that bear one id, those with most text first. They come
// sorted so.
func group(entries *runs.Sorter, do func(Group) error) error {
	var g Group
	err := entries.Each(func(rec []byte) error {
		e, err := decodeEntry(rec)
		if err != nil {
			return err
		}
		if len(g) > 0 && g[0].ID != e.ID {
			if err := do(g); err != nil {
				return err
			}
			g = nil
		}
		g = append(g, e)
		return nil
	})
	if err == nil && len(g) > 0 {
		err = do(g)
	}
	return err
}

// order sorts what bears one id into archive order. apart divides what is not one
// telegram.
func order(entries, sorted *runs.Sorter, apart func(Group) ([]Group, error)) error {
	var buf []byte
	return group(entries, func(g Group) error {
		telegrams, err := apart(g)
		if err != nil {
			return err
		}
		for _, t := range telegrams {
			buf = appendDate(buf[:0], t[0].Date)
			buf = appendText(buf, t[0].ID)
			for i := range t {
				buf = t[i].appendKept(buf)
			}
			if err := sorted.Add(buf); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeGroups writes the file of the groups, which come sorted.
func writeGroups(path string, sorted *runs.Sorter) (_ *Groups, err error) {
	w, err := recfile.Create(path)
	if err != nil {
		return nil, err
	}
	defer w.Abandon()
	gs := &Groups{}
	err = sorted.Each(func(rec []byte) error {
		gs.n++
		if rec[0] == 0 {
			gs.dated++
		}
		_, kept, err := cutText(rec[dateSize:])
		if err != nil {
			return err
		}
		return w.Write(kept)
	})
	if err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	gs.file, err = recfile.Open(path, gs.n)
	return gs, err
}

// dateSize is how many bytes appendDate appends.
const dateSize = 9

// appendDate writes a date so that bytes are in the order of Date.Compare.
func appendDate(b []byte, d cable.Date) []byte {
	undated := byte(0)
	if d.IsZero() {
		undated = 1
	}
	return binary.BigEndian.AppendUint64(append(b, undated), uint64(d.Key())*10000+uint64(d.Hour*100+d.Minute))
}

// appendText writes a text so that what follows it plays a part for equal ones alone: it
// ends with a zero, and one in it is followed by 255.
func appendText(b []byte, text string) []byte {
	for i := range len(text) {
		if b = append(b, text[i]); text[i] == 0 {
			b = append(b, 0xff)
		}
	}
	return append(b, 0, 0)
}

// cutText takes such a text off.
func cutText(b []byte) (text, rest []byte, err error) {
	for at := 0; ; at += 2 {
		i := bytes.IndexByte(b[at:], 0)
		if i < 0 || at+i+1 >= len(b) {
			return nil, nil, fmt.Errorf("spool: %w", codec.ErrShort)
		}
		if at += i; b[at+1] == 0 {
			return bytes.ReplaceAll(b[:at], []byte{0, 0xff}, []byte{0}), b[at+2:], nil
		}
	}
}
