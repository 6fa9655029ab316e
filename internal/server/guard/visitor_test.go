package guard

import (
	"net/http"
	"testing"
	"time"
)

// TestAddress holds who asks.
func TestAddress(t *testing.T) {
	t.Parallel()
	proxies, err := ParseProxies("127.0.0.1", " 192.0.2.0/24", "2001:db8:ffff::/48", "::1")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, peer string
		forwarded  []string
		want       string // "": nobody knows
	}{
		{"direct", "198.51.100.7:4711", nil, "198.51.100.7"},
		{"direct, IPv6", "[2001:db8::7]:4711", nil, "2001:db8::7"},
		{"direct, with a zone", "[fe80::7%eth0]:4711", nil, "fe80::7"},
		{"IPv4 in IPv6", "[::ffff:198.51.100.7]:4711", nil, "198.51.100.7"},
		{"claims of no proxy", "198.51.100.7:4711", []string{"203.0.113.5"}, "198.51.100.7"},
		{"a Unix socket", "@", []string{"203.0.113.5"}, ""},
		{"nothing", "", nil, ""},
		{"the loopback of nobody", "127.0.0.2:4711", []string{"203.0.113.5"}, ""},
		{"a daemon beside the proxy", "127.0.0.1:4711", nil, ""},
		{"a proxy", "127.0.0.1:4711", []string{"203.0.113.5"}, "203.0.113.5"},
		{"a proxy on IPv6", "[::1]:4711", []string{"2001:db8::5"}, "2001:db8::5"},
		{"made up before a proxy", "127.0.0.1:4711", []string{"10.9.8.7, 203.0.113.5"}, "203.0.113.5"},
		{"made up in a line of its own", "127.0.0.1:4711", []string{"10.9.8.7", "203.0.113.5"}, "203.0.113.5"},
		{"through two proxies", "127.0.0.1:4711", []string{"10.9.8.7, 203.0.113.5, 192.0.2.80"}, "203.0.113.5"},
		{"with a port", "192.0.2.80:4711", []string{"203.0.113.5:999"}, "203.0.113.5"},
		{"IPv6 with a port", "192.0.2.80:4711", []string{"[2001:db8::5]:999"}, "2001:db8::5"},
		{"IPv6 in brackets", "192.0.2.80:4711", []string{"[2001:db8::5]"}, "2001:db8::5"},
		{"a proxy that does not tell", "192.0.2.80:4711", []string{"203.0.113.5, unknown"}, ""},
		{"proxies alone", "192.0.2.80:4711", []string{"192.0.2.81"}, ""},
		{"an empty header", "192.0.2.80:4711", []string{""}, ""},
	} {
		r := &http.Request{RemoteAddr: tt.peer, Header: http.Header{"X-Forwarded-For": tt.forwarded}}
		v := NewVisitors(proxies...)
		got := ""
		if a, ok := v.address(r); ok {
			got = a.String()
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		if known := v.Of(r) != Unknown; known != (tt.want != "") {
			t.Errorf("%s: known is %v", tt.name, known)
		}
	}
}

func TestParseProxies(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "proxy.example", "192.0.2.0/33", "192.0.2.1:80"} {
		if ps, err := ParseProxies(bad); err == nil {
			t.Errorf("%q is read as %v", bad, ps)
		}
	}
}

// TestNumber holds which addresses are one visitor, and that a number means nothing on
// the next day or to another server.
func TestNumber(t *testing.T) {
	t.Parallel()
	now := time.Date(2010, 11, 28, 21, 0, 0, 0, time.UTC)
	v, other := NewVisitors(), NewVisitors()
	v.now = func() time.Time { return now }
	of := func(peer string) Visitor { return v.Of(&http.Request{RemoteAddr: peer}) }
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"198.51.100.7:1", "198.51.100.7:2", true},
		{"198.51.100.7:1", "198.51.100.8:1", false},
		{"[2001:db8:1:2::7]:1", "[2001:db8:1:2:ffff::8]:1", true},
		{"[2001:db8:1:2::7]:1", "[2001:db8:1:3::7]:1", false},
		{"[::ffff:198.51.100.7]:1", "198.51.100.7:1", true},
	} {
		if got := of(tt.a) == of(tt.b); got != tt.same {
			t.Errorf("%s and %s are one visitor: %v", tt.a, tt.b, got)
		}
	}
	const peer = "198.51.100.7:1"
	before := of(peer)
	if other.Of(&http.Request{RemoteAddr: peer}) == before {
		t.Error("two servers give the same number")
	}
	now = now.Add(saltAge - time.Second)
	if of(peer) != before {
		t.Error("the number changed within a day")
	}
	if now = now.Add(time.Second); of(peer) == before {
		t.Error("the number is the same on the next day")
	}
}
