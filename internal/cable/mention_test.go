package cable

import (
	"slices"
	"strings"
	"testing"
)

func TestFindMRN(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"see ref A (09 MEXICO 2676), 08 port au prince 12.": "09 MEXICO 2676 by MEXICO|08 port au prince 12 by port au prince",
		"09MEXICO2676,08LIMA1":                              "09MEXICO2676 by MEXICO|08LIMA1 by LIMA",
		"https://x.example/id/1975DACCA00292_b.html":        "1975DACCA00292 by DACCA",
		"2009_LIMA_00012":                                   "2009_LIMA_00012 by LIMA",
		"Mexico 2676":                                       "",
		"x09MEXICO2676":                                     "",
		"":                                                  "",
	} {
		var got []string
		for rest := text; ; {
			m, ok := FindMRN(rest)
			if !ok {
				break
			}
			got = append(got, rest[m.Start:m.End]+" by "+m.Post)
			rest = rest[m.End:]
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}

func TestFindSerials(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"as told in Mexico 02676":           "told in Mexico:02676",
		"PORT-AU-PRINCE 12 and LIMA7":       "PORT AU PRINCE:12|and LIMA:7",
		"Lima 12, Oslo 13, Rome 14":         "Lima:12|Oslo:13",
		"0 12 none":                         "",
		"in the year 2009_LIMA is no cable": "",
	} {
		var got []string
		for _, s := range FindSerials(text, 2) {
			got = append(got, strings.Join(s.Words, " ")+":"+s.Digits)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}

// FuzzFindMRN holds that a mention lies within the text and leaves less of it.
func FuzzFindMRN(f *testing.F) {
	for _, s := range []string{"see 09 MEXICO 2676", "09MEXICO2676,08LIMA1", "1975DACCA00292_b", "Lima 12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, ok := FindMRN(s)
		if ok && (m.Start < 0 || m.Start >= m.End || m.End > len(s) || !strings.Contains(s[m.Start:m.End], m.Post)) {
			t.Errorf("%q: %+v", s, m)
		}
		if slices.ContainsFunc(FindSerials(s, 8), func(n Serial) bool { return len(n.Words) == 0 || n.Digits == "" }) {
			t.Errorf("%q: a serial without words", s)
		}
	})
}
