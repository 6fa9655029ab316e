package memory

import "testing"

func TestSize(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Size{
		"2GB": 2 << 30, "1.5 GiB": 3 << 29, "800m": 800 << 20, "536870912": 512 << 20, "64K": 64 << 10,
		"": -1, "GB": -1, "-2GB": -1, "0": -1, "much": -1, "NaN": -1, "1e30GB": -1, "2GBB": -1,
	} {
		var s Size
		err := s.UnmarshalText([]byte(text))
		if err != nil {
			s = -1
		}
		if s != want {
			t.Errorf("%q is %d, want %d", text, s, want)
		}
	}
}
