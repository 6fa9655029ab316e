package enginetest

import (
	"slices"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

// testNamesakes holds that telegrams of one number with other texts are cables of
// their own: each is found, has a record, and knows the others.
func testNamesakes(t *testing.T, e Engine) {
	a := published(t, e, inputs([]*cable.Cable{
		made("08OSLO661", "2008-05-03", "HERRINGS", "", "Walruses were seen in the harbour by the pilot."),
		made("08OSLO661", "2008-05-04", "FISH", "", "A narwhal was sold at the quay."),
		made("08OSLO6610", "2008-05-05", "NETS", "", "Nets were mended."),
	}))
	for asked, want := range map[string][]string{
		"walruses": {"08OSLO661"}, "narwhal": {"08OSLO661~2"}, "nets": {"08OSLO6610"},
		"id:08OSLO661": {"08OSLO661", "08OSLO661~2"}, `id:"08OSLO661~2"`: {"08OSLO661~2"}, "id:08oslo661~2": {"08OSLO661~2"},
	} {
		ids, _ := found(t, a, request(t, asked))
		slices.Sort(ids)
		if !slices.Equal(ids, want) {
			t.Errorf("%s: %v, want %v", asked, ids, want)
		}
	}
	for id, want := range map[string]string{"08OSLO661": "08OSLO661~2", "08OSLO661~2": "08OSLO661", "08OSLO6610": ""} {
		r, err := a.Related(t.Context(), id, archive.SameNumber, 10)
		if err != nil || (r.Total == 1) != (want != "") || want != "" && r.Cables[0].ID != want {
			t.Errorf("beside %s: %+v, %v; want %q", id, r, err, want)
		}
		rec, err := a.Record(t.Context(), id, archive.Sources)
		if err != nil || rec.Cable.ID != id || rec.Versions != 1 {
			t.Errorf("%s: %+v, %v", id, rec, err)
		}
	}
	fs, err := a.Lookup(t.Context(), "2008 Oslo 661", "08oslo661~2", "08OSLO661~3")
	if err != nil || fs[0].ID != "08OSLO661" || fs[1].ID != "08OSLO661~2" || fs[1].State != archive.Held || fs[2].State != archive.Unknown {
		t.Errorf("looked up: %+v, %v", fs, err)
	}
}
