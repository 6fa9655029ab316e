package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"reftel/internal/ingest/charset"
	"reftel/internal/ingest/source"
)

// A reading takes one input file apart and pushes a task for each part and
// each refusal.
type reading struct {
	ctx     context.Context
	formats []source.Format
	push    func(*task) error
	total   *expansion
	stamps  stamps
	bytes   *atomic.Int64 // of files, for the progress
}

// A metered file counts what is read of it, up to its size.
type metered struct {
	fs.File
	left  int64
	bytes *atomic.Int64
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.File.Read(p)
	m.count(n)
	return n, err
}

func (m *metered) count(n int) {
	k := min(int64(n), m.left)
	m.left -= k
	m.bytes.Add(k)
}

// A meteredAt is a metered file that can be read at any place.
type meteredAt struct {
	*metered
	at io.ReaderAt
}

func (m *meteredAt) ReadAt(p []byte, off int64) (int, error) {
	n, err := m.at.ReadAt(p, off)
	m.count(n)
	return n, err
}

// buffers are readers of source.HeadSize.
var buffers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, source.HeadSize) }}

func buffered(r io.Reader) *bufio.Reader {
	br := buffers.Get().(*bufio.Reader)
	br.Reset(r)
	return br
}

func release(br *bufio.Reader) {
	br.Reset(nil)
	buffers.Put(br)
}

// refuse reports what is kept out. file says whether it counts as a file read.
func (rd *reading) refuse(shown string, file bool, err error) error {
	return rd.push(&task{path: shown, err: err, file: file})
}

// file reads one file of an input.
func (rd *reading) file(fsys fs.FS, name, shown string) error {
	// Opening a named pipe would wait for somebody to write to it.
	info, err := fs.Stat(fsys, name)
	if err == nil && !info.Mode().IsRegular() {
		return rd.refuse(shown, true, source.Refuse(0, "not a regular file (%s)", kindOf(info.Mode().Type())))
	}
	var f fs.File
	if err == nil {
		f, err = fsys.Open(name)
	}
	if err != nil && !utf8.ValidString(name) {
		return rd.refuse(shown, true, source.Refuse(0, "can't be opened: its name is not valid UTF-8"))
	}
	if err != nil {
		return rd.refuse(shown, true, source.Refuse(0, "can't be opened: %s", reason(err)))
	}
	defer f.Close()
	rd.total = &expansion{stored: info.Size()}
	m := &metered{File: f, left: info.Size(), bytes: rd.bytes}
	defer func() { m.count(int(m.left)) }()
	at, ok := f.(io.ReaderAt)
	if ok {
		at = &meteredAt{m, at}
	}
	if err := rd.read(&item{guard: &guard{ctx: rd.ctx, r: m}, at: at, size: info.Size(), shown: shown}); err != nil {
		return err
	}
	if after, err := fs.Stat(fsys, name); rd.stamps.changed(name, info, after, err) {
		return rd.push(&task{path: shown, err: source.Refuse(0, changedReason), changed: true})
	}
	return nil
}

const changedReason = "the file changed while it was read; what was read may be mixed of before and after"

// stamps are the sizes and times of the files of an input, by their names, when they
// were first read: an ingest may read them twice.
type stamps map[string]stamp

func stampsOf(inputs []Input) []stamps {
	out := make([]stamps, len(inputs))
	for i := range out {
		out[i] = stamps{}
	}
	return out
}

type stamp struct {
	size int64
	time time.Time
}

// changed reports whether a file is another than when it was opened, or than when it
// was first read.
func (s stamps) changed(name string, before, after fs.FileInfo, err error) bool {
	of := func(i fs.FileInfo) stamp { return stamp{i.Size(), i.ModTime()} }
	is := of(before)
	first, known := s[name]
	if !known {
		s[name], first = is, is
	}
	return err != nil || of(after) != is || first != is
}

// document detects the format of a document, which br reads from it, and
// pushes its parts.
func (rd *reading) document(it *item, br *bufio.Reader, head []byte) error {
	r, head, original := decoded(br, head)
	format, ok := detect(rd.formats, head)
	if !ok {
		return rd.refuse(it.shown, true, source.Refuse(0, "no reader knows this format"))
	}
	first, stopped := true, false
	err := split(&format, r, func(p source.Part) error {
		t := &task{path: it.shown, part: p, format: &format, file: first}
		first = false
		if p.Name != "" {
			t.path += "#" + p.Name
		}
		if original != nil {
			original.give(t)
		}
		if err := rd.push(t); err != nil {
			stopped = true
			return err
		}
		return nil
	})
	if stopped {
		return err
	}
	if err == nil && it.depth > 0 {
		// What a format leaves unread may still show that the archive is damaged.
		_, _ = io.Copy(io.Discard, br)
	}
	var bad *charset.Error
	if errors.As(err, &bad) {
		err = source.Refuse(bad.Line, "%s", bad.Reason)
	}
	if err == nil {
		err = it.fault()
	}
	if err == nil && first {
		err = source.Refuse(0, "no cable was found in it")
	}
	if err == nil {
		return nil
	}
	return rd.refuse(it.shown, first, err)
}

// split runs the Split of a format. A panic in it must not take the job down.
func split(format *source.Format, r io.Reader, emit func(source.Part) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the %s reader failed on it (%v); please report this file", format.Name, p)
		}
	}()
	return format.Split(r, emit)
}

// decoded returns what formats are to see of a document that begins with head:
// no byte order mark, and UTF-8 in place of UTF-16. Where this differs from
// the document, its bytes are kept in the third value.
func decoded(br *bufio.Reader, head []byte) (io.Reader, []byte, *original) {
	form, bom := charset.Detect(head)
	if form == charset.UTF8 && bom == 0 {
		return br, head, nil
	}
	o := &original{r: br, form: form, bare: bom == 0}
	body := head[bom:]
	_, _ = io.CopyN(io.Discard, o, int64(bom))
	if form == charset.UTF8 {
		return o, body, o
	}
	body, _ = io.ReadAll(charset.NewReader(bytes.NewReader(body[:len(body)&^1]), form))
	body = charset.DeclareUTF8(body)
	// The declaration that was corrected in the head is corrected in the text.
	text := bufio.NewReaderSize(charset.NewReader(o, form), source.HeadSize)
	start, _ := text.Peek(source.HeadSize / 2)
	n := len(start)
	return io.MultiReader(bytes.NewReader(bytes.Clone(charset.DeclareUTF8(start))), skipped(text, n)), body, o
}

// skipped reads r behind its first n bytes, which it holds in its buffer.
func skipped(r *bufio.Reader, n int) io.Reader {
	_, _ = r.Discard(n)
	return r
}

// original keeps the bytes of a document that is handed on decoded, in case it
// turns out to be a single cable, whose Raw is the document byte for byte. The
// cables of a file with many have their Raw from the decoded text.
type original struct {
	r     io.Reader
	form  charset.Form
	bare  bool // the form is inferred
	raw   []byte
	ended bool
	lost  bool // too long for one cable, or known to be many
}

func (o *original) Read(p []byte) (int, error) {
	n, err := o.r.Read(p)
	if !o.lost {
		o.raw = append(o.raw, p[:n]...)
	}
	// A character of UTF-16 has two bytes or four, one of UTF-8 up to three
	// for the same two.
	if len(o.raw) > 2*source.MaxPart+utf8.UTFMax {
		o.lost, o.raw = true, nil
	}
	o.ended = o.ended || err == io.EOF
	return n, err
}

// give puts the original bytes into the task of a whole document, and notes
// for any other that it was decoded on the ground of a guess.
func (o *original) give(t *task) {
	if t.part.Name == "" && o.ended && !o.lost {
		t.part.Raw, o.raw, o.lost = o.raw, nil, true
		return
	}
	o.lost, o.raw = true, nil
	if o.form != charset.UTF8 && o.bare {
		t.repairs = []charset.Repair{{Kind: charset.BareUTF16, Count: 1}}
	}
}
