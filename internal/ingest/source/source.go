// Package source is the seam between the ingest job and the readers of single
// formats. A reader is a Format: it says whether bytes look like its own,
// splits a file into parts (one for a file that is one cable, many for a
// container), and parses a part. Splitting runs in order and streams; parsing
// is pure and runs in parallel.
package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/charset"
)

// A Part is the raw source of one cable.
type Part struct {
	Name   string            // what stands behind '#' in the path, "" when the file is the cable
	Line   int               // first line in the file, from 1
	Raw    []byte            // byte for byte
	Text   []byte            // Raw in clean UTF-8, set by the job before Parse; nil in a reader's own tests
	Shared any               // what the parts of one container share (lists of persons and terms)
	Things []authority.Thing // what the container tells of persons, organisations and places; with its first part alone
}

// Content is the text that a reader parses: Text, or Raw where nobody decoded
// it.
func (p Part) Content() []byte {
	if p.Text != nil {
		return p.Text
	}
	return p.Raw
}

// A Format is one source format.
type Format struct {
	Name string
	// Detect looks at the beginning of a file, never at its name.
	Detect func(head []byte) bool
	// Split hands each part to emit, in the order of the file.
	Split func(r io.Reader, emit func(Part) error) error
	// Parse makes a cable of a part. path is that of the part. What it makes depends
	// on no more than the bytes of the part, what is shared, the Stem of the path and
	// the names of part and file: not on folders, and not on the line.
	Parse func(path string, p Part) (*cable.Cable, error)
	// Numbers says that parts are named by their place in the file. Parse looks then
	// at the Stem of the path alone, and of the name whether there is one: so a record
	// is the same where others were put before it.
	Numbers bool
}

// HeadSize is how many bytes Detect is given at the most.
const HeadSize = 64 << 10

// MaxPart is the size of the largest single cable that is read.
const MaxPart = 5 << 20

// A Refusal says why a file or a part of it is kept out of the archive.
type Refusal struct {
	Path   string
	Line   int // 0 when it is about the whole
	Reason string
}

func (r *Refusal) Error() string {
	if r.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", r.Path, r.Line, r.Reason)
	}
	return r.Path + ": " + r.Reason
}

// Refuse makes a Refusal; the job adds the path.
func Refuse(line int, format string, args ...any) error {
	return &Refusal{Line: line, Reason: fmt.Sprintf(format, args...)}
}

// AsRefusal finds the Refusal in err, or makes one of its text.
func AsRefusal(path string, err error) *Refusal {
	var r *Refusal
	if errors.As(err, &r) {
		out := *r
		out.Path = path
		return &out
	}
	return &Refusal{Path: path, Reason: err.Error()}
}

// Stem is the name of a file without folders, the archive it lies in and its
// ending: of "a.zip!b/09LIMA12.txt" it is 09LIMA12, which may be an id.
func Stem(name string) string {
	base := path.Base(strings.ReplaceAll(name, "!", "/"))
	return strings.TrimSuffix(base, path.Ext(base))
}

// usualPart is the room for the bytes of a cable to begin with: more than most have.
const usualPart = 8 << 10

// Whole is the Split of formats in which a file is one cable.
func Whole(r io.Reader, emit func(Part) error) error {
	room := usualPart
	if br, ok := r.(*bufio.Reader); ok {
		room = br.Buffered() + bytes.MinRead // its format was told by its head, which is the whole of nearly every one
	}
	var b bytes.Buffer
	b.Grow(room)
	if _, err := b.ReadFrom(io.LimitReader(r, MaxPart+1)); err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	if b.Len() > MaxPart {
		return Refuse(0, "larger than %d MB, the limit for one cable", MaxPart>>20)
	}
	return emit(Part{Line: 1, Raw: b.Bytes()})
}

// CheckText refuses bytes that are no text in UTF-8, naming the first line
// that is not.
func CheckText(raw []byte) error {
	if len(bytes.TrimSpace(raw)) == 0 {
		return Refuse(0, "empty file")
	}
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		return Refuse(LineAt(raw, i), "binary data (a NUL byte), not text")
	}
	if i := charset.FirstInvalid(raw); i < len(raw) {
		return Refuse(LineAt(raw, i), "invalid UTF-8 (byte 0x%02X at offset %d)", raw[i], i)
	}
	return nil
}

// LineAt is the line, from 1, in which offset i stands.
func LineAt(raw []byte, i int) int { return bytes.Count(raw[:min(i, len(raw))], []byte("\n")) + 1 }
