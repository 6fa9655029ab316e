package prepare

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestReport holds that a report is written as encoding/json would, whether its sources
// are packed or not.
func TestReport(t *testing.T) {
	t.Parallel()
	var many []SourceFile
	for i := range 3000 {
		f := SourceFile{Path: fmt.Sprintf("1974/box%d.tar#cable%d.txt", i/700, i), SHA256: fmt.Sprintf("%064x", i*i), Bytes: int64(i) * 977, Format: "bracket", Cables: 1}
		if i%500 == 3 {
			f.SHA256, f.Path = strings.ToUpper(f.SHA256)+"AB", "Bogotá & <Lima>\x00"
		}
		many = append(many, f)
	}
	odd := []SourceFile{{}, {Path: "a", SHA256: "xyz", Bytes: -1, Cables: -3}, {Path: strings.Repeat("folder/", 1<<14), SHA256: "ab"}, {Path: "a"}}
	rejected := []Rejected{{Path: "x", Line: 3, Reason: "not a <cable>"}}
	for name, r := range map[string]Report{
		"nothing": {}, "sources": {Sources: many}, "rejected": {Rejected: rejected}, "both": {Sources: odd, Rejected: rejected},
	} {
		want, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		packed := Report{Rejected: r.Rejected, Packed: &Sources{}}
		for _, f := range r.Sources {
			packed.Packed.Add(f)
		}
		for _, r := range []Report{r, packed} {
			var got bytes.Buffer
			if err := r.Write(&got); err != nil || !bytes.Equal(got.Bytes(), want) {
				t.Errorf("%s, packed %v: %v\n%.300s\nwant\n%.300s", name, r.Packed != nil, err, got.Bytes(), want)
			}
		}
	}
}
