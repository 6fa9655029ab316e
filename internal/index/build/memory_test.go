package build_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive/prepare"
	"reftel/internal/index/generation"
	"reftel/internal/index/indextest"
	"reftel/internal/sharedtest"
)

// TestMemory holds that a generation has the same bytes whatever the memory of its build
// and however many work at it: with little, all that is sorted goes through files, of
// which none is left. Bleve's own files are not compared: some bytes of them are others each
// time, of the clock and of the order in which sections are told (postings.TestOrder); what
// is in them is verified at each publication.
func TestMemory(t *testing.T) {
	t.Parallel()
	cs := indextest.Invent(sharedtest.Size(90, 90, 400))
	again := *cs[7]
	again.Subject, again.Aliases = again.Subject+" AGAIN", []string{"E-1984"}
	cs = append(cs, &again)
	var want map[string][]byte
	for _, o := range []prepare.Options{{Workers: 1}, {Workers: 1, Memory: 64 << 10}, {Workers: 2, Memory: 64 << 10}, {Workers: 2, Memory: 1 << 10}} {
		dir := indextest.TempDir(t)
		indextest.PublishWith(t, dir, cs, o)
		got := files(t, dir)
		if want == nil {
			want = got
		}
		for name := range want {
			if !bytes.Equal(got[name], want[name]) {
				t.Errorf("%d workers, %d bytes: %s is another", o.Workers, o.Memory, name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d workers, %d bytes: %d files instead of %d", o.Workers, o.Memory, len(got), len(want))
		}
		slices.Reverse(cs)
	}
}

// files are those of the generation in force, but for its manifest and the shards of Bleve.
func files(t *testing.T, data string) map[string][]byte {
	t.Helper()
	c, err := generation.ReadCurrent(data)
	if err != nil {
		t.Fatal(err)
	}
	out, dir := map[string][]byte{}, generation.Path(data, c.Name)
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		name, rerr := filepath.Rel(dir, path)
		if err != nil || rerr != nil || d.IsDir() || name == "MANIFEST.json" || strings.HasPrefix(name, filepath.Join("index", "0")+string(filepath.Separator)) {
			return err
		}
		out[name], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
