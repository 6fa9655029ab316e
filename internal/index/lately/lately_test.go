package lately

import (
	"slices"
	"testing"
)

// TestMemory holds what is kept, and that room is made by what was asked for longest ago.
func TestMemory(t *testing.T) {
	t.Parallel()
	type step struct {
		put   string
		bytes int
		get   string
	}
	for name, c := range map[string]struct {
		steps []step
		want  []string
	}{
		"by number":            {[]step{{put: "a"}, {put: "b"}, {put: "c"}, {put: "d"}}, []string{"b", "c", "d"}},
		"what was asked stays": {[]step{{put: "a"}, {put: "b"}, {put: "c"}, {get: "a"}, {put: "d"}}, []string{"a", "c", "d"}},
		"by bytes":             {[]step{{put: "a", bytes: 24}, {put: "b", bytes: 24}, {put: "c", bytes: 24}, {put: "d", bytes: 24}}, []string{"b", "c", "d"}},
		"too large":            {[]step{{put: "a"}, {put: "b", bytes: 80}}, []string{"a"}},
		"grown too large":      {[]step{{put: "a"}, {put: "a", bytes: 80}}, nil},
		"the same again":       {[]step{{put: "a", bytes: 20}, {put: "a", bytes: 20}, {put: "a", bytes: 20}, {put: "b", bytes: 20}, {put: "c", bytes: 20}}, []string{"a", "b", "c"}},
	} {
		m := New[string](3, 100)
		for _, s := range c.steps {
			if s.get != "" {
				m.Get(s.get)
				continue
			}
			m.Put(s.put, "answer to "+s.put, s.bytes)
		}
		var got []string
		for _, key := range []string{"a", "b", "c", "d"} {
			if answer, ok := m.Get(key); ok {
				got = append(got, key)
				if answer != "answer to "+key {
					t.Errorf("%s: %q for %s", name, answer, key)
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v are held, want %v", name, got, c.want)
		}
		size := 0
		for e := m.order.Front(); e != nil; e = e.Next() {
			size += e.Value.(*held[string]).bytes
		}
		if m.size != size || m.order.Len() != len(m.byKey) {
			t.Errorf("%s: %d bytes are told of %d", name, m.size, size)
		}
		if m.Forget(); m.size != 0 || m.order.Len() != 0 {
			t.Errorf("%s: %d are held yet", name, m.order.Len())
		}
	}
}
