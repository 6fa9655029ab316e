package ingest

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

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

var countryNamed = regexp.MustCompile(`\b(?:` + countries + `|` + strings.ToUpper(countries) + `)\b`)

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
		for _, at := range countryNamed.FindAllStringIndex(p.Text, -1) {
			country := p.Text[at[0]:at[1]]
			start := len([]rune(p.Text[:at[0]]))
			if slices.ContainsFunc(p.Entities, func(e cable.Entity) bool {
				return e.Kind != cable.LOC && e.Start <= start && start < e.End && e.End-e.Start > len(country)
			}) {
				continue // the Central Bank of Kuwait names a bank
			}
			named[country] = named[country] || slices.ContainsFunc(p.Entities, func(e cable.Entity) bool {
				return e.Kind == cable.LOC && e.Start <= start && start < e.End
			})
		}
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
// test reads more volumes.
func TestCountries(t *testing.T) {
	if testing.Short() {
		t.Skip("reads real documents")
	}
	volumes := []string{"frus1894Nicaragua.xml", "frus1969-76ve09p1.xml", "frus1952-54Guat.xml", "frus1961-63v10-12mSupp.xml", "frus1977-80v21.xml"}
	for _, c := range []struct {
		dir   string
		files []string // all where none is named
		docs  int      // at least so many name a country
		want  float64  // share in which each of them is a place
	}{
		{"site-html", nil, 40, .98},
		{"nara-text", nil, 90, .98},
		{"frus-tei", volumes[:sharedtest.Size(0, 1, len(volumes))], 100, .97},
	} {
		b := bar{missed: map[string]int{}}
		dir := sharedtest.Dir(t, c.dir)
		inputs := []Input{input(t, dir)}
		if c.files != nil {
			inputs = nil
		}
		for _, name := range c.files {
			inputs = append(inputs, input(t, filepath.Join(dir, name)))
		}
		_, err := New(tables(t), nil).Collect(t.Context(), inputs, func(c *cable.Cable, _ []byte) error {
			b.add(c)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		share := float64(b.all) / float64(b.named)
		t.Logf("%s: in %d of %d documents, %.4f; missed %v", c.dir, b.all, b.named, share, b.missed)
		if share < c.want || b.named < c.docs {
			t.Errorf("%s: share %.4f of %d documents, want %.2f of %d or more", c.dir, share, b.named, c.want, c.docs)
		}
	}
}
