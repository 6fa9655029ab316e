package kept

import (
	"math"
	"reflect"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/codec"
)

// filled gives each part of a value another content, two elements to each list.
func filled(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(*n) - 40)
	case reflect.Float64:
		v.SetFloat(1 / float64(*n))
	case reflect.String:
		v.SetString("Fog Harbour " + string(rune('À'+*n%60)))
	case reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), n)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			filled(v.Index(i), n)
		}
	default:
		panic("a kind of value that no cable had before: " + v.Kind().String())
	}
}

// bytesOf is what a writer writes of a value.
func bytesOf(t testing.TB, x any) []byte {
	t.Helper()
	var w writer
	w.value(reflect.ValueOf(x))
	if w.bad {
		t.Fatalf("a %T can't be written", x)
	}
	return w.b
}

// TestCable holds that nothing of a cable is lost, whatever the model gains: each field
// of it comes back, and a list that is empty is not one that is not there.
func TestCable(t *testing.T) {
	t.Parallel()
	var full cable.Cable
	n := 0
	filled(reflect.ValueOf(&full).Elem(), &n)
	for name, want := range map[string]cable.Cable{
		"full":  full,
		"empty": {},
		"lists": {Tags: []cable.Tag{}, Paragraphs: []cable.Paragraph{{Entities: []cable.Entity{}}}, Edition: &cable.Edition{}},
		"odd":   {ID: "\xff\x00", Sections: math.MinInt64, Paragraphs: []cable.Paragraph{{Entities: []cable.Entity{{Confidence: math.SmallestNonzeroFloat64}}}}},
	} {
		var got cable.Cable
		s := &codec.Scanner{B: bytesOf(t, want)}
		read(s, reflect.ValueOf(&got).Elem())
		if !s.Done() || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: bad %v, %d bytes left, got %+v, want %+v", name, s.Bad, len(s.B), got, want)
		}
	}
}

// TestKeys holds that a key tells apart all that its values hold, also in fields that only
// their package can read, and that there is none of what can't be told.
func TestKeys(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir(), Version{})
	type lists struct {
		names map[string]string
		terms []string
	}
	type volume struct {
		own   *lists
		other any
	}
	type loop struct{ next *loop }
	round := &loop{}
	round.next = round
	seen := map[Key]int{}
	for i, of := range [][]any{
		{"a", "b"}, {"ab", ""}, {"ab"}, {"a", []string{"b"}}, {[]string{"a", "b"}}, {[]string{"ab"}}, {[]string{}}, {[]string(nil)}, {nil}, {1}, {"1"}, {int8(1)}, {1.0}, {true}, {[]byte("a")},
		{&volume{}}, {&volume{own: &lists{}}}, {&volume{own: &lists{terms: []string{"FY"}}}}, {&volume{own: &lists{names: map[string]string{"p_HL1": "Lars Holm"}}}},
		{&volume{own: &lists{names: map[string]string{"p_HL1": "Lars Holm", "p_HJ1": "Jan Holm"}}}}, {&volume{other: "x"}}, {&volume{other: 7}}, {volume{}},
	} {
		k, ok := s.KeyOf(of...)
		if !ok {
			t.Errorf("%d: there is no key of %v", i, of)
		}
		if before, twice := seen[k]; twice {
			t.Errorf("%d and %d have one key", before, i)
		}
		seen[k] = i
		if again, _ := s.KeyOf(of...); again != k {
			t.Errorf("%d: another key the second time", i)
		}
	}
	for _, of := range []any{func() {}, make(chan int), map[int]string{1: "x"}, &volume{other: func() {}}, round} {
		if k, ok := s.KeyOf(of); ok {
			t.Errorf("a %T has the key %x", of, k)
		}
	}
	// The checksum of what a pointer leads to is remembered; that of another is not taken for it.
	var all [3 * len(s.sums.last)]*volume
	for i := range all {
		all[i] = &volume{own: &lists{terms: []string{string(rune('a' + i))}}}
	}
	first := map[Key]bool{}
	for range 2 {
		for _, v := range all {
			k, _ := s.KeyOf(v)
			first[k] = true
		}
	}
	if len(first) != len(all) {
		t.Errorf("%d keys of %d volumes", len(first), len(all))
	}
}

// FuzzRead holds that no bytes make the reader fail, or ask for more memory than there
// are bytes; and that what it takes whole is written as it was read.
func FuzzRead(f *testing.F) {
	var full cable.Cable
	n := 0
	filled(reflect.ValueOf(&full).Elem(), &n)
	f.Add(bytesOf(f, full))
	f.Add(bytesOf(f, cable.Cable{}))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		var c cable.Cable
		s := &codec.Scanner{B: b}
		read(s, reflect.ValueOf(&c).Elem())
		if !s.Done() {
			return
		}
		var again cable.Cable
		s = &codec.Scanner{B: bytesOf(t, c)}
		if read(s, reflect.ValueOf(&again).Elem()); !s.Done() || string(bytesOf(t, again)) != string(bytesOf(t, c)) {
			t.Errorf("%+v came back as %+v", c, again)
		}
	})
}
