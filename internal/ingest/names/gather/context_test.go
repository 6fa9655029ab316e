package gather

import (
	"math/rand/v2"
	"testing"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/names/person"
)

func TestBearer(t *testing.T) {
	volumes := &Volumes{}
	volumes.List([]authority.Thing{
		listedPerson("v1", "Konstantine Karamanlis", "Constantine Caramanlis"), listedPerson("v1", "Lars Dahl"),
		listedPerson("v1", "Nils Berg"), listedPerson("v1", "Jens Berg"), listedPerson("v1", "Mao Zedong", "Mao Tse-tung"),
	})
	sightings := map[string][]string{
		"75OSLO1":  {"Lars Holm"},
		"75OSLO2":  {"Nils Berg", "Nils B. Berg"},
		"76OSLO3":  {"Jens Lund"},
		"76OSLO4":  {"Anna Lund"},
		"75LIMA1":  {"Lars Vik", "Chiang Kai-shek"},
		"75LIMA2":  {"Lars Vik", "Nils Vik"},
		"80OSLO5":  {"Odd Moe"},
		"75PARIS9": {"Nils Holm"},
	}
	cites := map[string]string{"75OSLO2": "75LIMA1", "75LIMA2": "76OSLO3"}
	var ids []string
	for id := range sightings {
		ids = append(ids, id)
	}
	for round := range 3 {
		rand.New(rand.NewPCG(1, uint64(round))).Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		context := func(more *cable.Cable) *Context {
			x := NewContext(volumes, names.NewPersons())
			for _, id := range ids {
				c := read(id)
				if to := cites[id]; to != "" {
					c.References = []cable.Reference{{Kind: "cable", ID: to}}
				}
				var persons []names.Person
				for _, name := range sightings[id] {
					persons = append(persons, names.Person{Name: name, Key: cable.NameKey(name)})
				}
				x.Add(Sight(c, persons))
			}
			x.Add(Sight(more, nil))
			x.Close()
			return x
		}
		for _, c := range []struct {
			cable, cites, volume string
			marked               bool
			surname, name, basis string
		}{
			{"76OSLO9", "", "", false, "Holm", "Lars Holm", names.BasisPost},
			{"78OSLO9", "", "", false, "Holm", "", ""},
			{"76LIMA9", "", "", false, "Holm", "", ""},
			{"76LIMA9", "75OSLO1", "", false, "Holm", "Lars Holm", names.BasisThread},
			{"76OSLO9", "75PARIS9", "", false, "Holm", "Nils Holm", names.BasisThread}, // before the post
			{"76OSLO9", "", "", false, "Berg", "Nils B. Berg", names.BasisPost},
			{"76OSLO9", "", "", false, "Lund", "", ""}, // two
			{"75LIMA1", "", "", false, "Berg", "Nils B. Berg", names.BasisThread},
			{"76OSLO3", "", "", false, "Vik", "", ""}, // two in the thread, and one at no post
			{"75LIMA9", "", "", false, "Chiang", "Chiang Kai-shek", names.BasisPost},
			{"76OSLO9", "", "", true, "Holm", "", ""}, // marked by its source
			{"x", "", "v1", true, "Karamanlis", "Konstantine Karamanlis", names.BasisVolume},
			{"x", "", "v1", true, "Caramanlis", "Konstantine Karamanlis", names.BasisVolume},
			{"x", "", "v1", true, "Berg", "", ""},
			{"x", "", "v1", true, "Mao", "Mao Zedong", names.BasisVolume},
			{"x", "", "v2", true, "Dahl", "", ""},
		} {
			cbl := read(c.cable)
			if c.cites != "" {
				cbl.References = []cable.Reference{{Kind: "cable", ID: c.cites}}
			}
			if c.volume != "" {
				cbl.Edition = &cable.Edition{Volume: c.volume}
			}
			name, basis := context(cbl).Bearer(cbl, c.marked, person.Parse(c.surname))
			if name != c.name || basis != c.basis {
				t.Errorf("%s in %s, which cites %q: %q (%s), want %q (%s)", c.surname, c.cable, c.cites, name, basis, c.name, c.basis)
			}
		}
	}
}

func TestSpots(t *testing.T) {
	var a, b spots
	a.add(7, 1975)
	a.add(7, 1975)
	a.add(8, 1980)
	b.add(7, 1977)
	if !a.covers(&b) || !a.shares(&b) || len(a.at) != 2 {
		t.Errorf("%+v does not cover %+v", a, b)
	}
	b.add(7, 1978)
	if a.covers(&b) {
		t.Error("three years are near")
	}
	var c spots
	c.add(0, 1975)
	if a.covers(&c) || c.shares(&c) {
		t.Error("a place that is not told is a place")
	}
	var up, down spots
	for i := range uint32(200) {
		up.add(i+1, 1975)
		down.add(200-i, 1975)
	}
	if !up.more || !down.more || len(up.at) != mostSpots || up.at[mostSpots-1] != down.at[mostSpots-1] || up.covers(&down) {
		t.Error("the spots that are kept depend on the order")
	}
}
