package names

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"reftel/internal/cable"
)

// Corrections are rules for names that a reviewable file holds, a rule a line:
//
//	# a comment
//	PER Lopez Portillo => PER Jaime Lopez Portillo   two names are one (alias, merge)
//	ORG MG Jaime Lopez Portillo => PER Jaime Lopez Portillo   the kind was wrong
//	ORG Ltc => -                                     no name at all (ignore)
//	* Human Rights => MISC Human Rights              whatever kind it was given
//
// Names are compared by their key, so case, accents and punctuation do not
// matter. Rules chain: what a rule gives is looked up again, up to eight times.
type Corrections map[string]correction

type correction struct {
	kind, name string
	ignore     bool
}

var kindWords = map[string]bool{cable.PER: true, cable.ORG: true, cable.LOC: true, cable.MISC: true}

// ReadCorrections reads the rules; an error names the line.
func ReadCorrections(r io.Reader) (Corrections, error) {
	out := Corrections{}
	scan := bufio.NewScanner(r)
	for n := 1; scan.Scan(); n++ {
		text := strings.TrimSpace(scan.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		from, to, ok := strings.Cut(text, "=>")
		if !ok {
			return nil, fmt.Errorf("corrections, line %d: no => in %q", n, text)
		}
		kind, name, err := kindAndName(from, true)
		if err != nil {
			return nil, fmt.Errorf("corrections, line %d: %w", n, err)
		}
		c := correction{ignore: strings.TrimSpace(to) == "-"}
		if !c.ignore {
			if c.kind, c.name, err = kindAndName(to, false); err != nil {
				return nil, fmt.Errorf("corrections, line %d: %w", n, err)
			}
		}
		key := kind + " " + cable.NameKey(name)
		if _, twice := out[key]; twice {
			return nil, fmt.Errorf("corrections, line %d: a second rule for %s %s", n, kind, name)
		}
		out[key] = c
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("reading corrections: %w", err)
	}
	return out, nil
}

func kindAndName(s string, star bool) (kind, name string, err error) {
	kind, name, _ = strings.Cut(strings.TrimSpace(s), " ")
	name = strings.TrimSpace(name)
	switch {
	case !kindWords[kind] && !(star && kind == "*"):
		return "", "", fmt.Errorf("%q is not PER, ORG, LOC or MISC", kind)
	case cable.NameKey(name) == "":
		return "", "", fmt.Errorf("no name in %q", s)
	}
	return kind, name, nil
}

// Apply gives the corrected kind and name; keep is false for a name that is to
// be ignored.
func (c Corrections) Apply(kind, name string) (string, string, bool) {
	for range 8 {
		key := cable.NameKey(name)
		r, ok := c[kind+" "+key]
		if !ok {
			r, ok = c["* "+key]
		}
		if !ok {
			return kind, name, true
		}
		if r.ignore {
			return "", "", false
		}
		if r.kind == kind && r.name == name {
			return kind, name, true
		}
		kind, name = r.kind, r.name
	}
	return kind, name, true
}
