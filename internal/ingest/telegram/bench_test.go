package telegram

import (
	"io/fs"
	"strings"
	"testing"

	"reftel/internal/demo"
)

// BenchmarkDemo parses the plain telegrams of the demonstration.
func BenchmarkDemo(b *testing.B) {
	p := parser(b)
	var texts []string
	n := 0
	err := fs.WalkDir(demo.Cables(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".txt") {
			return err
		}
		text, err := fs.ReadFile(demo.Cables(), name)
		texts = append(texts, string(text))
		n += len(text)
		return err
	})
	if err != nil || n == 0 {
		b.Fatalf("no text (%v)", err)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			p.Cable(text, Meta{ID: "09OSLO1"})
		}
	}
}
