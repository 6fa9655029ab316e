package ingest

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"

	"reftel/internal/ingest/source"
)

// The record before each member of a zip.
const (
	localHeader = "PK\x03\x04"
	descriptor  = "PK\x07\x08"
	localSize   = 30
	trailing    = 8 // flag: sizes and checksum stand behind the data
)

// salvage reads the members of a zip that lost its end, where the list of
// members stands, from the records before each of them, in the order of the
// file. why is the error of the list.
func (rd *reading) salvage(it *item, r io.Reader, why error) error {
	if errors.Is(why, zip.ErrFormat) {
		why = source.Refuse(0, "its list of members is damaged or cut off")
	}
	if f := it.fault(); f != nil {
		why = f
	}
	br := bufio.NewReader(r)
	members := 0
	for {
		f, err := localMember(br)
		if err != nil {
			return rd.refuse(it.shown, members == 0, rest(why, members))
		}
		members++
		if f.name[max(len(f.name)-1, 0):] == "/" {
			continue
		}
		stored := &counter{r: f.data}
		g := &guard{ctx: rd.ctx, total: rd.total}
		m := it.member(g, f.name)
		if f.flags&encrypted != 0 {
			err = rd.refuse(m.shown, true, source.Refuse(0, "encrypted"))
		} else {
			var sum io.Reader = stored
			if f.method == zip.Deflate {
				b := &countedBytes{br: bufio.NewReader(stored)}
				if f.flags&trailing != 0 {
					b.br = br
				}
				sum = flate.NewReader(b)
				g.in = func() int64 { return b.n }
			}
			sum = &summed{r: sum, want: f.sum, known: f.flags&trailing == 0}
			g.r = sum
			err = rd.read(m)
			_, _ = io.Copy(io.Discard, g)
		}
		if err != nil {
			return err
		}
		if err := f.skip(br, g); err != nil {
			return rd.refuse(it.shown, false, rest(why, members))
		}
	}
}

// A local is a member as its own record tells of it.
type local struct {
	name          string
	flags, method uint16
	sum           uint32
	data          io.Reader // stored bytes, where their number is known
}

// localMember reads the record of the next member.
func localMember(br *bufio.Reader) (*local, error) {
	var h [localSize]byte
	if _, err := io.ReadFull(br, h[:]); err != nil || string(h[:4]) != localHeader {
		return nil, zip.ErrFormat
	}
	u16 := func(i int) uint16 { return binary.LittleEndian.Uint16(h[i:]) }
	f := &local{flags: u16(6), method: u16(8), sum: binary.LittleEndian.Uint32(h[14:])}
	size := binary.LittleEndian.Uint32(h[18:])
	name := make([]byte, int(u16(26))+int(u16(28)))
	if _, err := io.ReadFull(br, name); err != nil {
		return nil, zip.ErrFormat
	}
	f.name = string(name[:u16(26)])
	switch {
	case f.method != zip.Store && f.method != zip.Deflate, size == 1<<32-1:
		return nil, zip.ErrFormat
	case f.flags&trailing == 0:
		f.data = io.LimitReader(br, int64(size))
	case f.method != zip.Deflate || f.flags&encrypted != 0:
		return nil, zip.ErrFormat // where it ends is not told
	}
	return f, nil
}

// skip goes to the end of a member that was read.
func (f *local) skip(br *bufio.Reader, g *guard) error {
	if f.data != nil {
		_, err := io.Copy(io.Discard, f.data)
		return err
	}
	if err := g.fault(); err != nil {
		return err
	}
	if sig, _ := br.Peek(4); bytes.Equal(sig, []byte(descriptor)) {
		_, _ = br.Discard(4)
	}
	// Sizes of 4 bytes each, or of 8 in a zip64.
	next, _ := br.Peek(24)
	n := 12
	if len(next) == 24 && string(next[12:14]) != "PK" && string(next[20:22]) == "PK" {
		n = 20
	}
	_, err := br.Discard(n)
	return err
}

// countedBytes counts what flate takes, byte by byte so that it takes no more
// than its own.
type countedBytes struct {
	br *bufio.Reader
	n  int64
}

func (c *countedBytes) Read(p []byte) (int, error) {
	n, err := c.br.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *countedBytes) ReadByte() (byte, error) {
	b, err := c.br.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// summed checks the checksum of a member at its end.
type summed struct {
	r     io.Reader
	sum   uint32
	want  uint32
	known bool
}

func (s *summed) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.sum = crc32.Update(s.sum, crc32.IEEETable, p[:n])
	if err == io.EOF && s.known && s.sum != s.want {
		err = zip.ErrChecksum
	}
	return n, err
}
