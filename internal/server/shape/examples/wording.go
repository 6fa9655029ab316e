package examples

import (
	"fmt"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/text"
)

// A Wording puts what an archive holds in the place of what the demonstration
// archive holds, of which the description of the search language speaks.
type Wording struct{ *strings.Replacer }

// Wording is made of the sample. What the sample has nothing for stays as it is.
func (s *Sample) Wording() Wording {
	var pairs []string
	put := func(was, is string) {
		if is != "" {
			pairs = append(pairs, was, is)
		}
	}
	s.putIDs(put)
	s.putNames(put)
	s.putDates(put)
	s.putWords(put)
	return Wording{strings.NewReplacer(pairs...)}
}

// putWords puts in words of subjects.
func (s *Sample) putWords(put func(was, is string)) {
	v := s.words()
	if len(v.rows) == 0 {
		return
	}
	first, second := v.rows[0][0], v.rows[0][1]
	put("lighthouse lens", first+" "+second)
	put("lens lighthouse", second+" "+first)
	put("lens of the lighthouse", s.ofThe())
	put("l?ns", second[:1]+"?"+second[2:])
	put("lighthouse", first)
	put("lens", second)
	if len(v.rows) > 1 {
		put("double basses", v.rows[1][0]+" "+v.rows[1][1])
	}
	var others []string
	for _, w := range v.single {
		if w != first && w != second {
			others = append(others, w)
		}
	}
	for i, was := range []string{"museum", "honey"} {
		if i < len(others) {
			put(was, others[i])
		}
	}
	if i := slices.IndexFunc(others, func(w string) bool { return len(w) > shortest }); i >= 0 {
		put("diplom", others[i][:shortest])
	}
	if i := slices.IndexFunc(others, func(w string) bool { return !strings.ContainsAny(w[len(w)-1:], "shxyz") }); i >= 0 {
		put("locust", others[i]) // whose plural has an s and no more
	}
}

// ofThe is a row of words of a subject in whose midst is "of the".
func (s *Sample) ofThe() string {
	for _, c := range s.Cables {
		ws, telling := text.Words(c.Title), tellingWords(c.Title)
		for i := 0; i+3 < len(ws); i++ {
			if ws[i+1] == "of" && ws[i+2] == "the" && telling[i] != "" && telling[i+3] != "" {
				return strings.Join(ws[i:i+4], " ")
			}
		}
	}
	return ""
}

// putIDs puts in an id that tells its post, its year and its number.
func (s *Sample) putIDs(put func(was, is string)) {
	for _, c := range s.Cables {
		m, err := cable.ParseMRN(c.ID)
		if err != nil || m.String() != c.ID || m.Suffix != "" {
			continue
		}
		name := m.Origin[:1] + strings.ToLower(m.Origin[1:])
		short, n := fmt.Sprintf("%02d", m.Year%100), len(m.Origin)
		put("79LISBON4410", c.ID)
		put("1979 Lisbon 04410", fmt.Sprintf("%d %s %05d", m.Year, name, m.Serial))
		put("1979LISBON04410_a", fmt.Sprintf("%d%s%05d_a", m.Year, m.Origin, m.Serial))
		put("REF: LISBON 4410", fmt.Sprintf("REF: %s %d", m.Origin, m.Serial))
		put("79 LISBNO 4410", fmt.Sprintf("%s %s %d", short, m.Origin[:n-2]+m.Origin[n-1:]+m.Origin[n-2:n-1], m.Serial))
		put("79 Lisbon 4410", fmt.Sprintf("%s %s %d", short, name, m.Serial))
		put("Lisbon 4410", fmt.Sprintf("%s %d", name, m.Serial))
		return
	}
}

// putNames puts in the most frequent values of facets.
func (s *Sample) putNames(put func(was, is string)) {
	for _, x := range []struct {
		facet query.Facet
		was   []string
	}{
		{query.Tags, []string{"PREL", "EFIS", "EAGR", "MARR"}},
		{query.Origin, []string{"LISBON"}},
		{query.Country, []string{"country:Portugal"}},
		{query.Persons, []string{"Agnete Brandstrup"}},
		{query.Organisations, []string{"Directorate of Lighthouses"}},
		{query.Places, []string{"Ponta do Sargo"}},
		{query.Misc, []string{"misc:Christmas"}},
		{query.Captions, []string{"NODIS"}},
		{query.Classification, []string{"LIMITED OFFICIAL USE"}},
		{query.Language, []string{"lang:es"}},
	} {
		vs := s.values(x.facet)
		for i, was := range x.was {
			if i >= len(vs) {
				break
			}
			is := vs[i]
			if field, _, ok := strings.Cut(was, ":"); ok {
				is = query.Value{Field: query.Field(field), Text: is}.String()
			}
			put(was, is)
			if i == 0 && x.facet == query.Tags && len(is) > 2 {
				put("tag:PR*", "tag:"+is[:2]+"*")
				put("prel", strings.ToLower(is))
			}
			if x.facet == query.Persons {
				surname := is[strings.LastIndexByte(is, ' ')+1:]
				put("Director Brandstrup", is)
				put("Brandstrup, Grandstrop", surname)
				put("Brandstrop~1", surname[:max(len(surname)-1, 0)]+"~1")
				put("Brandstrup", surname)
			}
		}
	}
	for _, c := range s.Cables {
		if len(c.Cites) > 0 {
			put("ref:79LISBON4410", "ref:"+c.Cites[0].ID)
			return
		}
	}
}
