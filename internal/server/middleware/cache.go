package middleware

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"time"
)

// A Cache says how long an answer may be kept, and by whom.
type Cache string

// The policies. Documents are the same for everybody until the next
// generation; what somebody searched is kept by no cache and on no disk.
const (
	Document Cache = "public, max-age=300"
	Private  Cache = "private, no-store"
	NoStore  Cache = "no-store"
)

// ETag is a strong entity tag made of everything that an answer depends on.
func ETag(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return `"` + base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:15]) + `"`
}

// Since reports whether the client holds the answer of this time, where it told no
// entity tags, which go first. Another time is another answer, also a later one: who
// goes back to an older generation makes it so.
func Since(r *http.Request, modified time.Time) bool {
	if r.Header.Get("If-None-Match") != "" || modified.IsZero() {
		return false
	}
	t, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && t.Equal(modified.Truncate(time.Second))
}

// NotModified reports whether the client holds the answer with this tag.
func NotModified(r *http.Request, etag string) bool {
	for _, line := range r.Header.Values("If-None-Match") {
		for tag := range strings.SplitSeq(line, ",") {
			tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
			if tag == "*" || tag == etag {
				return true
			}
		}
	}
	return false
}
