package server

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"reftel/internal/sharedtest"
)

// TestSecurityText holds that a vulnerability can be told of where a contact is named,
// and that the address is not there where none is.
func TestSecurityText(t *testing.T) {
	const path = "/.well-known/security.txt"
	c := testConfig(t)
	if res := get(memorySite(t, c, newMemory()), path); res.StatusCode != http.StatusNotFound {
		t.Errorf("no contact: code %d", res.StatusCode)
	}
	c.SecurityContact = "security@cables.example"
	res := get(memorySite(t, c, newMemory()), path)
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]string{}
	for line := range strings.Lines(string(b)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		fields[name] = value
	}
	expires, err := time.Parse(time.RFC3339, fields["Expires"])
	good := res.StatusCode == http.StatusOK && res.Header.Get("Content-Type") == "text/plain; charset=utf-8" &&
		fields["Contact"] == "mailto:security@cables.example" && fields["Canonical"] == "https://cables.example"+path &&
		err == nil && expires.After(time.Now().AddDate(0, 0, 28)) && expires.Before(time.Now().AddDate(1, 0, 0))
	if !good {
		t.Errorf("code %d, %v: %s", res.StatusCode, res.Header, b)
	}
	sharedtest.Score(t, "I9", "/.well-known/security.txt is served where a contact is named", "served, good for less than a year", good)
	c.SecurityContact = "javascript:alert(1)"
	c.Archive = served{newMemory()}
	if _, err := New(c); err == nil {
		t.Error("a bad contact is taken")
	}
}
