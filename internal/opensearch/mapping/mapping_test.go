package mapping

import (
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive/rank"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
)

func sfax() *cable.Cable {
	return &cable.Cable{
		ID: "76TUNIS304", Date: cable.Date{Year: 1976, Month: 6}, Subject: "LES SALINES", Language: "fr",
		Entities:   []cable.EntityCount{{Kind: cable.PER, Name: "Dahl, Ola"}, {Kind: cable.PER, Name: "Ola Dahl"}, {Kind: cable.LOC, Name: "Sfax"}},
		Paragraphs: []cable.Paragraph{{Text: "Le sel d'Estaing, été 1,200 tons."}, {Text: "The co-operation."}},
	}
}

func TestDocument(t *testing.T) {
	t.Parallel()
	names := NewNames(authority.File{{Kind: cable.PER, Name: "Ola Dahl", Forms: []authority.Form{{Name: "DAHL, OLA M."}, {Name: "Dahl, Ola"}}}})
	d := Document(Entry{Cable: sfax(), Ord: 2, Dated: 3, Group: 1, Alike: 1, Aliases: []string{"76TUNIS0304"}, Means: rank.Means{Subject: 2, Body: 9}}, names)
	for field, want := range map[string]any{
		ID: "76TUNIS304", Ord: 2, Newest: 0, Key: "76TUNIS304", Number: "TUNIS304", Group: 1, Copies: 1, Alike: 1, Date: 19760600, From: int32(19760601), To: int32(19760631),
		"per": []string{"Ola Dahl"}, "per_words": []string{"ola dahl dahl ola m dahl ola"},
		"loc_words": []string{"sfax"}, "lang": []string{"fr"}, "year": []string{"1976"},
		"subject_stems":   []string{"les salin "},
		"body":            []string{"le sel destaing ete 1 200 tons ", "1200", "the co operation ", "cooperation"},
		"body_stems":      []string{"le sel desta ete 1 200 ton ", "1200", "the co oper ", "cooper"},
		"body_beside":     "'estaing =été !ete",
		"beginnings":      "'estaing 1 1200 200 co cooperation destaing ete le les operation salines sel the tons",
		"lacking":         []query.Facet{query.Tags, query.Organisations, query.Misc, query.Origin, query.Country, query.Classification, query.Captions, query.Collection},
		"subject_weights": "=les|400 =salines|400 les|400 salin|400",
	} {
		if diff := gocmp.Diff(want, d[field]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", field, diff)
		}
	}
	for _, absent := range []string{"tag", "copies_words"} {
		if _, ok := d[absent]; ok {
			t.Errorf("%s is there: %v", absent, d[absent])
		}
	}
}

// TestFields holds that a document has no field that an index does not know.
func TestFields(t *testing.T) {
	t.Parallel()
	known := properties()
	for field := range Document(Entry{Cable: sfax()}, NewNames(nil)) {
		if _, ok := known[field]; !ok {
			t.Errorf("%s is unknown", field)
		}
	}
	if !slices.Contains(Named(), query.Persons) {
		t.Error("persons are not found by their words")
	}
}
