package ingest

import (
	"os"
	"path/filepath"
	"testing"

	"reftel/internal/authority"
	"reftel/internal/cable"
)

// TestLists holds that what a container tells of its names comes once, and
// before the cables of Run.
func TestLists(t *testing.T) {
	volume := `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1931v09"><text><front><list type="names"><item><persName xml:id="p_A">Adler, Rosa</persName>, Consul</item></list></front>` +
		`<body><div type="document" xml:id="d1"><head>1. One</head><p>A lamp.</p></div><div type="document" xml:id="d2"><head>2. Two</head><p>A net.</p></div></body></text></TEI>`
	path := filepath.Join(t.TempDir(), "v.xml")
	if err := os.WriteFile(path, []byte(volume), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, read := range map[string]func(*Job, func(*cable.Cable, []byte) error) (*Report, error){
		"run": func(j *Job, sink func(*cable.Cable, []byte) error) (*Report, error) {
			return j.Run(t.Context(), []Input{input(t, path)}, sink)
		},
		"collect": func(j *Job, sink func(*cable.Cable, []byte) error) (*Report, error) {
			return j.Collect(t.Context(), []Input{input(t, path)}, sink)
		},
	} {
		j := New(tables(t), nil)
		var got []authority.Thing
		j.Lists = func(things []authority.Thing) { got = append(got, things...) }
		cables := 0
		_, err := read(j, func(*cable.Cable, []byte) error {
			if cables++; name == "run" && len(got) == 0 {
				t.Error("a cable came before the lists")
			}
			return nil
		})
		if err != nil || cables != 2 || len(got) != 1 || got[0].Name != "Rosa Adler" || got[0].Facts[0].Text != "Consul" {
			t.Errorf("%s: %d cables, things %+v, %v", name, cables, got, err)
		}
	}
}
