package middleware

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"
)

// Packed is a body compressed as far as it goes, for answers that are compressed once
// and given often. It is nil where that saves nothing.
func Packed(body []byte) ([]byte, error) {
	if len(body) < gzhttp.DefaultMinSize {
		return nil, nil
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("middleware: setting up compression: %w", err)
	}
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
func Unpack(w io.Writer, packed []byte) error {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err == nil {
		_, err = io.Copy(w, r)
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
