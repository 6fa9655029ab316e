package oai

import (
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"

	"reftel/internal/archive"
)

// A token says where a list goes on. The period is not part of it: all records of a
// generation are of one time, so that a list that goes on has all of them.
type token struct {
	generation string
	verb       string
	prefix     string
	set        string // as in an address
	after      string // the id of the last cable, of a set
	offset     int    // how many went before
}

// mark is what a token knows its generation by.
func mark(g archive.Generation) string {
	sum := g.ManifestHash
	if len(sum) > 16 {
		sum = sum[:16]
	}
	return hex.EncodeToString([]byte(g.ID + sum))
}

// String is the token as it is handed out: its parts, none of which has a point.
func (t token) String() string {
	text := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	return strings.Join([]string{t.generation, t.verb, t.prefix, strconv.Itoa(t.offset), text(t.set), text(t.after)}, ".")
}

// parseToken reads a token that String wrote, and no other text.
func parseToken(s string) (token, bool) {
	parts := strings.Split(s, ".")
	if len(parts) != 6 {
		return token{}, false
	}
	n, err := strconv.Atoi(parts[3])
	if err != nil || n < 1 {
		return token{}, false
	}
	t := token{generation: parts[0], verb: parts[1], prefix: parts[2], offset: n}
	for i, to := range []*string{&t.set, &t.after} {
		b, err := base64.RawURLEncoding.DecodeString(parts[4+i])
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
	if !ok || t.verb != h.ask.verb || t.verb != listSets && !known(t.prefix) {
		return t, &fault{badToken, "This token was not handed out here."}
	}
	if t.generation != mark(h.c.A.Generation()) {
		return t, &fault{badToken, "Another state of the archive has been published since. Begin the list again."}
	}
	if t.offset > h.c.A.Generation().Cables { // there are no more sets than cables either
		return t, &fault{badToken, "This token was not handed out here."}
	}
	return t, nil
}
