// Package filename makes names of files that every system takes. It knows strings alone.
package filename

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Longest is the most bytes of a name: file systems take 255.
const Longest = 180

// devices are names that Windows keeps for itself, with any extension.
var devices = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// Safe is a name that Linux, macOS and Windows all take: signs that one of them does not
// are written as in addresses, %3A, and so is the sign % itself.
func Safe(name string) string {
	var b strings.Builder
	for i, r := range name {
		last := i+utf8.RuneLen(r) >= len(name)
		if r < ' ' || r == 0x7f || r == utf8.RuneError || strings.ContainsRune(`<>:"/\|?*%`, r) || last && (r == '.' || r == ' ') {
			for _, c := range []byte(string(r)) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
			continue
		}
		b.WriteRune(r)
	}
	name = b.String()
	if devices.MatchString(name) {
		name = "%" + fmt.Sprintf("%02X", name[0]) + name[1:]
	}
	if len(name) > Longest {
		h := fnv.New64a()
		_, _ = h.Write([]byte(name)) // never fails
		name = fmt.Sprintf("%s~%016x", strings.ToValidUTF8(name[:Longest-17], ""), h.Sum64())
	}
	return name
}
