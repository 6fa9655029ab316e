package ingest

import (
	"bufio"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"

	"reftel/internal/ingest/source"
)

// packedEndings are the endings that the name of a compressed file loses.
var packedEndings = map[string]bool{".gz": true, ".zst": true, ".xz": true, ".bz2": true}

// unpacked reads what one of the kinds of compression made, and what is to be
// called when it was read.
func unpacked(form kind, r io.Reader, head []byte) (io.Reader, func(), error) {
	nothing := func() {}
	switch form {
	case gzipped:
		z, err := newGzip(r)
		return z, nothing, err
	case bzipped:
		return bzip2.NewReader(r), nothing, nil
	case xzipped:
		if n := xzWindow(head); n > maxWindow {
			return nil, nil, source.Refuse(0, "asks for %d MB of memory to be unpacked; no more than %d are given", n>>20, maxWindow>>20)
		}
		z, err := xz.ReaderConfig{DictCap: 1 << 16}.NewReader(r)
		return &xzReader{z}, nothing, xzFault(err)
	}
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, nil, err
	}
	return z, z.Close, nil
}

// xzWindow is the memory that the first block of an xz file asks for, 0 where
// it can't be told.
func xzWindow(head []byte) int64 {
	const header, lzma2 = 12, 0x21
	if len(head) < header+2 {
		return 0
	}
	b := head[header:]
	at := 2
	for _, told := range []bool{b[1]&0x40 != 0, b[1]&0x80 != 0} { // sizes of the block, each a number of seven bits a byte
		for told && at < len(b) {
			at++
			told = b[at-1]&0x80 != 0
		}
	}
	if at+2 >= len(b) || b[at] != lzma2 {
		return 0
	}
	bits := int64(b[at+2] & 0x3F)
	return (2 | bits&1) << (bits/2 + 11)
}

var errDamaged = errors.New("its compressed data are damaged")

// xzReader gives the errors of the library a common sentence.
type xzReader struct{ r *xz.Reader }

func (x *xzReader) Read(p []byte) (int, error) {
	n, err := x.r.Read(p)
	return n, xzFault(err)
}

func xzFault(err error) error {
	var r *source.Refusal
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &r) {
		return err
	}
	return errDamaged
}

// compressed reads what a compression made of one document, or of a tar.
func (rd *reading) compressed(it *item, br *bufio.Reader, form kind) error {
	head, _ := br.Peek(64)
	counted := &counter{r: br}
	g := &guard{ctx: rd.ctx, in: func() int64 { return counted.n }, total: rd.total}
	r, done, err := unpacked(form, counted, head)
	if err != nil {
		return rd.refuse(it.shown, true, unreadable(err))
	}
	defer done()
	g.r = r
	inner := buffered(g)
	defer release(inner)
	if head, _ := inner.Peek(source.HeadSize); sniff(head) == tarred {
		err = rd.tar(&item{guard: g, shown: it.shown, depth: it.depth}, inner)
	} else {
		err = rd.read(it.member(&guard{ctx: rd.ctx, r: inner}, withoutEnding(it.shown)))
	}
	if z, ok := r.(*gzipReader); ok && z.behind && err == nil {
		return rd.refuse(it.shown, false, source.Refuse(0, "bytes that are not compressed stand behind its data; what comes before them was read"))
	}
	return err
}

// A gzipReader reads gzip files one behind another, and ends where something else
// follows: a mirror or a mail program may have put it there, and what was compressed
// is whole.
type gzipReader struct {
	z      *gzip.Reader
	br     *bufio.Reader
	behind bool // something else follows, and not zeros alone, with which tapes are filled up
}

func newGzip(r io.Reader) (*gzipReader, error) {
	br := bufio.NewReader(r)
	z, err := gzip.NewReader(br)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &gzipReader{z: z, br: br}, nil
}

func (g *gzipReader) Read(p []byte) (int, error) {
	n, err := g.z.Read(p)
	if err != io.EOF {
		return n, err
	}
	if next, _ := g.br.Peek(3); sniff(next) != gzipped {
		g.behind = g.behind || g.more()
		return n, io.EOF
	}
	if err := g.z.Reset(g.br); err != nil {
		return n, err
	}
	g.z.Multistream(false)
	return n, nil
}

// more reports whether anything but zeros follows.
func (g *gzipReader) more() bool {
	for {
		b, err := g.br.ReadByte()
		if err != nil || b != 0 {
			return err == nil
		}
	}
}
