package reference

import (
	"errors"
	"slices"
	"strings"

	"reftel/internal/cable"
)

// A Place is a city, a region, a sea: a place that is no state of its own.
type Place struct {
	Name  string
	Kind  string   // city, region, island, water, mountains, site
	Names []string // its other names: Peking, Leopoldville
}

// An Organization is a body that is known under one name in cables of all
// countries: NATO, the Department of State.
type Organization struct {
	Name  string   // its abbreviation where that is what cables write
	Names []string // its other names
}

// A Government is an abbreviation in the manner of GOB. It stands for the
// government of a state; many stand for those of several.
type Government struct {
	Abbreviation string
	State        string
	From, To     int // years as in StateName
}

func loadNameLists(t *Tables) error {
	err := readTable("places.csv", 4, func(r []string) error {
		t.allPlaces = append(t.allPlaces, Place{Name: r[0], Kind: r[1], Names: listed(r[2])})
		return nil
	})
	if err != nil {
		return err
	}
	err = readTable("organizations.csv", 3, func(r []string) error {
		t.organizations = append(t.organizations, Organization{Name: r[0], Names: listed(r[1])})
		return nil
	})
	if err != nil {
		return err
	}
	err = readTable("governments.csv", 5, func(r []string) error {
		g := Government{Abbreviation: r[0], State: r[1]}
		if _, ok := t.stateNames[cable.NameKey(g.State)]; !ok {
			return errors.New("a government of the unknown state " + g.State)
		}
		if err := years(r[2], r[3], &g.From, &g.To); err != nil {
			return err
		}
		t.governments = append(t.governments, g)
		return nil
	})
	if err != nil {
		return err
	}
	t.givenNames, t.surnames = make(map[string]bool, 2000), make(map[string]bool, 4100)
	if err := readWords("given-names.txt", func(w string) { t.givenNames[w] = true }); err != nil {
		return err
	}
	return readWords("surnames.txt", func(w string) { t.surnames[w] = true })
}

// Places are places that are no states, by name.
func (t *Tables) Places() []Place { return slices.Clone(t.allPlaces) }

// Organizations are organisations under their names, by name.
func (t *Tables) Organizations() []Organization { return slices.Clone(t.organizations) }

// Governments are the abbreviations of governments, a row for each state that
// one may stand for.
func (t *Tables) Governments() []Government { return slices.Clone(t.governments) }

// IsGivenName reports whether a word, in any case, is known as a given name.
func (t *Tables) IsGivenName(s string) bool { return t.givenNames[strings.ToLower(s)] }

// IsSurname reports whether a word, in any case, is known as a surname.
func (t *Tables) IsSurname(s string) bool { return t.surnames[strings.ToLower(s)] }

func loadChineseNames(t *Tables) error {
	t.chinese = map[string][]string{}
	return readTable("chinese_names.csv", 3, func(r []string) error {
		for i, name := range r[:2] {
			key := cable.NameKey(name)
			t.chinese[key] = append(t.chinese[key], r[1-i])
		}
		return nil
	})
}

// OtherChinese are the names in Pinyin of somebody who is known in English by
// another name than Wade-Giles makes of it, and the other way round: Jiang Jieshi,
// Chiang Kai-shek.
func (t *Tables) OtherChinese(name string) []string { return t.chinese[cable.NameKey(name)] }
