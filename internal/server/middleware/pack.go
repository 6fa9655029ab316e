package middleware

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"
)

// Packed is a body compressed as far as it goes, for answers that are compressed once
// and given often. It is nil where that saves nothing.
func Packed(body []byte) ([]byte, error) {
	w, err := gzip.NewWriterLevel(nil, gzip.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("middleware: setting up compression: %w", err)
	}
	return packedBy(w, body)
}

// A Packer packs and unpacks. Its writers and readers are used again: to make one costs as
// much as to compress a page. The zero value is ready.
type Packer struct{ writers, readers sync.Pool }

// Pack is a body compressed at the fastest level, for answers that may be given once or a
// few times. It is nil where that saves nothing.
func (p *Packer) Pack(body []byte) ([]byte, error) {
	w, ok := p.writers.Get().(*gzip.Writer)
	if !ok {
		var err error
		if w, err = gzip.NewWriterLevel(nil, gzip.BestSpeed); err != nil {
			return nil, fmt.Errorf("middleware: setting up compression: %w", err)
		}
	}
	defer p.writers.Put(w)
	return packedBy(w, body)
}

func packedBy(w *gzip.Writer, body []byte) ([]byte, error) {
	if len(body) < gzhttp.DefaultMinSize {
		return nil, nil
	}
	var b bytes.Buffer
	w.Reset(&b)
	if _, err := w.Write(body); err != nil {
		return nil, fmt.Errorf("middleware: compressing: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("middleware: compressing: %w", err)
	}
	if b.Len() >= len(body) {
		return nil, nil
	}
	return bytes.Clone(b.Bytes()), nil
}

// Unpack writes what was packed.
func (p *Packer) Unpack(w io.Writer, packed []byte) error {
	r, ok := p.readers.Get().(*gzip.Reader)
	if !ok {
		r = new(gzip.Reader)
	}
	defer p.readers.Put(r)
	err := r.Reset(bytes.NewReader(packed))
	if err == nil {
		_, err = r.WriteTo(w)
	}
	if err != nil {
		return fmt.Errorf("middleware: writing what is compressed: %w", err)
	}
	return nil
}

// TakesPacked reports whether a client takes what is packed.
func TakesPacked(r *http.Request) bool {
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		coding, params, _ := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			q, weighed := strings.CutPrefix(strings.ReplaceAll(strings.ToLower(params), " ", ""), "q=")
			return !weighed || strings.Trim(q, "0.") != ""
		}
	}
	return false
}

// PackedTag is the entity tag of an answer that is packed, as [Compress] makes it.
func PackedTag(etag string) string { return strings.TrimSuffix(etag, `"`) + etagSuffix + `-gzip"` }
