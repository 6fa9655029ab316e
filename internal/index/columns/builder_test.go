package columns

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"reftel/internal/archive/values"
)

func builder(t testing.TB) *Builder {
	t.Helper()
	b, err := NewBuilder(filepath.Join(t.TempDir(), Folder, "tags"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// column is what was built, read back.
func column(t testing.TB, b *Builder) (*Column, *Lists) {
	t.Helper()
	if err := b.Write(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(b.path)
	if err != nil {
		t.Fatal(err)
	}
	c, l, err := decodeColumn(file, b.cables)
	if err != nil {
		t.Fatal(err)
	}
	return c, l
}

// TestBuilder holds that a column has the values of each cable once, in their order, by
// frequency and then by name, and that its lists are found from any cable on.
func TestBuilder(t *testing.T) {
	t.Parallel()
	b := builder(t)
	const cables = 3*markEach + 5
	want := make([][]string, cables)
	for i := range want {
		want[i] = [][]string{{"PREL", "ETRD"}, nil, {"EFIS"}, {"ETRD", "PREL", "EFIS"}, {fmt.Sprint("X", i)}}[i%5]
		vs := []values.Value{{Text: ""}} // is none
		for _, w := range want[i] {
			vs = append(vs, values.Value{Text: w, Label: map[string]string{"EFIS": "Fisheries"}[w]}, values.Value{Text: w})
		}
		if err := b.Add(vs); err != nil {
			t.Fatal(err)
		}
	}
	c, l := column(t, b)
	if !slices.Equal(c.Values[:3], []string{"ETRD", "PREL", "EFIS"}) || c.Label(2) != "Fisheries" || c.Label(0) != "ETRD" {
		t.Errorf("values %q, labels %q", c.Values[:3], c.labels[:3])
	}
	if !slices.Equal(b.Values(), c.Values) || b.Distinct() != len(c.Values) || b.Total(func(v string) bool { return v == "EFIS" }) != c.Frequency(2) {
		t.Errorf("%d values of the builder, %d of the column", b.Distinct(), len(c.Values))
	}
	for _, from := range []int{0, 1, markEach - 1, markEach, 2*markEach + 7, cables - 1} {
		w, err := b.From(from)
		if err != nil {
			t.Fatal(err)
		}
		for ord := from; ord < min(from+20, cables); ord++ {
			list, err := w.Next()
			var got []string
			for _, v := range list {
				got = append(got, c.Values[v])
			}
			if err != nil || !slices.Equal(got, want[ord]) || !slices.Equal(list, l.Of(uint32(ord))) {
				t.Fatalf("cable %d from %d: %q, want %q, %v", ord, from, got, want[ord], err)
			}
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}
	if files, err := os.ReadDir(filepath.Dir(b.path)); err != nil || len(files) != 1 {
		t.Errorf("left are %v, %v", files, err)
	}
}
