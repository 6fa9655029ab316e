package tei

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/app"
	"reftel/internal/cable"
)

// TestBack holds that our reader of TEI finds the subject, the date, the paragraphs and
// the names again.
func TestBack(t *testing.T) {
	t.Parallel()
	want := sample()
	file := filepath.Join(t.TempDir(), "79LISBON4410.xml")
	if err := os.WriteFile(file, Document(want, Options{}, nil), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := app.Parse(t.Context(), app.ParseOptions{Paths: []string{file}, Out: &out}); err != nil {
		t.Fatal(err)
	}
	var got cable.Cable
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("%v: %s", err, out.Bytes())
	}
	if got.Subject != want.SubjectDisplay || got.Date.String() != want.Date.String() || len(got.Paragraphs) != 3 {
		t.Fatalf("%s", out.Bytes())
	}
	if p := got.Paragraphs[0]; !strings.Contains(p.Text, "Furtado of Évora saw it") || len(p.Entities) != 2 || p.Entities[0].Text != "Furtado" {
		t.Errorf("%+v", p)
	}
}
