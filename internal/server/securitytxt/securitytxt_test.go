package securitytxt

import (
	"testing"
	"time"
)

func TestText(t *testing.T) {
	now := time.Date(2026, 12, 20, 23, 30, 0, 0, time.FixedZone("", -5*3600))
	const expires = "Expires: 2027-01-20T00:00:00Z\n"
	const rest = expires + "Preferred-Languages: en\n"
	for _, c := range []struct{ name, contact, base, language, want string }{
		{"an address", "security@cables.example", "", "", "Contact: mailto:security@cables.example\n" + rest},
		{"mailto", "mailto:security@cables.example", "", "en-GB", "Contact: mailto:security@cables.example\n" + rest},
		{"a page", "https://cables.example/report", "https://cables.example", "en", "Contact: https://cables.example/report\n" + rest + "Canonical: https://cables.example/.well-known/security.txt\n"},
		{"a telephone", "tel:+1-201-555-0123", "", "", "Contact: tel:+1-201-555-0123\n" + rest},
		{"a site without TLS", "security@cables.example", "http://cables.onion", "", "Contact: mailto:security@cables.example\n" + rest},
		{"a site in Portuguese", "mailto:security@cables.example", "", "pt-BR", "Contact: mailto:security@cables.example\n" + expires + "Preferred-Languages: pt-BR, en\n"},
	} {
		text, err := New(c.contact, c.base, c.language)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got := string(text.At(now)); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	if text, err := New("", "https://cables.example", "es"); text != nil || err != nil {
		t.Errorf("no contact: %v, %v", text, err)
	}
}

func TestBadContacts(t *testing.T) {
	for _, c := range []string{
		"security", "http://cables.example/report", "javascript:alert(1)", "ftp://cables.example", "https://", "https:cables.example", "mailto:", "//cables.example", "/report",
		"security@cables.example\nExpires: never", "security @cables.example", "Security <security@cables.example>", "sécurité@cables.example", "a@b\x00", "%zz",
	} {
		if text, err := New(c, "", ""); err == nil {
			t.Errorf("%q is taken: %+v", c, text)
		}
	}
}
