package middleware

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"reftel/web/templates/words"
)

// The bounds of a request.
const (
	MaxURL    = 2048 // bytes of path and query
	MaxParams = 100
	MaxHeader = 100 // header lines

	// MaxHeaderBytes bounds the header lines together. http.Server bounds them too, so
	// that more is not read, but some kilobytes later.
	MaxHeaderBytes = 16 << 10
)

// Limit refuses, by a call of fail, what no page of the archive needs: other
// methods than GET and HEAD, bodies, long URLs, many parameters and paths that
// are not text. At the paths of posts a short form may be posted too.
func Limit(fail func(w http.ResponseWriter, r *http.Request, status int, reason words.Message), posts ...string) Middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			posted := slices.Contains(posts, r.URL.Path)
			if status, reason := refuse(r, posted && isForm(r)); status != 0 {
				if status == http.StatusMethodNotAllowed && posted {
					w.Header().Set("Allow", "GET, HEAD, POST")
				} else if status == http.StatusMethodNotAllowed {
					w.Header().Set("Allow", "GET, HEAD")
				}
				if hasBody(r) {
					// Where a proxy and we do not agree on where the body ends, the rest
					// of the connection is somebody else's request.
					w.Header().Set("Connection", "close")
				}
				fail(w, r, status, reason)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// isForm reports whether a form is posted that is no longer than an address may be.
func isForm(r *http.Request) bool {
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	return r.Method == http.MethodPost && strings.EqualFold(strings.TrimSpace(kind), "application/x-www-form-urlencoded") &&
		len(r.TransferEncoding) == 0 && r.ContentLength >= 0 && r.ContentLength <= MaxURL
}

// refuse says why a request is not taken, or 0. One that may be posted has a body.
func refuse(r *http.Request, posted bool) (status int, reason words.Message) {
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead && !posted:
		return http.StatusMethodNotAllowed, words.Later("This archive can only be read.")
	case len(r.URL.EscapedPath())+1+len(r.URL.RawQuery) > MaxURL:
		return http.StatusRequestURITooLong, words.Later("The address is longer than 2,048 characters. Shorten the query or remove some filters.")
	case hasBody(r) && !posted:
		return http.StatusBadRequest, words.Later("The request has a body, and nothing here takes one.")
	case tooManyLines(r.Header):
		return http.StatusRequestHeaderFieldsTooLarge, words.Later("The request has more than 100 header lines, or more than 16 KB of them.")
	case strings.Count(r.URL.RawQuery, "&")+strings.Count(r.URL.RawQuery, ";") >= MaxParams:
		return http.StatusBadRequest, words.Later("The address has more than 100 parameters.")
	case !text(r.URL.Path):
		return http.StatusBadRequest, words.Later("The address holds characters that are not text.")
	case !textQuery(r.URL.RawQuery):
		return http.StatusBadRequest, words.Later("The query holds characters that are not text.")
	}
	return 0, words.Message{}
}

func hasBody(r *http.Request) bool { return r.ContentLength != 0 || len(r.TransferEncoding) > 0 }

// tooManyLines counts each line, also those of one name.
func tooManyLines(h http.Header) bool {
	lines, size := 0, 0
	for name, values := range h {
		lines += len(values)
		for _, v := range values {
			size += len(name) + len(": ") + len(v) + len("\r\n")
		}
	}
	return lines > MaxHeader || size > MaxHeaderBytes
}

// text reports whether s is UTF-8 without control characters.
func text(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}

// textQuery reports whether the query string can be decoded and is UTF-8
// without NUL. Line ends and tabs are pasted into search boxes: they may stay.
func textQuery(raw string) bool {
	s, err := url.QueryUnescape(raw)
	return err == nil && utf8.ValidString(s) && !strings.Contains(s, "\x00")
}
