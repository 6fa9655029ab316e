package names

import (
	_ "embed"
	"strings"
	"sync"

	"reftel/internal/cable"
)

//go:embed peoples.tsv
var peoples string

// A People is the words for the people of a country and what is theirs.
type People struct {
	Country string
	Names   []string // Norwegian Norwegians
}

// Peoples are the peoples of countries, listed by us.
func Peoples() []People {
	var out []People
	for line := range strings.Lines(peoples) {
		country, names, _ := strings.Cut(strings.TrimSpace(line), "\t")
		out = append(out, People{country, strings.Fields(names)})
	}
	return out
}

// several are peoples of more than one country, and words that are more than a
// people: they count under their own name.
var several = set(`russian russians latin arab arabs arabian english anglo korean koreans congolese vietnamese
 yemeni yemenis chinese german germans kurd kurds kurdish indian indians`)

// countryOf is the country by the key of a people: what is Norwegian counts for
// Norway.
var countryOf = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, p := range Peoples() {
		for _, name := range p.Names {
			if key := cable.NameKey(name); !several[key] {
				out[key] = p.Country
			}
		}
	}
	return out
})
