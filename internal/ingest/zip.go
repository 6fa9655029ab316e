package ingest

import (
	"archive/zip"
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"

	"reftel/internal/ingest/source"
)

// zip reads the members of a zip in the order of their names. One whose list
// of members is lost is read from the front (see salvage).
func (rd *reading) zip(it *item, br *bufio.Reader) error {
	at, size := it.at, it.size
	if at == nil {
		held, err := hold(br, maxNested)
		if err != nil {
			return rd.refuse(it.shown, true, err)
		}
		at, size = held, held.size
	}
	if n := listed(at, size); n > maxMembers {
		return rd.refuse(it.shown, true, source.Refuse(0, "a zip of %d members; no more than %d are read", n, maxMembers))
	}
	z, err := zip.NewReader(at, size)
	if err != nil {
		return rd.salvage(it, io.NewSectionReader(at, 0, size), err)
	}
	files := slices.DeleteFunc(slices.Clone(z.File), func(f *zip.File) bool { return f.Mode().IsDir() })
	if len(files) == 0 {
		return rd.refuse(it.shown, true, errEmptyArchive)
	}
	if what := foreignZip(namesOf(files)); what != "" {
		return rd.refuse(it.shown, true, source.Refuse(0, "%s", what))
	}
	slices.SortStableFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range files {
		if err := rd.zipMember(it, f); err != nil {
			return err
		}
	}
	return nil
}

func namesOf(files []*zip.File) []string {
	out := make([]string, len(files))
	for i, f := range files {
		out[i] = f.Name
	}
	return out
}

// encrypted is the bit of the flags of a zip member that says so.
const encrypted = 1

func (rd *reading) zipMember(it *item, f *zip.File) error {
	stored := int64(min(f.CompressedSize64, 1<<62))
	m := it.member(&guard{ctx: rd.ctx, in: func() int64 { return stored }, total: rd.total}, f.Name)
	mode := f.Mode()
	switch {
	case mode&fs.ModeSymlink != 0:
		return rd.refuse(m.shown, false, source.Refuse(0, "a link; links inside an archive are not followed"))
	case !mode.IsRegular():
		return rd.refuse(m.shown, false, source.Refuse(0, "not a regular file (%s)", kindOf(mode.Type())))
	case f.Flags&encrypted != 0:
		return rd.refuse(m.shown, true, source.Refuse(0, "encrypted"))
	}
	r, err := f.Open()
	if err != nil {
		return rd.refuse(m.shown, true, unreadable(err))
	}
	defer r.Close()
	m.r = r
	return rd.read(m)
}

// listed is how many members a zip says it has, 0 when it can't be told.
func listed(at io.ReaderAt, size int64) uint64 {
	const end, comment = 22, 1<<16 - 1
	tail := make([]byte, min(size, end+comment))
	if _, err := at.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return 0
	}
	i := strings.LastIndex(string(tail), "PK\x05\x06")
	if i < 0 || len(tail)-i < end {
		return 0
	}
	n := uint64(binary.LittleEndian.Uint16(tail[i+10:]))
	if n != 1<<16-1 {
		return n
	}
	// A zip64 has its own record of the end; its place is told just before.
	if i < 20 || string(tail[i-20:i-16]) != "PK\x06\x07" {
		return n
	}
	record := make([]byte, 40)
	if _, err := at.ReadAt(record, int64(min(binary.LittleEndian.Uint64(tail[i-12:]), 1<<62))); err != nil {
		return n
	}
	return binary.LittleEndian.Uint64(record[32:])
}

// held is a file in memory, in pieces so that it need not be copied as it
// grows.
type held struct {
	pieces [][]byte
	size   int64
}

const piece = 1 << 20

func hold(r io.Reader, limit int64) (*held, error) {
	h := &held{}
	for {
		p := make([]byte, piece)
		n, err := io.ReadFull(r, p)
		h.pieces = append(h.pieces, p[:n])
		h.size += int64(n)
		switch {
		case h.size > limit:
			return nil, source.Refuse(0, "a zip inside an archive and larger than %d MB; unpack it first", limit>>20)
		case err == io.EOF || err == io.ErrUnexpectedEOF:
			return h, nil
		case err != nil:
			return h, nil // what there is of a damaged archive
		}
	}
}

func (h *held) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, errors.New("an offset before the start of the archive")
	}
	n := 0
	for n < len(p) && off < h.size {
		m := copy(p[n:], h.pieces[off/piece][off%piece:])
		n += m
		off += int64(m)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}
