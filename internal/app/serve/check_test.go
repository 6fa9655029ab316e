package serve

import (
	"net"
	"net/netip"
	"testing"
)

// TestReach holds that who listens everywhere is asked at an address of this machine that
// stands in numbers: a container may have no /etc/hosts, and asks no name server.
func TestReach(t *testing.T) {
	t.Parallel()
	for addr, want := range map[string]string{
		":8080": "127.0.0.1:8080", "0.0.0.0:80": "127.0.0.1:80", "[::]:8080": "[::1]:8080", "192.0.2.7:81": "192.0.2.7:81", "[2001:db8::7]:82": "[2001:db8::7]:82",
	} {
		_, got, err := reach(addr)
		if err != nil || got != want {
			t.Errorf("%s is reached at %s, %v; want %s", addr, got, err, want)
		}
		host, _, err := net.SplitHostPort(got)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := netip.ParseAddr(host); err != nil {
			t.Errorf("%s is reached by a name: %v", addr, err)
		}
	}
}
