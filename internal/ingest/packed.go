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
		z, err := gzip.NewReader(r)
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
		return rd.tar(&item{guard: g, shown: it.shown, depth: it.depth}, inner)
	}
	return rd.read(it.member(&guard{ctx: rd.ctx, r: inner}, withoutEnding(it.shown)))
}
