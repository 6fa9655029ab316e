package reference

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/cable"
)

// A State is a country of the time since 1860: a state, a colony, a part of a
// state that is named like one, or a land whose rule was divided. What changed
// its name alone is one state under several names (Burma, Siam, Ceylon); what
// began or ended, was joined or parted is another one (the Soviet Union is not
// Russia, East Germany not Germany, the Gold Coast not Ghana).
type State struct {
	Name   string
	Kind   string      // state, dependency, part, land
	From   int         // first year, 0 where it is before 1860 or not told
	To     int         // last year, 0 for what still is
	People []string    // words for its people and what is theirs: Bolivian. They name no place.
	Later  []string    // names of what came after it
	Names  []StateName // its other names
	Tags   []string    // its TAGS codes, of all times
}

// A StateName is another name of a state, with the years in which it was in use
// where they are needed to tell two states apart, or known.
type StateName struct {
	Name     string
	From, To int
	Exact    bool // an abbreviation: it counts in this very form alone, ROK and not Rok
}

// in reports whether a year may lie in those of the name; 0 lies in all.
func (n StateName) in(year int) bool {
	return year == 0 || n.From <= year && (n.To == 0 || year <= n.To)
}

// A stateName is one way from a name to a state.
type stateName struct {
	StateName
	state int
}

func loadStates(t *Tables) error {
	at := make(map[string]int, 400)
	t.stateNames = make(map[string][]stateName, 1500)
	err := readTable("states.csv", 7, func(r []string) error {
		s := State{Name: r[0], Kind: r[1], People: listed(r[4]), Later: listed(r[5])}
		if err := years(r[2], r[3], &s.From, &s.To); err != nil {
			return err
		}
		at[s.Name] = len(t.states)
		key := cable.NameKey(s.Name)
		t.stateNames[key] = append(t.stateNames[key], stateName{StateName{Name: s.Name}, len(t.states)})
		t.states = append(t.states, s)
		return nil
	})
	if err != nil {
		return err
	}
	err = readTable("state_names.csv", 6, func(r []string) error {
		i, ok := at[r[1]]
		if !ok {
			return errors.New("a name of the unknown state " + r[1])
		}
		n := StateName{Name: r[0], Exact: r[4] == "exact"}
		if err := years(r[2], r[3], &n.From, &n.To); err != nil {
			return err
		}
		t.states[i].Names = append(t.states[i].Names, n)
		key := cable.NameKey(n.Name)
		t.stateNames[key] = append(t.stateNames[key], stateName{n, i})
		return nil
	})
	if err != nil {
		return err
	}
	t.addStateTags()
	return nil
}

// addStateTags gives the states the codes whose meanings are names of theirs.
func (t *Tables) addStateTags() {
	for _, tag := range t.allTags {
		if tag.Kind != kindGeo {
			continue
		}
		for _, n := range t.stateNames[cable.NameKey(tag.Meaning)] {
			if s := &t.states[n.state]; n.Name == tag.Meaning && !slices.Contains(s.Tags, tag.Code) {
				s.Tags = append(s.Tags, tag.Code)
			}
		}
	}
}

// years reads the first and the last year of a row; an empty one is 0.
func years(first, last string, from, to *int) error {
	for i, s := range [...]string{first, last} {
		if s == "" {
			continue
		}
		n, err := strconv.Atoi(s)
		if err != nil {
			return err
		}
		*[...]*int{from, to}[i] = n
	}
	return nil
}

// listed are the items of a cell between semicolons.
func listed(cell string) []string {
	var out []string
	for s := range strings.SplitSeq(cell, ";") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// States are all states, by name.
func (t *Tables) States() []State { return slices.Clone(t.states) }

// StateNamed finds the state of a name, in any case but for abbreviations, as a
// text of the year would mean it: the Republic of China is China until 1949 and
// Taiwan after that. Where two states may be meant, as in year 0, there is none.
func (t *Tables) StateNamed(name string, year int) (State, bool) {
	found := -1
	for _, n := range t.stateNames[cable.NameKey(name)] {
		if n.Exact && n.Name != name || !n.in(year) || n.state == found {
			continue
		}
		if found >= 0 {
			return State{}, false
		}
		found = n.state
	}
	if found < 0 {
		return State{}, false
	}
	return t.states[found], true
}

// TagState finds the state of a geographic code, after the rules of its year.
func (t *Tables) TagState(code string, year int) (State, bool) {
	country, _, ok := t.TagCountry(code, year)
	if !ok {
		return State{}, false
	}
	return t.StateNamed(country, year)
}

// IsShared reports whether several states bore a name, so that a text must tell
// which one it means.
func (t *Tables) IsShared(name string) bool { return len(t.stateNames[cable.NameKey(name)]) > 1 }
