package reftel

import (
	"regexp"
	"strings"
)

// turnedRef is a cable of which the number stands before the post.
var turnedRef = regexp.MustCompile(`^(?:(?:NO\.?|NR\.?|NUMBER|CABLE|TELEGRAM|TEL|MESSAGE) )*#?(\d{3,7})(?:[-/](\d\d))?,? (?:FROM |OF |BY )?([A-Z][A-Z.'’ \-]{2,30}?)(?: ?\((?:NOTAL|(\d{4}|\d\d))\))?(?:$|[,;] ?| AND )`)

// A turnedCable is a cable with where it stands in the text.
type turnedCable struct {
	found
	from, to int
}

// turned reads an item in which the number stands before the post, 1204 OSLO. It
// does so only where the whole item consists of such cables and each post is
// known.
func (p *parser) turned(up string) (out []turnedCable) {
	up = strings.TrimRight(up, " .,;")
	for at := 0; at < len(up); {
		if !isDigit(up[at]) && strings.IndexByte("#NCTM", up[at]) < 0 {
			return nil
		}
		g := turnedRef.FindStringSubmatchIndex(up[at:])
		if g == nil {
			return nil
		}
		group := func(n int) string {
			if g[2*n] < 0 {
				return ""
			}
			return up[at+g[2*n] : at+g[2*n+1]]
		}
		f := found{origin: strings.TrimSpace(group(3)), serial: group(1)}
		if p.likeYear(f.serial) || !p.knows(f.origin) {
			return nil
		}
		if year := group(2) + group(4); year != "" {
			f.year = fullYear(year)
		}
		out = append(out, turnedCable{f, at, at + g[1]})
		at += g[1]
	}
	return out
}
