package stored

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"
)

// A shape is what is known of a type.
type shape struct {
	typ    reflect.Type
	kind   reflect.Kind
	text   bool // it reads its own text
	number int  // of this shape, from 0
	elem   *shape
	fields []field
	named  map[string]int // fields by their keys
}

// A field is one of a struct.
type field struct {
	key   string // with quotes and the colon: "id":
	index int
	inner []int // and the places in the structs that are embedded there
	shape *shape
}

// A finder makes the shapes of a type and of what is in it.
type finder struct {
	found int
	known map[reflect.Type]*shape
}

var unmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

func (f *finder) of(t reflect.Type) *shape {
	if s := f.known[t]; s != nil {
		return s
	}
	s := &shape{typ: t, kind: t.Kind(), number: f.found, text: reflect.PointerTo(t).Implements(unmarshaler)}
	f.found++
	if f.known == nil {
		f.known = map[reflect.Type]*shape{}
	}
	f.known[t] = s
	if s.text {
		return s
	}
	switch s.kind {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Float64:
	case reflect.Pointer, reflect.Slice:
		s.elem = f.of(t.Elem())
	case reflect.Struct:
		f.fields(s)
	default:
		panic(fmt.Sprintf("stored: no %s is read", t))
	}
	return s
}

// fields finds those of a struct, and of the structs that it embeds.
func (f *finder) fields(s *shape) {
	s.named = map[string]int{}
	for _, sf := range reflect.VisibleFields(s.typ) {
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if sf.Anonymous && name == "" || name == "-" || !sf.IsExported() {
			continue
		}
		if name == "" {
			name = sf.Name
		}
		if _, twice := s.named[name]; twice {
			panic(fmt.Sprintf("stored: %s has two fields of the key %s", s.typ, name))
		}
		s.named[name] = len(s.fields)
		s.fields = append(s.fields, field{key: `"` + name + `":`, index: sf.Index[0], inner: sf.Index[1:], shape: f.of(sf.Type)})
	}
}

// of is the field of a value.
func (f *field) of(v reflect.Value) reflect.Value {
	v = v.Field(f.index)
	for _, i := range f.inner {
		v = v.Field(i)
	}
	return v
}
