package oai

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"
)

// A token says where a list goes on: behind a record and the time when that changed. So it
// is good in every generation.
type token struct {
	verb        string
	prefix      string
	set         string    // as in an address
	from, until time.Time // zero where that end is open
	after       string    // the id of the last record
	stamp       time.Time // of it
	offset      int       // how many went before
}

// String is the token as it is handed out: its parts, none of which has a point.
func (t token) String() string {
	text := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	at := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return strconv.FormatInt(t.Unix(), 10)
	}
	return strings.Join([]string{t.verb, t.prefix, strconv.Itoa(t.offset), at(t.from), at(t.until), at(t.stamp), text(t.set), text(t.after)}, ".")
}

// parseToken reads a token that String wrote, and no other text.
func parseToken(s string) (token, bool) {
	parts := strings.Split(s, ".")
	if len(parts) != 8 {
		return token{}, false
	}
	n, err := strconv.Atoi(parts[2])
	if err != nil || n < 1 {
		return token{}, false
	}
	t := token{verb: parts[0], prefix: parts[1], offset: n}
	for i, to := range []*time.Time{&t.from, &t.until, &t.stamp} {
		if parts[3+i] == "" {
			continue
		}
		at, err := strconv.ParseInt(parts[3+i], 10, 64)
		if err != nil {
			return token{}, false
		}
		*to = time.Unix(at, 0).UTC()
	}
	for i, to := range []*string{&t.set, &t.after} {
		b, err := base64.RawURLEncoding.DecodeString(parts[6+i])
		if err != nil {
			return token{}, false
		}
		*to = string(b)
	}
	return t, t.String() == s
}

// resume takes up a list where a token says that it goes on.
func (h *harvest) resume() (token, error) {
	t, ok := parseToken(h.ask.token)
	if !ok || t.verb != h.ask.verb || t.verb != listSets && (!known(t.prefix) || t.after == "") {
		return t, &fault{badToken, "This token was not handed out here."}
	}
	if t.verb == listSets && t.offset > h.c.A.Generation().Cables { // there are no more sets than cables
		return t, &fault{badToken, "This token was not handed out here."}
	}
	return t, nil
}
