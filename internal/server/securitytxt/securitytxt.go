// Package securitytxt tells whom to tell of a vulnerability, in the form that machines
// look for (RFC 9116). It knows what it is told of the site, and no other room.
package securitytxt

import (
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"strings"
	"time"
	"unicode"
)

// Path is where it is looked for.
const Path = "/.well-known/security.txt"

// lasts is how long the text is good for. It is made anew of the settings in force at
// each request, so that only copies grow old.
const lasts = 30 * 24 * time.Hour

// A Text is a security.txt without its end.
type Text struct{ contact, languages, canonical string }

// New makes the text of a contact (an address of mail, or a link of https, mailto or tel)
// of the public address of the site, which may be unknown, and of the language in which its
// operator writes; English is read too. No contact is no text.
func New(contact, base, language string) (*Text, error) {
	if contact == "" {
		return nil, nil
	}
	uri, err := link(contact)
	if err != nil {
		return nil, fmt.Errorf("security contact %q: %w", contact, err)
	}
	t := &Text{contact: uri, languages: "en"}
	if language != "" && language != "en" && !strings.HasPrefix(language, "en-") {
		t.languages = language + ", en"
	}
	if strings.HasPrefix(base, "https://") { // links of the web must be, in this text
		t.canonical = base + Path
	}
	return t, nil
}

// link is a contact as a URI.
func link(contact string) (string, error) {
	if strings.ContainsFunc(contact, func(r rune) bool { return r > unicode.MaxASCII || r <= ' ' || r == 0x7f }) {
		return "", errors.New("only printed ASCII without spaces can be part of a link")
	}
	u, err := url.Parse(contact)
	if err != nil {
		return "", err
	}
	switch u.Scheme {
	case "":
		if a, err := mail.ParseAddress(contact); err == nil && a.Address == contact {
			return "mailto:" + contact, nil
		}
	case "mailto", "tel":
		if u.Opaque != "" {
			return contact, nil
		}
	case "https":
		if u.Host != "" {
			return contact, nil
		}
	}
	return "", errors.New("neither an address of mail nor a link of https, mailto or tel")
}

// At is the text as it is handed out at a time.
func (t *Text) At(now time.Time) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "Contact: %s\n", t.contact)
	fmt.Fprintf(&b, "Expires: %s\n", now.UTC().Add(lasts).Truncate(24*time.Hour).Format(time.RFC3339))
	fmt.Fprintf(&b, "Preferred-Languages: %s\n", t.languages)
	if t.canonical != "" {
		fmt.Fprintf(&b, "Canonical: %s\n", t.canonical)
	}
	return []byte(b.String())
}
