package enginetest

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/enginetest/plain"
	"reftel/internal/query"
)

const (
	ferries = "74OSLO101 74OSLO102 74OSLO104 75SUVA201"
	kilns   = "78LIMA501 78LIMA502 78LIMA503"
	quays   = "77DAKAR401 77TUNIS305 77DAKAR402"
)

func words() []finding {
	return []finding{
		{"ferry", ferries}, {"FERRY", ferries}, {"ferries", ferries}, {"=ferries", "74OSLO101"}, {"=ferry", ferries},
		{"ferr*", ferries}, {"ferri*", "74OSLO101"}, {"fery~1", ferries}, {"ferry~", ferries}, {"nothing", ""},
		// The first letter may be the wrong one too.
		{"gerry~1", ferries}, {"erry~1", ferries}, {"efrry~1", ferries}, {"fferry~1", ferries}, {"gery~1", ""},
		// A word of two letters is no form of a longer one.
		{"adding", "74OSLO101 74OSLO102 74OSLO104"}, {"added", "74OSLO101 74OSLO102 74OSLO104"}, {"add", "74OSLO101 74OSLO102 74OSLO104"}, {"ad", "74OSLO103"},
		// Accents, apostrophes, full stops.
		{"sao tome", "75SUVA204"}, {"são TOMÉ", "75SUVA204"}, {"nee", "75SUVA204"}, {"=née", "75SUVA204"}, {"oneill", "75SUVA204"}, {"o’neill", "75SUVA204"},
		{"minister", "75SUVA204"}, {"minister's", "75SUVA204"}, {"us", "75SUVA204"}, {"U.S.", "75SUVA204"}, {"vendu à sfax", "76TUNIS304"},
		// Compounds.
		{"co-operation", "75SUVA203 75SUVA201 75SUVA202"}, {"=co-operation", "75SUVA203 75SUVA201 75SUVA202"},
		{"cooperation", "75SUVA201 75SUVA202"}, {"cooper*", "75SUVA201 75SUVA202"}, {`"co operation"`, "75SUVA203 75SUVA201"}, {`"cooperation"`, "75SUVA201 75SUVA202"},
		// Compounds beside other words: the last one alone is written as one.
		{"the/co-operation", "75SUVA201"}, {"said/co-operation", "75SUVA203"}, {"zinnia/co-operation", ""},
		// Phrases.
		{`"salt of the earth"`, "76TUNIS301"}, {`“salt of the earth”`, "76TUNIS301"}, {`«Salt, of the Earth»`, "76TUNIS301"}, {`"earth of the salt"`, ""}, {`"salts of the earth"`, ""},
		{`"the earth"`, "76TUNIS301 76TUNIS302"}, {`"found the earth"`, ""}, {`"bags the works"`, ""}, {`"salt works the"`, ""}, {`"salt"`, "76TUNIS301 76TUNIS302 76TUNIS303"},
		{`"salt earth"~1`, "76TUNIS302"}, {`"salt earth"~2`, "76TUNIS301 76TUNIS302"}, {`"earth salt"~2`, "76TUNIS301 76TUNIS302"},
		{`"salt earth"~9`, "76TUNIS301 76TUNIS302"}, {`"salt earth"~10`, "76TUNIS301 76TUNIS302 76TUNIS303"}, {`"found earth"~50`, ""},
		{`"ferry ferry"~20`, "74OSLO104"}, {`"salt salt"~50`, ""},
		// All texts of a cable are searched.
		{"vineyards", "79LIMA602"}, {"zinnia", "79LIMA602"}, {"quillfeather", "79LIMA602"}, {"bramblewood", "79LIMA602"}, {`"the editors"`, "79LIMA602"},
		{"fuller", "79LIMA606"}, {"abridged", ""},
		// The subject alone.
		{"subject:ferry", "74OSLO101 74OSLO102 74OSLO104"}, {"subj:ferries", "74OSLO101 74OSLO102 74OSLO104"}, {"title:=ferries", ""}, {"subject:ferr*", "74OSLO101 74OSLO102 74OSLO104"},
		{"subject:gerry~1", "74OSLO101 74OSLO102 74OSLO104"}, {`subject:"a ferry"`, "74OSLO102"}, {`subject:"salt earth"~1`, "76TUNIS302"}, {`subject:"salt earth"`, ""},
		{"subject:(earth salt)", "76TUNIS302"}, {"subject:co-operation", "75SUVA202"}, {"subject:ferry subject:bergen", "74OSLO102"},
	}
}

func testWords(t *testing.T, a archive.Archive) { checkFindings(t, a, words()) }

func operators() []finding {
	return []finding{
		{"ferry captain", "74OSLO104"}, {"ferry AND captain", "74OSLO104"}, {"ferry && captain", "74OSLO104"}, {"captain zebra", ""},
		{"captain OR kiln", "74OSLO104 " + kilns}, {"captain || kiln", "74OSLO104 " + kilns}, {"captain OR zebra", "74OSLO104"},
		{"ferry NOT captain", "74OSLO101 74OSLO102 75SUVA201"}, {"ferry -captain", "74OSLO101 74OSLO102 75SUVA201"}, {"-captain ferry", "74OSLO101 74OSLO102 75SUVA201"},
		{`kiln -"potter of chira"`, "78LIMA502 78LIMA503"}, {"kiln -tag:EIND", "78LIMA503"}, {"ferry NOT ferry", ""},
		{"(captain OR glaze) cobalt", "78LIMA501 78LIMA502"}, {"(captain OR glaze) NOT cobalt", "74OSLO104"},
		{"kiln NOT (glaze OR captain)", "78LIMA503"}, {"kiln NOT (glaze carob)", "78LIMA502 78LIMA503"}, {"kiln NOT NOT glaze", "78LIMA501 78LIMA502"},
		{"captain OR kiln glaze", "74OSLO104 78LIMA501 78LIMA502"}, {"kiln glaze OR captain", "74OSLO104 78LIMA501 78LIMA502"}, {"kiln (glaze OR captain)", "78LIMA501 78LIMA502"},
		{"captain OR NOT date:..1980-07-20", "74OSLO104 80OSLO111 80OSLO112 76TUNIS303 frus1977-80v09d12"},
		{"- ferry captain", "74OSLO104"}, {"...", strings.Join(plain.Read(sample(), nil).IDs(), " ")},
	}
}

func testOperators(t *testing.T, a archive.Archive) { checkFindings(t, a, operators()) }

// testStops holds that very common words are left out beside others, and said.
func testStops(t *testing.T, a archive.Archive) {
	checkFindings(t, a, []finding{
		{"of ferry", ferries}, {"the ferry of", ferries}, {"=of ferry", "75SUVA201"}, {`"of" ferry`, "75SUVA201"}, {"ferry OR =of captain", ferries},
		{"of tag:EAGR", "75SUVA201 75SUVA204 78LIMA501"}, {"of", "75SUVA203 75SUVA201 75SUVA204 76TUNIS301 " + quays + " 77DAKAR403 78LIMA501 78LIMA502 78LIMA503 frus1977-80v09d12"},
	})
	for text, said := range map[string]bool{"of ferry": true, "the ferry of": true, "=of ferry": false, "of": false, "of tag:EAGR": false, "ferry": false} {
		notes := search(t, a, request(t, text)).Notes
		if got := slices.ContainsFunc(notes, func(n query.Message) bool { return strings.Contains(n.String(), "common words") }); got != said {
			t.Errorf("%s: notes %q", text, notes)
		}
	}
}

// repaired are texts that are read as words.
func repaired() []finding {
	return []finding{
		{`"ferry captain`, "74OSLO104"}, {"(captain OR glaze", "74OSLO104 78LIMA501 78LIMA502"}, {"captain) ferry", "74OSLO104"}, {"captain AND", "74OSLO104"},
		{"ship:captain", ""}, {"word:speech", "75SUVA203"}, {"*captain", "74OSLO104"}, {"ad*", "74OSLO103"}, {"date:speech", "75SUVA203"},
		{"tag: EIND kiln", "78LIMA501 78LIMA502"}, {"kiln tag:-EIND", "78LIMA503"}, {"=captain*", "74OSLO104"},
	}
}

func testRepaired(t *testing.T, a archive.Archive) { checkFindings(t, a, repaired()) }

// testSame holds that what the documents call the same finds the same.
func testSame(t *testing.T, a archive.Archive) {
	for _, same := range [][]string{
		{"tag:(PREL OR EWWT)", "tag:PREL OR tag:EWWT", "tags:PREL OR TAG:ewwt"},
		{"kiln captain OR ferry", "(kiln captain) OR ferry"},
		{"-tag:PREL", "NOT tag:PREL", "tag:-PREL"},
		{"ferry~", "ferry~1", "ferry~2"},
		{"date:1975", "date:1975-01..1975-12", "date:1975-01-01..1975-12-31", "year:1975..1975", "since:1975 until:1975"},
		{"since:1976-06", "date:1976-06..", "date:>=1976-06", "after:1976-05", "date:>1976-05"},
		{"until:1976-06", "date:..1976-06", "date:<=1976-06", "before:1976-07", "date:<1976-07"},
		{"-date:none", "NOT date:none", "NOT year:none", "date:0001..9999"},
		{"", "...", "NOT zebra"},
	} {
		want, _ := found(t, a, request(t, same[0]))
		if len(want) == 0 {
			t.Errorf("%s finds nothing", same[0])
		}
		for _, text := range same[1:] {
			if got, _ := found(t, a, request(t, text)); !slices.Equal(got, want) {
				t.Errorf("%s\n finds %v\n  want %v, as %s", text, got, want, same[0])
			}
		}
	}
}

// testMeanings holds that words that stand for a code find also the cables with it.
func testMeanings(t *testing.T, a archive.Archive) {
	codes := func(words string) []string {
		if strings.EqualFold(words, "waterborne transport") {
			return []string{"EWWT"}
		}
		return nil
	}
	for text, want := range map[string]string{
		"waterborne transport":         "74OSLO101 74OSLO102 74OSLO104 77DAKAR401 77DAKAR402",
		"captain waterborne transport": "74OSLO104",
		`"waterborne transport"`:       "",
	} {
		req := request(t, text)
		req.Expr, _ = query.WithMeanings(req.Expr, codes)
		if ids, _ := found(t, a, req); strings.Join(ids, " ") != want {
			t.Errorf("%s\n finds %v\n  want %s", text, ids, want)
		}
	}
}

// testAsPlain compares all tables of the language with a plain reading, facets and
// timelines too.
func testAsPlain(t *testing.T, a archive.Archive, r *plain.Reading) {
	for _, f := range slices.Concat(words(), operators(), fields(), dates(), repaired()) {
		compare(t, a, r, request(t, f.text))
	}
}
