package locate

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
)

func TestVolumes(t *testing.T) {
	heads := []archive.VolumeHead{
		{ID: "frus1871", Title: "Papers laid before the houses"},
		{ID: "frus1951-54Tord", Name: "Foreign Relations of the United States, 1951–1954, Tordal"},
		{ID: "frus1912Tordv03", Name: "Papers Relating to the Foreign Relations of the United States, 1912, Tordal, Volume III"},
		{ID: "frus1969-76v38p1", Name: "Foreign Relations of the United States, 1969–1976, Volume XXXVIII, Part 1"},
		{ID: "frus1969-76v38p2", Name: "Foreign Relations of the United States, 1969–1976, Volume XXXVIII, Part 2"},
	}
	for _, c := range []struct {
		asked string
		want  []string
	}{
		{"frus1951-54tord", []string{"frus1951-54Tord"}},
		{"FRUS 1951-54 Tordal", []string{"frus1951-54Tord"}},
		{"Foreign Relations of the United States, 1951–1954, Tordal", []string{"frus1951-54Tord"}},
		{"frus 1871", []string{"frus1871"}},
		{"FRUS 1969-76", []string{"frus1969-76v38p1", "frus1969-76v38p2"}},
		{"FRUS, 1969–1976, vol. XXXVIII, pt. 2", []string{"frus1969-76v38p2"}},
		{"foreign relations 1969-1976 volume 38", []string{"frus1969-76v38p1", "frus1969-76v38p2"}},
		{"FRUS 1912 Tordal vol. III", []string{"frus1912Tordv03"}},
		{"Foreign Relations 1912, Tordal, III", []string{"frus1912Tordv03"}},
		{"FRUS", []string{"frus1951-54Tord", "frus1912Tordv03", "frus1969-76v38p1", "frus1969-76v38p2"}},
		{"foreign relations", nil},
		{"FRUS 1951-54 Ostrava", nil},
		{"frus187", nil},
		{"1969-76", nil},
		{"lighthouse lens", nil},
		{"", nil},
	} {
		var got []string
		for _, h := range Volumes(heads, c.asked) {
			got = append(got, h.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.asked, got, c.want)
		}
	}
}

func TestVolumesTitled(t *testing.T) {
	heads := []archive.VolumeHead{
		{ID: "frus1951-54Tord", Name: "Foreign Relations of the United States, 1951–1954, Tordal"},
		{ID: "frus1969-76v38p1", Name: "Foreign Relations of the United States, 1969–1976, Volume XXXVIII, Part 1", Title: "Foundations of the Tordal Policy"},
		{ID: "frus1969-76v38p2", Name: "Foreign Relations of the United States, 1969–1976, Volume XXXVIII, Part 2", Title: "The Lens Crisis"},
	}
	for in, want := range map[string]string{
		"Tordal Policy": "frus1969-76v38p1", "the lens crisis": "frus1969-76v38p2", "volume XXXVIII": "frus1969-76v38p1 frus1969-76v38p2", "vol. 38, part 2": "frus1969-76v38p2",
		"Tordal": "", "lens": "", "United States": "", "crisis lens": "", `"lens crisis"`: "", "volume": "", "": "", "volume of trade": "",
	} {
		var got []string
		for _, h := range VolumesTitled(heads, in) {
			got = append(got, h.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzVolumes(f *testing.F) {
	heads := []archive.VolumeHead{{ID: "frus1969-76v38p1", Name: "Foreign Relations of the United States, 1969–1976, Volume XXXVIII, Part 1"}}
	f.Add("FRUS, 1969–1976, vol. XXXVIII")
	f.Fuzz(func(t *testing.T, s string) {
		if len(Volumes(heads, s)) > len(heads) {
			t.Errorf("%q: a volume twice", s)
		}
	})
}
