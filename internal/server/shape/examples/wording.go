package examples

import (
	"fmt"
	"slices"
	"strings"
	"time"

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
	put("find something in the demonstration archive", "find something in this archive, but for those that are no links")
	for _, meaning := range []string{"words, or the tag PREL", "words or the tag PREL", "or the tag EAGR", "or the tag EFIS", "filed under Portugal"} {
		put(meaning, meaning) // which words have wherever they are typed
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
		{query.Country, []string{"Portugal"}},
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

// lastOfAll is a day that every month has two days after.
const lastOfAll = 26

// putDates puts in the date of a cable, in all its forms.
func (s *Sample) putDates(put func(was, is string)) {
	d := s.day()
	if d.IsZero() {
		return
	}
	year, month := fmt.Sprintf("%04d", d.Year), time.Month(d.Month).String()
	first := max(1, d.Month-2)
	numeric := fmt.Sprintf("%s-%02d", year, d.Month)
	put("12-14 June 1979", fmt.Sprintf("%d-%d %s %s", d.Day, d.Day+2, month, year))
	put("12 June 1979", fmt.Sprintf("%d %s %s", d.Day, month, year))
	put("June 12, 1979", fmt.Sprintf("%s %d, %s", month, d.Day, year))
	put("12.6.1979", fmt.Sprintf("%d.%d.%s", d.Day, d.Month, year))
	put("12 Jun 79", fmt.Sprintf("%d %s %02d", d.Day, month[:3], d.Year%100))
	put("121530Z JUN 79", fmt.Sprintf("%02d1530Z %s %02d", d.Day, strings.ToUpper(month[:3]), d.Year%100))
	put("June to August 1979", fmt.Sprintf("%s to %s %s", time.Month(first), time.Month(max(d.Month, first+1)), year))
	put("June 1979", month+" "+year)
	put("Jun 1979", month[:3]+" "+year)
	put("1979-06..1979-12", fmt.Sprintf("%s-06..%s-12", year, year))
	put("1979-06-12", fmt.Sprintf("%s-%02d", numeric, d.Day))
	put("1979-06", numeric)
	put("1979-81", fmt.Sprintf("%s-%02d", year, (d.Year+2)%100))
	put("1970s", year[:3]+"0s")
	put("year:197*", "year:"+year[:3]+"*")
	put("1975", fmt.Sprintf("%04d", d.Year-4))
	put("1980", fmt.Sprintf("%04d", d.Year+1))
	put("1979", year)
}

// day is a date of the sample in the month that most of its cables are of.
func (s *Sample) day() cable.Date {
	months := s.months()
	for _, m := range months {
		for _, c := range s.Cables {
			if d := c.Date; d.Year == m.Year && d.Month == m.Month && d.Day > 0 && d.Day <= lastOfAll {
				return cable.Date{Year: d.Year, Month: d.Month, Day: d.Day}
			}
		}
	}
	return cable.Date{}
}
