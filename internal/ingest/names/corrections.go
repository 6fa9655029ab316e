package names

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"reftel/internal/cable"
)

// Corrections are rules for names that a reviewable file holds, a rule a line:
//
//	# a comment
//	alias PER Lopez Portillo => PER Jaime Lopez Portillo   another name of a thing
//	merge PER John Holm => PER John A. Holm                two things are one, with all their names
//	split PER John Holm => PER Jon Holm                    two things are two, whatever speaks for one
//	kind ORG MG Jaime Holm => PER                          the kind was wrong
//	ignore ORG Ltc                                         no name at all
//	describe PER Lars Holm => Foreign Minister of Norway   who it is
//	add LOC Fog Harbour                                    a name that was overlooked, in all texts
//	add LOC Fog Harbour => 76OSLO12 76OSLO13               or in those of some cables
//
// Without a verb a rule is an alias, which may change the kind (ORG MG Holm =>
// PER Holm), or with - behind the arrow says that it is no name. The kind *
// before the arrow is any. Names are compared by their key, so case, accents and
// punctuation do not matter. Aliases chain: what a rule gives is looked up
// again, up to eight times.
type Corrections map[string]correction

// A correction is all that the file says of a name.
type correction struct {
	kind, name string // of an alias; "" for none
	ignore     bool
	own        Named    // the name as the rule has it
	into       []Named  // things that it is one with
	apart      []Named  // things that it is not
	describe   string   // the operator's words
	add        bool     // to be found in texts
	cables     []string // in those of these alone; nil for all
}

// A Named is a name of a kind.
type Named struct{ Kind, Name string }

// Key is that of authority.Key.
func (n Named) Key() string { return n.Kind + " " + cable.NameKey(n.Name) }

var kindWords = map[string]bool{cable.PER: true, cable.ORG: true, cable.LOC: true, cable.MISC: true}

// ReadCorrections reads the rules; an error names the line.
func ReadCorrections(r io.Reader) (Corrections, error) {
	out := Corrections{}
	scan := bufio.NewScanner(r)
	for n := 1; scan.Scan(); n++ {
		text := strings.TrimSpace(strings.TrimPrefix(scan.Text(), "\ufeff"))
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if err := out.rule(text); err != nil {
			return nil, fmt.Errorf("corrections, line %d: %w", n, err)
		}
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("reading corrections: %w", err)
	}
	return out, nil
}

// rule takes one rule.
func (c Corrections) rule(text string) error {
	verb, rest, _ := strings.Cut(text, " ")
	if !slices.Contains([]string{"alias", "merge", "split", "kind", "ignore", "describe", "add"}, verb) {
		verb, rest = "", text
	}
	from, to, arrow := strings.Cut(rest, "=>")
	to = strings.TrimSpace(to)
	if !arrow && verb != "ignore" && verb != "add" {
		return fmt.Errorf("no => in %q", text)
	}
	name, err := named(from, verb != "merge" && verb != "split" && verb != "describe" && verb != "add")
	if err != nil {
		return err
	}
	x := c[name.Key()]
	x.own = name
	twice := fmt.Errorf("a second rule for %s %s", name.Kind, name.Name)
	switch verb {
	case "describe":
		if x.describe != "" {
			return twice
		}
		if x.describe = cable.OneLine(to); x.describe == "" {
			return fmt.Errorf("no words behind => in %q", text)
		}
	case "add":
		if x.add {
			return twice
		}
		x.add, x.cables = true, strings.Fields(to)
	case "merge", "split":
		other, err := named(to, false)
		if err != nil {
			return err
		}
		if verb == "merge" {
			x.into = append(x.into, other)
		} else {
			x.apart = append(x.apart, other)
		}
	default:
		if x.ignore || x.name != "" {
			return twice
		}
		if err := x.becomes(verb, to); err != nil {
			return err
		}
	}
	c[name.Key()] = x
	return nil
}

// becomes reads what stands behind the arrow of an alias, or of a rule of kind
// or ignore.
func (x *correction) becomes(verb, to string) error {
	switch {
	case verb == "ignore" && to == "", verb == "" && to == "-":
		x.ignore = true
		return nil
	case verb == "ignore":
		return fmt.Errorf("a name to ignore becomes nothing, not %q", to)
	case verb == "kind" && kindWords[to]:
		x.kind, x.name = to, x.own.Name
		return nil
	}
	other, err := named(to, false)
	x.kind, x.name = other.Kind, other.Name
	return err
}

func named(s string, star bool) (Named, error) {
	kind, name, _ := strings.Cut(strings.TrimSpace(s), " ")
	name = strings.TrimSpace(name)
	switch {
	case !kindWords[kind] && !(star && kind == "*"):
		return Named{}, fmt.Errorf("%q is not PER, ORG, LOC or MISC", kind)
	case cable.NameKey(name) == "":
		return Named{}, fmt.Errorf("no name in %q", s)
	}
	return Named{kind, name}, nil
}

// Apply gives the corrected kind and name; keep is false for a name that is to
// be ignored.
func (c Corrections) Apply(kind, name string) (string, string, bool) {
	if len(c) == 0 {
		return kind, name, true
	}
	for range 8 {
		key := cable.NameKey(name)
		r := c[kind+" "+key]
		if r.name == "" && !r.ignore {
			r = c["* "+key]
		}
		switch {
		case r.ignore:
			return "", "", false
		case r.name == "" || r.kind == kind && r.name == name:
			return kind, name, true
		}
		kind, name = r.kind, r.name
	}
	return kind, name, true
}

// Aliases, Merges and Splits are pairs of names, in the order of their keys;
// Described are the names with the operator's words.
func (c Corrections) Aliases() [][2]Named {
	return c.pairs(func(x correction) []Named {
		if x.name == "" || x.own.Kind != x.kind {
			return nil
		}
		return []Named{{x.kind, x.name}}
	})
}

// Merges are the pairs of things that are one.
func (c Corrections) Merges() [][2]Named {
	return c.pairs(func(x correction) []Named { return x.into })
}

// Splits are the pairs of things that are two.
func (c Corrections) Splits() [][2]Named {
	return c.pairs(func(x correction) []Named { return x.apart })
}

func (c Corrections) pairs(of func(correction) []Named) [][2]Named {
	var out [][2]Named
	for _, key := range slices.Sorted(maps.Keys(c)) {
		for _, other := range of(c[key]) {
			out = append(out, [2]Named{c[key].own, other})
		}
	}
	return out
}

// Described are the names of which the operator tells something, with the words.
func (c Corrections) Described() map[Named]string {
	out := map[Named]string{}
	for _, x := range c {
		if x.describe != "" {
			out[x.own] = x.describe
		}
	}
	return out
}

// AreApart reports whether a rule says that two names are not of one thing.
func (c Corrections) AreApart(kind, a, b string) bool {
	if len(c) == 0 {
		return false
	}
	x, y := Named{kind, a}, Named{kind, b}
	has := func(list []Named, n Named) bool {
		return slices.ContainsFunc(list, func(o Named) bool { return o.Key() == n.Key() })
	}
	return has(c[x.Key()].apart, y) || has(c[y.Key()].apart, x)
}
