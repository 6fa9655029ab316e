package train

import (
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/names/tagger"
)

// stock is names of the lists, to stand in for those of the texts: what stands
// round a name is worth learning with other names too.
type stock struct {
	organisations, codes, forenames, surnames, places []string
}

// add takes a line of gaz.tsv.
func (s *stock) add(kind, name string, small map[string]bool) {
	switch {
	case kind == "ORGNAME" && strings.Contains(name, " "):
		s.organisations = append(s.organisations, name)
	case kind == "ORGCODE" && len(name) > 2 && len(name) < 9 && !small[name] && !strings.ContainsAny(name, " ./-"):
		s.codes = append(s.codes, name)
	case kind == "CITY" && !small[name]:
		s.places = append(s.places, name)
	case kind == "FORE" && len(name) > 2 && !small[name]:
		s.forenames = append(s.forenames, name)
	case kind == "SUR" && len(name) > 2 && !small[name]:
		s.surnames = append(s.surnames, name)
	}
}

// A dice gives numbers that only its beginning decides.
type dice uint64

func (d *dice) below(n int) int {
	*d += 0x9e3779b97f4a7c15
	return int(scatter(uint64(*d)) % uint64(n))
}

func (d *dice) of(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[d.below(len(list))]
}

// name is another name of a kind, "" where there is none to choose from.
func (s *stock) name(kind string, row tagger.Row, i, tokens int, d *dice) string {
	switch {
	case kind == cable.ORG && tokens > 1:
		return d.of(s.organisations)
	case kind == cable.ORG && row.In(tagger.OrgCodes, i):
		return d.of(s.codes)
	case kind == cable.LOC && row.In(tagger.Places, i) && !row.In(tagger.Countries, i):
		return d.of(s.places)
	case kind == cable.PER && tokens == 1:
		return d.of(s.surnames)
	case kind == cable.PER:
		return d.of(s.forenames) + " " + d.of(s.surnames)
	}
	return ""
}

// replace makes a text with other names in it, and its labels. It reports false
// where no name could be replaced.
func (s *stock) replace(words *tagger.Words, text string, row tagger.Row, sets []tagger.Set, seed uint64) (tagger.Row, []tagger.Set, bool) {
	d := dice(seed)
	var b strings.Builder
	at := map[int32]tagger.Set{} // by the first byte of a token
	last, replaced := int32(0), false
	for i := 0; i < len(sets); {
		j, kind := i+1, nameAt(sets[i])
		if kind != "" {
			for in := tagger.Set(1) << (tagger.Begin(kind) + 1); j < len(sets) && sets[j] == in; j++ {
			}
		}
		b.WriteString(text[last:row.Token(i).Start])
		last = row.Token(j - 1).End
		name := s.name(kind, row, i, j-i, &d)
		if name == "" {
			for k := i; k < j; k++ {
				at[int32(b.Len())+row.Token(k).Start-row.Token(i).Start] = sets[k]
			}
			b.WriteString(text[row.Token(i).Start:last])
		} else {
			replaced = true
			begin := tagger.Set(1) << tagger.Begin(kind)
			other := words.Row(name)
			for k := range other.Len() {
				at[int32(b.Len())+other.Token(k).Start] = begin << min(k, 1)
			}
			b.WriteString(name)
		}
		i = j
	}
	if !replaced {
		return row, nil, false
	}
	b.WriteString(text[last:])
	out := words.Row(b.String())
	labels := make([]tagger.Set, out.Len())
	for i := range labels {
		set, ok := at[out.Token(i).Start]
		if !ok {
			return row, nil, false // the new name changed the words beside it
		}
		labels[i] = set
	}
	return out, labels, true
}

// nameAt is the kind of the name that begins with a label, "" where none does.
func nameAt(set tagger.Set) string {
	for _, kind := range [...]string{cable.PER, cable.ORG, cable.LOC} {
		if set == 1<<tagger.Begin(kind) {
			return kind
		}
	}
	return ""
}
