package names

import (
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

// A setting is what a cable tells of the countries that it speaks of, for the
// names that stand for several: the GOI of a cable from Jakarta is Indonesia.
type setting struct {
	tables *reference.Tables
	cable  *cable.Cable
	known  bool
	states []string // nearest first: of the post that sent it, of its TAGS, of those that it is sent to
}

// near are the states of the cable.
func (s *setting) near() []string {
	if s.known {
		return s.states
	}
	s.known = true
	post := func(code string) {
		if p, ok := s.tables.Post(code); ok {
			if state, ok := s.tables.StateNamed(p.Country, 0); ok {
				s.states = append(s.states, state.Name)
			}
		}
	}
	post(s.cable.Origin.Code)
	for _, t := range s.cable.Tags {
		if t.Kind != "geo" {
			continue
		}
		if state, ok := s.tables.TagState(t.Code, s.year()); ok {
			s.states = append(s.states, state.Name)
		}
	}
	for _, a := range s.cable.Addressees {
		post(a.Post)
	}
	return s.states
}

// year is that of the cable; of an undated document of a printed volume it is
// the first one of the volume (frus1955-57v02). 0 where nothing tells.
func (s *setting) year() int {
	if s.cable.Date.Year != 0 || s.cable.Edition == nil {
		return s.cable.Date.Year
	}
	if id, ok := strings.CutPrefix(s.cable.Edition.Volume, "frus"); ok && len(id) >= 4 {
		if n, err := strconv.Atoi(id[:4]); err == nil {
			return n
		}
	}
	return 0
}

// reads is the name of what an entry stands for in the cable. Where the cable
// does not tell, the name stays as it is written.
func (s *setting) reads(e *entry) string {
	if len(e.among) == 0 {
		return e.name
	}
	year := s.year()
	found := ""
	for _, r := range e.among {
		if !r.in(year) {
			continue
		}
		if found != "" && found != r.name {
			found = ""
			break
		}
		found = r.name
	}
	if found != "" {
		return found
	}
	for _, state := range s.near() {
		for _, r := range e.among {
			if r.name == state && r.in(year) {
				return state
			}
		}
	}
	return e.name
}

func (r reading) in(year int) bool {
	return year == 0 || r.from <= year && (r.to == 0 || year <= r.to)
}
