package gather

import (
	"strings"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/reference"
)

// tableThings are what the tables know to have several names: states, places and
// organisations, under the names that the tables put first.
func tableThings(t *reference.Tables) []authority.Thing {
	var out []authority.Thing
	add := func(kind, name string, others []string) {
		x := authority.Thing{Kind: kind, Name: name}
		for _, s := range others {
			x.Forms = append(x.Forms, authority.Form{Name: strings.TrimSuffix(s, "!"), Basis: authority.Table})
		}
		out = append(out, x)
	}
	states := t.States()
	bearers := map[string]string{} // of a name: the state, or "" for several
	for _, s := range states {
		for _, n := range append([]reference.StateName{{Name: s.Name}}, s.Names...) {
			key := cable.NameKey(n.Name)
			if other, ok := bearers[key]; ok && other != s.Name {
				bearers[key] = ""
			} else {
				bearers[key] = s.Name
			}
		}
	}
	for _, s := range states {
		var others []string
		for _, n := range s.Names {
			if bearers[cable.NameKey(n.Name)] == s.Name {
				others = append(others, n.Name)
			}
		}
		add(cable.LOC, s.Name, others)
	}
	for _, p := range t.Places() {
		add(cable.LOC, p.Name, p.Names)
	}
	for _, o := range t.Organizations() {
		add(cable.ORG, o.Name, o.Names)
	}
	return out
}
