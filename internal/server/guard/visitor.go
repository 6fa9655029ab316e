package guard

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// A Visitor is who asks, as a number made of the address and a salt that changes each
// day and is kept nowhere.
type Visitor uint64

// Unknown is a visitor of whom nothing is known. No share holds for it: it may be many.
const Unknown Visitor = 0

// ipv6Bits is how much of an address one household has.
const ipv6Bits = 64

// saltAge is how long visitors have the same number.
const saltAge = 24 * time.Hour

// Visitors tell visitors apart.
type Visitors struct {
	trusted []netip.Prefix
	now     func() time.Time

	mu   sync.Mutex
	salt [32]byte
	made time.Time
}

// NewVisitors trusts what proxies at some addresses tell of who asks through them.
func NewVisitors(trusted ...netip.Prefix) *Visitors {
	return &Visitors{trusted: trusted, now: time.Now}
}

// ParseProxies reads addresses and networks, as 192.0.2.1 or 2001:db8::/32.
func ParseProxies(texts ...string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, t := range texts {
		t = strings.TrimSpace(t)
		if a, err := netip.ParseAddr(t); err == nil {
			a = a.Unmap().WithZone("")
			out = append(out, netip.PrefixFrom(a, a.BitLen()))
			continue
		}
		p, err := netip.ParsePrefix(t)
		if err != nil {
			return nil, fmt.Errorf("trusted proxy %q is no address and no network such as 192.0.2.0/24: %w", t, err)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// Of is who sent a request.
func (v *Visitors) Of(r *http.Request) Visitor {
	a, ok := v.address(r)
	if !ok {
		return Unknown
	}
	return v.number(a)
}

// address is that of the visitor. It is not known of a Unix socket, and of the loopback
// it is that of a program of this machine: the daemon of an onion service, through which
// everybody comes, or a proxy that nobody has named. A trusted proxy puts who asked it
// at the end of a header, where others may stand before, made up by anybody.
func (v *Visitors) address(r *http.Request) (netip.Addr, bool) {
	peer, ok := parseAddress(r.RemoteAddr)
	if !ok {
		return peer, false
	}
	if !v.trusts(peer) {
		return peer, !peer.IsLoopback()
	}
	told := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(told) - 1; i >= 0; i-- {
		a, ok := parseAddress(told[i])
		if !ok {
			return a, false // the proxy does not tell
		}
		if !v.trusts(a) {
			return a, !a.IsLoopback()
		}
	}
	return netip.Addr{}, false // the proxies themselves
}

func (v *Visitors) trusts(a netip.Addr) bool {
	for _, p := range v.trusted {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// parseAddress reads an address with or without a port.
func parseAddress(s string) (netip.Addr, bool) {
	s = strings.TrimSpace(s)
	a, err := netip.ParseAddr(strings.Trim(s, "[]"))
	if err != nil {
		p, err := netip.ParseAddrPort(s)
		if err != nil {
			return netip.Addr{}, false
		}
		a = p.Addr()
	}
	return a.Unmap().WithZone(""), true
}

// number hashes what tells a visitor apart.
func (v *Visitors) number(a netip.Addr) Visitor {
	if a.Is6() {
		if p, err := a.Prefix(ipv6Bits); err == nil {
			a = p.Addr()
		}
	}
	salt, whole := v.salted(), a.As16()
	sum := sha256.Sum256(append(salt[:], whole[:]...))
	return Visitor(binary.LittleEndian.Uint64(sum[:]) | 1) // never Unknown
}

// salted is the salt of the day. Who holds slots while it changes counts twice for as
// long as that takes.
func (v *Visitors) salted() [32]byte {
	v.mu.Lock()
	defer v.mu.Unlock()
	if now := v.now(); v.made.IsZero() || now.Sub(v.made) >= saltAge {
		_, _ = rand.Read(v.salt[:]) // it never fails: crypto/rand
		v.made = now
	}
	return v.salt
}
