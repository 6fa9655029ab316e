package kept

import (
	"encoding/binary"
	"math"
	"reflect"
	"slices"
	"strings"

	"reftel/internal/codec"
)

// A writer writes values as bytes, field by field in their order: what a type gains
// later is written too. Pointers are followed; of maps the keys must be strings, and
// what a value has of functions or channels makes it bad.
type writer struct {
	b    []byte
	sums *sums // of what pointers lead to, in keys alone
	deep int
	bad  bool
}

// deepest is how many values stand in each other; what goes on has no end.
const deepest = 64

func (w *writer) value(v reflect.Value) {
	if w.deep++; w.deep > deepest {
		w.bad = true
	}
	if !w.bad {
		w.write(v)
	}
	w.deep--
}

func (w *writer) write(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		w.b = append(w.b, flag(v.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.b = binary.AppendVarint(w.b, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.b = binary.AppendUvarint(w.b, v.Uint())
	case reflect.Float32, reflect.Float64:
		w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(v.Float()))
	case reflect.String:
		w.b = codec.AppendString(w.b, v.String())
	case reflect.Slice, reflect.Array:
		w.list(v)
	case reflect.Struct:
		for i := range v.NumField() {
			w.value(v.Field(i))
		}
	case reflect.Pointer:
		w.pointer(v)
	case reflect.Map:
		w.table(v)
	case reflect.Interface:
		w.b = append(w.b, flag(!v.IsNil()))
		if !v.IsNil() {
			w.b = codec.AppendString(w.b, v.Elem().Type().String())
			w.value(v.Elem())
		}
	default:
		w.bad = true
	}
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// list writes a slice after its length, and one more so that none at all is told from
// one that is empty.
func (w *writer) list(v reflect.Value) {
	if v.Kind() == reflect.Slice && v.IsNil() {
		w.b = append(w.b, 0)
		return
	}
	w.b = binary.AppendUvarint(w.b, uint64(v.Len())+1)
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		w.b = append(w.b, v.Bytes()...)
		return
	}
	for i := range v.Len() {
		w.value(v.Index(i))
	}
}

func (w *writer) pointer(v reflect.Value) {
	w.b = append(w.b, flag(!v.IsNil()))
	switch {
	case v.IsNil():
	case w.sums == nil:
		w.value(v.Elem())
	default:
		sum, ok := w.sums.of(v, w.deep)
		w.b, w.bad = append(w.b, sum[:]...), w.bad || !ok
	}
}

// table writes a map in the order of its keys.
func (w *writer) table(v reflect.Value) {
	if v.Type().Key().Kind() != reflect.String {
		w.bad = true
		return
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	w.b = binary.AppendUvarint(w.b, uint64(len(keys)))
	for _, k := range keys {
		w.b = codec.AppendString(w.b, k.String())
		w.value(v.MapIndex(k))
	}
}

// read reads what a writer wrote into a value of the same type. It takes any bytes:
// what does not fit makes the scanner bad. Maps and interfaces are not read back.
func read(s *codec.Scanner, v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(one(s) == 1)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, k := binary.Varint(s.B)
		if k <= 0 || v.OverflowInt(n) {
			s.Bad = true
			return
		}
		s.B = s.B[k:]
		v.SetInt(n)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		n := s.Uvarint()
		s.Bad = s.Bad || v.OverflowUint(n)
		v.SetUint(n)
	case reflect.Float32, reflect.Float64:
		if b := s.Bytes(8); b != nil {
			v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64(b)))
		}
	case reflect.String:
		v.SetString(string(s.Bytes(s.Count())))
	case reflect.Slice:
		readList(s, v)
	case reflect.Struct:
		for i := 0; i < v.NumField() && !s.Bad; i++ {
			if !v.Field(i).CanSet() {
				s.Bad = true
				return
			}
			read(s, v.Field(i))
		}
	case reflect.Pointer:
		if one(s) == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			read(s, v.Elem())
		}
	default:
		s.Bad = true
	}
}

// one reads a byte that is 0 or 1.
func one(s *codec.Scanner) byte {
	b := s.Bytes(1)
	if b == nil || b[0] > 1 {
		s.Bad = true
		return 0
	}
	return b[0]
}

func readList(s *codec.Scanner, v reflect.Value) {
	n := s.Uvarint()
	if n == 0 {
		return
	}
	n--
	elem := v.Type().Elem()
	if n > uint64(len(s.B)/least(elem)) {
		s.Bad = true
		return
	}
	if elem.Kind() == reflect.Uint8 {
		v.SetBytes(append([]byte{}, s.Bytes(int(n))...))
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), int(n), int(n)))
	for i := 0; i < int(n) && !s.Bad; i++ {
		read(s, v.Index(i))
	}
}

// least is how many bytes a value of a type takes at the least, so that no number of
// elements asks for much more memory than there are bytes.
func least(t reflect.Type) int {
	switch t.Kind() {
	case reflect.Struct:
		n := 0
		for i := range t.NumField() {
			n += least(t.Field(i).Type)
		}
		return max(n, 1)
	case reflect.Float32, reflect.Float64:
		return 8
	}
	return 1
}
