package copies

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestSketches holds that keys come back as they were added, by cable and by band, where
// all are in memory and where most are in a file, which is removed.
func TestSketches(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(2, 7))
	for _, n := range []int{0, 1, blockCables, blockCables + 1, 2*blockCables + 50} {
		path := filepath.Join(t.TempDir(), "keys")
		s := sketches{path: path}
		var want []keys
		var byBand [bands][]uint64
		for i := range n {
			var k keys
			for band := range k {
				if i%3 > 0 {
					k[band] = rnd.Uint64() | 1
					byBand[band] = append(byBand[band], k[band])
				}
			}
			want = append(want, k)
			if err := s.add(k); err != nil {
				t.Fatal(err)
			}
		}
		if (s.f != nil) != (n > blockCables) {
			t.Errorf("%d cables: file %v", n, s.f)
		}
		err := s.each(func(ord uint32, k *keys) error {
			if *k != want[ord] {
				t.Errorf("%d cables: other keys of %d", n, ord)
			}
			want[ord] = keys{7}
			return nil
		})
		if err != nil || slices.ContainsFunc(want, func(k keys) bool { return k != keys{7} }) {
			t.Errorf("%d cables: not all came back: %v", n, err)
		}
		for band := range byBand {
			if got, err := s.band(nil, band); err != nil || !slices.Equal(got, byBand[band]) {
				t.Errorf("%d cables: other keys in band %d, %v", n, band, err)
			}
		}
		if err := s.close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%d cables: the file is left: %v", n, err)
		}
	}
}
