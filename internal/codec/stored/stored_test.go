package stored_test

import (
	"strings"
	"testing"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
	"reftel/internal/codec/stored"
)

// A row has all that is read.
type row struct {
	part
	Name   string   `json:"name"`
	Sure   bool     `json:"sure,omitempty"`
	Times  int      `json:"times,omitempty"`
	Share  float64  `json:"share,omitempty"`
	Days   []string `json:"days,omitempty"`
	Spans  [][]int  `json:"spans,omitempty"`
	More   *row     `json:"more,omitempty"`
	Beside []row    `json:"beside,omitempty"`
	Plain  string
}

// A part stands in another.
type part struct {
	Date cable.Date `json:"date,omitzero"`
}

var rows = stored.Of[row]()

// inputs are good and bad ones; those that read is false for are refused.
var inputs = []struct {
	js   string
	read bool
}{
	{`{}`, true},
	{`null`, true},
	{" {\t\"name\" : \"LIMA\" ,\r\n\"times\":-3 } ", true},
	{`{"name":"a \"quoted\" \\ \/ \b\f\n\r\t \u00e9 \ud83d\ude00 é 😀"}`, true},
	{`{"n\u0061me":"LIMA","Plain":"x","name ":"y","other":{"a":[1,{"b":"]}\"\\"}],"c":null,"d":-1.5e+3,"e":false}}`, true},
	{`{"sure":true,"times":0,"share":0.86,"days":["a","","a",null],"spans":[[1,2],[],[3],null],"date":"1973-05-01T09:40"}`, true},
	{`{"more":{"more":{"name":"x"},"beside":[{"name":"y","beside":[{"name":"z","days":["d"]},{}]},{"name":"w"}]},"beside":[]}`, true},
	{`{"days":null,"more":null,"name":null,"sure":null,"times":null,"share":null,"date":null}`, true},
	{`{"share":1e-400}`, true},
	{`{"times":0,"spans":[[0,10,999999999,1234567890,9223372036854775807],[-0,-7, 8 ]]}`, true},
	{``, false},
	{`{`, false},
	{`{"name"`, false},
	{`{"name":`, false},
	{`{"name":"x`, false},
	{`{"name":"x"`, false},
	{`{"name":"x",}`, false},
	{`{"name":"x"}}`, false},
	{`{"name":"x"} {`, false},
	{`{"name" "x"}`, false},
	{`{name:"x"}`, false},
	{`{"name":x}`, false},
	{`{"name":1}`, false},
	{`{"name":"a` + "\n" + `b"}`, false},
	{`{"name":"\x"}`, false},
	{`{"name":"\ud83d"}`, false},
	{"{\"name\":\"\xff\"}", false},
	{`{"sure":1}`, false},
	{`{"sure":truee}`, false},
	{`{"times":1.5}`, false},
	{`{"times":01}`, false},
	{`{"times":-}`, false},
	{`{"times":007}`, false},
	{`{"times":7`, false},
	{`{"times":7.0}`, false},
	{`{"times":7e1}`, false},
	{`{"times":7E1}`, false},
	{`{"times":7x}`, false},
	{`{"times":9223372036854775808}`, false},
	{`{"share":.5}`, false},
	{`{"share":1.}`, false},
	{`{"share":1e}`, false},
	{`{"days":["a"`, false},
	{`{"days":["a",]}`, false},
	{`{"days":{"a":1}}`, false},
	{`{"more":[]}`, false},
	{`{"beside":[{}`, false},
	{`{"date":"yesterday"}`, false},
	{`{"other":]}`, false},
	{`{"other":}`, false},
	{`{"other":[}`, false},
	{`{"other":"x}`, false},
	{`[]`, false},
	{`nul`, false},
}

func TestRead(t *testing.T) {
	t.Parallel()
	for _, in := range inputs {
		var got, want row
		err := rows.Read([]byte(in.js), &got)
		if (err == nil) != in.read {
			t.Errorf("%s: %v", in.js, err)
		}
		if !in.read {
			continue
		}
		if err := jsonv2.Unmarshal([]byte(in.js), &want); err != nil {
			t.Fatalf("%s: the library: %v", in.js, err)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
			t.Errorf("%s (-library +ours)\n%s", in.js, diff)
		}
	}
}

// TestOwnMemory holds that what was read stays when what it was read of is used again, and
// when the reader is.
func TestOwnMemory(t *testing.T) {
	t.Parallel()
	b := []byte(`{"name":"LIMA","days":["one","two"],"beside":[{"name":"a"},{"name":"b"}]}`)
	var first, second row
	if err := rows.Read(b, &first); err != nil {
		t.Fatal(err)
	}
	copy(b, strings.Repeat(" ", len(b)))
	if err := rows.Read([]byte(`{"name":"QUITO","days":["six"],"beside":[{},{"days":["x"]},{}]}`), &second); err != nil {
		t.Fatal(err)
	}
	want := row{Name: "LIMA", Days: []string{"one", "two"}, Beside: []row{{Name: "a"}, {Name: "b"}}}
	if diff := cmp.Diff(want, first, cmp.AllowUnexported(row{})); diff != "" {
		t.Error(diff)
	}
	if len(second.Beside) != 3 || second.Beside[0].Days != nil || cap(first.Days) != 2 {
		t.Errorf("%+v, room for %d days", second, cap(first.Days))
	}
}

func TestRefusedTypes(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]func(){
		"a map":    func() { stored.Of[map[string]int]() },
		"a number": func() { stored.Of[struct{ N uint8 }]() },
		"two keys": func() {
			stored.Of[struct {
				A int `json:"B"`
				B int
			}]()
		},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s is taken", name)
				}
			}()
			of()
		}()
	}
}

// FuzzRead holds that what the library reads is read as the library does, and that nothing
// panics.
func FuzzRead(f *testing.F) {
	for _, in := range inputs {
		f.Add([]byte(in.js))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var got, want row
		err := rows.Read(b, &got)
		if jsonv2.Unmarshal(b, &want) != nil {
			return
		}
		if err != nil {
			t.Fatalf("%q: %v", b, err)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
			t.Errorf("%q (-library +ours)\n%s", b, diff)
		}
	})
}
