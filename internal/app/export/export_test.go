package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/cable"
	"reftel/internal/index"
)

// lamps is an archive of a few cables.
func lamps(t *testing.T) *index.Live {
	t.Helper()
	dir := archivetest.Dir(t)
	archivetest.Publish(t, dir, func(add app.Add) error {
		for i := range 9 {
			c := &cable.Cable{ID: fmt.Sprintf("79LISBON%d", 4400+i), Subject: "=Lamps", Date: cable.Date{Year: 1979, Month: 1 + i}, Source: cable.Source{Path: "secret/place.txt"},
				Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: "The lens, \"lit\" at dusk.\nIt was seen."}}}
			if err := add(c, []byte(c.ID)); err != nil {
				return err
			}
		}
		return nil
	})
	return archivetest.Open(t, dir)
}

// TestExport holds that the descriptor tells what is in the file, and that a reader of its
// format finds all cables there.
func TestExport(t *testing.T) {
	t.Parallel()
	src := lamps(t)
	for _, format := range Formats() {
		file := filepath.Join(t.TempDir(), "cables."+format)
		for range 2 { // over what it wrote before
			r, err := Run(t.Context(), src, Options{Format: format, File: file, BaseURL: "https://cables.example"})
			if err != nil || r.Cables != 9 || r.Generation.ID == "" {
				t.Fatalf("%s: %+v %v", format, r, err)
			}
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var d descriptor
		told, err := os.ReadFile(filepath.Join(filepath.Dir(file), DescriptorName))
		if err == nil {
			err = json.Unmarshal(told, &d)
		}
		if err != nil || len(d.Resources) != 1 {
			t.Fatalf("%s: %v\n%s", format, err, told)
		}
		res := d.Resources[0]
		if res.Path != "cables."+format || res.Bytes != int64(len(b)) || res.Hash != fmt.Sprintf("sha256:%x", sha256.Sum256(b)) || res.Rows != 9 {
			t.Errorf("%s: %+v", format, res)
		}
		if left, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*.part")); err != nil || len(left) > 0 {
			t.Errorf("left over: %v %v", left, err)
		}
		var out bytes.Buffer
		if _, err := Run(t.Context(), src, Options{Format: format, Out: &out, BaseURL: "https://cables.example"}); err != nil || !bytes.Equal(out.Bytes(), b) {
			t.Errorf("%s: not the same without a file: %v", format, err)
		}
		if strings.Contains(out.String(), "secret") {
			t.Errorf("%s tells the names of files", format)
		}
		if format == "csv" {
			rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
			if err != nil || len(rows) != 10 || len(rows[0]) != len(res.Schema.Fields) || rows[1][0] != "79LISBON4400" {
				t.Errorf("%d rows, %v", len(rows), err)
			}
			for i, f := range res.Schema.Fields {
				if rows[0][i] != f.Name || f.Description == "" {
					t.Errorf("column %d is %s, told as %+v", i, rows[0][i], f)
				}
			}
			continue
		}
		n := 0
		for line := range bytes.Lines(b) {
			var c cable.Cable
			if err := json.Unmarshal(line, &c); err != nil || c.ID != fmt.Sprintf("79LISBON%d", 4400+n) || len(c.Paragraphs) != 1 {
				t.Errorf("%s: %v", line, err)
			}
			n++
		}
		if n != 9 {
			t.Errorf("%d lines", n)
		}
	}
}

// TestRefused holds that nothing of others is written over, and nothing is left of an
// export that failed.
func TestRefused(t *testing.T) {
	t.Parallel()
	src := lamps(t)
	dir := t.TempDir()
	theirs := filepath.Join(dir, DescriptorName)
	if err := os.WriteFile(theirs, []byte(`{"name":"rainfall"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), src, Options{Format: "csv", File: filepath.Join(dir, "cables.csv")}); err == nil || !strings.Contains(err.Error(), theirs) {
		t.Errorf("over the descriptor of others: %v", err)
	}
	if _, err := Run(t.Context(), src, Options{Format: "pdf"}); err == nil {
		t.Error("there is no such format")
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	empty := t.TempDir()
	if _, err := Run(gone, src, Options{Format: "csv", File: filepath.Join(empty, "cables.csv")}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if left, err := os.ReadDir(empty); err != nil || len(left) != 0 {
		t.Errorf("left of it: %v %v", left, err)
	}
}
