package cable_test

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

// byLibrary is the JSON of a cable as the library writes it.
func byLibrary(c *cable.Cable) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(c)
	return b.Bytes(), err
}

func holdJSON(t *testing.T, c *cable.Cable) {
	t.Helper()
	got, err := c.JSON()
	want, werr := byLibrary(c)
	if werr != nil {
		if err == nil || err.Error() != werr.Error() || got != nil {
			t.Errorf("%q, %v; the library: %v", got, err, werr)
		}
		return
	}
	if err != nil || !bytes.Equal(got, want) {
		n := 0
		for n < min(len(got), len(want)) && got[n] == want[n] {
			n++
		}
		from := max(0, n-60)
		t.Errorf("%v\n%.100q, want\n%.100q", err, got[min(from, len(got)):], want[from:])
	}
}

// A filler puts values into all that a cable has.
type filler struct {
	*rand.Rand
	text  string // of which all texts are pieces
	share float64
	often float64 // how much is not left out
}

func (f *filler) fill(v reflect.Value) {
	if f.Float64() >= f.often {
		return
	}
	switch v.Kind() {
	case reflect.String:
		from := f.IntN(len(f.text) + 1)
		v.SetString(f.text[from : from+f.IntN(len(f.text)-from+1)])
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(f.Uint64()) >> f.IntN(64))
	case reflect.Float64:
		v.SetFloat(f.share)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem())
	case reflect.Slice:
		n := f.IntN(4)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			f.fill(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i))
		}
	default:
		panic("a cable has a " + v.Kind().String())
	}
}

// signs are such as JSON writes otherwise, or might.
const signs = "LIMA \"<&>\\/ \x00\x01\x08\x0c\n\r\t\x1f \x7f\u00a0Ålesund\u2027\u2028\u2029\u202a\ufffd𝕏 \xff\xc3 \xed\xa0\x80"

// TestJSON holds that a cable is written as the library writes it, whatever it holds: a
// field that a type gains has to be written too.
func TestJSON(t *testing.T) {
	t.Parallel()
	holdJSON(t, &cable.Cable{})
	shares := []float64{0.86, 1, math.Copysign(0, -1), 1e-6, 9.9e-7, 1e-7, -0.5, 1e21, 9.99e20, math.MaxFloat64, math.SmallestNonzeroFloat64}
	for i := range 1000 {
		f := filler{rand.New(rand.NewPCG(1, uint64(i))), signs, shares[i%len(shares)], float64(1+i%4) / 4}
		var c cable.Cable
		f.fill(reflect.ValueOf(&c).Elem())
		holdJSON(t, &c)
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		holdJSON(t, &cable.Cable{SubjectEntities: []cable.Entity{{Confidence: 0.5}, {Confidence: x}}})
	}
}

func FuzzJSON(f *testing.F) {
	f.Add(uint64(1), signs, 0.86)
	f.Add(uint64(2), "", math.Inf(1))
	f.Fuzz(func(t *testing.T, seed uint64, text string, share float64) {
		fill := filler{rand.New(rand.NewPCG(2, seed)), text, share, 0.9}
		var c cable.Cable
		fill.fill(reflect.ValueOf(&c).Elem())
		holdJSON(t, &c)
	})
}

// TestRealJSON holds the same of real documents.
func TestRealJSON(t *testing.T) {
	t.Parallel()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	var inputs []ingest.Input
	for _, dir := range []string{"seed", "site-html", "nara-text"} {
		inputs = append(inputs, ingest.Input{FS: os.DirFS(sharedtest.Dir(t, dir)), Root: ".", Name: dir})
	}
	n := 0
	_, err = ingest.New(tables, nil).Run(t.Context(), inputs, func(c *cable.Cable, _ []byte) error {
		n++
		holdJSON(t, c)
		return nil
	})
	if err != nil || n < 50 {
		t.Errorf("%d cables, %v", n, err)
	}
}
