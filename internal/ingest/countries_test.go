package ingest

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/sharedtest"
)

// countries are names of countries, listed for this test alone, so that what
// it asks does not rest on the tables of the product.
const countries = `Afghanistan|Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Bolivia|Bosnia|` +
	`Botswana|Brazil|Bulgaria|Burma|Burundi|Cambodia|Cameroon|Canada|Ceylon|Chad|Chile|China|Colombia|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czechoslovakia|Dahomey|` +
	`Denmark|Dominican Republic|Ecuador|Egypt|El Salvador|Eritrea|Estonia|Ethiopia|Finland|France|Gabon|Georgia|Germany|Ghana|Great Britain|Greece|Guatemala|Guyana|Haiti|` +
	`Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Korea|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|` +
	`Lesotho|Liberia|Libya|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Mali|Malta|Mauritania|Mexico|Moldova|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|` +
	`Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|Norway|Oman|Pakistan|Panama|Paraguay|Persia|Peru|Philippines|Poland|Portugal|Qatar|Rhodesia|Romania|Russia|Rwanda|` +
	`Saudi Arabia|Senegal|Serbia|Siam|Sierra Leone|Singapore|Slovakia|Slovenia|Somalia|South Africa|Soviet Union|Spain|Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|` +
	`Tajikistan|Tanzania|Thailand|Togo|Tunisia|Turkey|Turkmenistan|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|Uruguay|Uzbekistan|Venezuela|Vietnam|Viet Nam|` +
	`Viet-Nam|Yemen|Yugoslavia|Zaire|Zambia|Zimbabwe|USSR|UAE|UK|FRG|GDR|PRC`

// countriesBy are the names by their first word. An expression of them all takes longer
// than the reading.
var countriesBy = func() map[string][]string {
	by := map[string][]string{}
	for name := range strings.SplitSeq(countries+"|"+strings.ToUpper(countries), "|") {
		first := name[:wordEnd(name, 0)]
		by[first] = append(by[first], name)
	}
	return by
}()

func wordEnd(text string, i int) int {
	for i < len(text) && (text[i] == '_' || '0' <= text[i] && text[i] <= '9' || 'A' <= text[i] && text[i] <= 'Z' || 'a' <= text[i] && text[i] <= 'z') {
		i++
	}
	return i
}

// eachCountry calls a function with where a country is named, as whole words.
func eachCountry(text string, f func(start, end int)) {
	for i := 0; i < len(text); i++ {
		end := wordEnd(text, i)
		if end == i {
			continue
		}
		for _, name := range countriesBy[text[i:end]] {
			if e := i + len(name); strings.HasPrefix(text[i:], name) && wordEnd(text, e) == e {
				f(i, e)
				end = e
				break
			}
		}
		i = end
	}
}

// A bar counts documents that name a country, and those of them in which each
// country is a place at least once. A country within a longer name, as of a
// bank, is not named for itself.
type bar struct {
	named, all int
	missed     map[string]int
}

func (b *bar) add(c *cable.Cable) {
	named := map[string]bool{}
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		eachCountry(p.Text, func(start, end int) {
			country := p.Text[start:end]
			start = utf8.RuneCountInString(p.Text[:start])
			if slices.ContainsFunc(p.Entities, func(e cable.Entity) bool {
				return e.Kind != cable.LOC && e.Start <= start && start < e.End && e.End-e.Start > len(country)
			}) {
				return // the Central Bank of Kuwait names a bank
			}
			named[country] = named[country] || slices.ContainsFunc(p.Entities, func(e cable.Entity) bool {
				return e.Kind == cable.LOC && e.Start <= start && start < e.End
			})
		})
	}
	if len(named) == 0 {
		return
	}
	b.named++
	whole := true
	for country, isPlace := range named {
		if !isPlace {
			whole = false
			b.missed[country]++
		}
	}
	if whole {
		b.all++
	}
}

// TestCountries holds that a country that is named in a text is a place; the long
// test, which the gate runs, reads volumes too.
func TestCountries(t *testing.T) {
	if testing.Short() {
		t.Skip("reads real documents")
	}
	volumes := []string{"frus1894Nicaragua.xml", "frus1969-76ve09p1.xml", "frus1952-54Guat.xml", "frus1961-63v10-12mSupp.xml", "frus1977-80v21.xml"}
	for _, c := range []struct {
		format string
		files  []string // those of real documents, read for several tests, where none is named
		docs   int      // at least so many name a country
		want   float64  // share in which each of them is a place
	}{
		{"site-html", nil, 40, .98},
		{"nara", nil, 90, .98},
		{"frus", volumes[:sharedtest.Size(0, 0, len(volumes))], 100, .97},
	} {
		if c.files != nil && len(c.files) == 0 {
			continue
		}
		b := bar{missed: map[string]int{}}
		from := readReal(t)
		if c.files != nil {
			var inputs []Input
			for _, name := range c.files {
				inputs = append(inputs, input(t, filepath.Join(sharedtest.Dir(t, "frus-tei"), name)))
			}
			var err error
			if from, err = take(t.Context(), New(tables(t), nil).Collect, inputs); err != nil {
				t.Fatal(err)
			}
		}
		from.each(c.format, func(c *cable.Cable, _ []byte) { b.add(c) })
		share := float64(b.all) / float64(b.named)
		t.Logf("%s: in %d of %d documents, %.4f; missed %v", c.format, b.all, b.named, share, b.missed)
		if share < c.want || b.named < c.docs {
			t.Errorf("%s: share %.4f of %d documents, want %.2f of %d or more", c.format, share, b.named, c.want, c.docs)
		}
	}
}
