package stored

import (
	"encoding"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// A reader goes through a text.
type reader struct {
	b       []byte
	at      int
	lists   []reflect.Value // by shape: memory to read a list into before its length is known
	strings [256]string     // some that were read last: kinds and codes come again and again
}

var errEnd = errors.New("it ends too early")

func (r *reader) unexpected() error {
	if r.at >= len(r.b) {
		return errEnd
	}
	return fmt.Errorf("%q at byte %d", r.b[r.at], r.at)
}

// peek passes over white space, and is the byte behind it, 0 at the end.
func (r *reader) peek() byte {
	if r.at < len(r.b) && r.b[r.at] > ' ' { // as nearly always
		return r.b[r.at]
	}
	for ; r.at < len(r.b); r.at++ {
		switch c := r.b[r.at]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}

// take passes over a sign that has to come next.
func (r *reader) take(sign byte) error {
	if r.peek() != sign {
		return r.unexpected()
	}
	r.at++
	return nil
}

// word passes over null, true or false, if that is what comes next.
func (r *reader) word(w string) bool {
	if end := r.at + len(w); end <= len(r.b) && string(r.b[r.at:end]) == w {
		r.at = end
		return true
	}
	return false
}

// value reads one into v, which is zero. null leaves it so.
func (r *reader) value(v reflect.Value, s *shape) error {
	switch c := r.peek(); {
	case c == 'n' && r.word("null"):
		return nil
	case s.text:
		t, err := r.text()
		if err != nil {
			return err
		}
		return v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(t))
	}
	switch s.kind {
	case reflect.String:
		t, err := r.text()
		v.SetString(t)
		return err
	case reflect.Bool:
		return r.bool(v)
	case reflect.Int:
		n, err := r.int()
		v.SetInt(int64(n))
		return err
	case reflect.Float64:
		x, err := r.float()
		v.SetFloat(x)
		return err
	case reflect.Pointer:
		p := reflect.New(s.elem.typ)
		v.Set(p)
		return r.value(p.Elem(), s.elem)
	case reflect.Slice:
		return r.list(v, s)
	}
	return r.object(v, s)
}

func (r *reader) bool(v reflect.Value) error {
	switch {
	case r.word("true"):
		v.SetBool(true)
	case !r.word("false"):
		return r.unexpected()
	}
	return nil
}

// object reads a struct. Most keys are those of the next fields.
func (r *reader) object(v reflect.Value, s *shape) error {
	if err := r.take('{'); err != nil {
		return err
	}
	if r.peek() == '}' {
		r.at++
		return nil
	}
	for next := 0; ; {
		i, err := r.key(s, next)
		if err != nil {
			return err
		}
		if i < 0 {
			err = r.skip()
		} else {
			f := &s.fields[i]
			err, next = r.value(f.of(v), f.shape), i+1
		}
		if err != nil {
			return err
		}
		switch r.peek() {
		case ',':
			r.at++
		case '}':
			r.at++
			return nil
		default:
			return r.unexpected()
		}
	}
}

// likely is how many fields are tried before a key is looked up.
const likely = 3

// key passes over a key and its colon, and is the number of its field, -1 for none.
func (r *reader) key(s *shape, next int) (int, error) {
	r.peek()
	for i := next; i < min(next+likely, len(s.fields)); i++ {
		if r.word(s.fields[i].key) {
			return i, nil
		}
	}
	name, err := r.raw()
	if err != nil {
		return 0, err
	}
	if err := r.take(':'); err != nil {
		return 0, err
	}
	if i, ok := s.named[string(name)]; ok {
		return i, nil
	}
	return -1, nil
}

// list reads a slice: into memory that is kept for lists of its shape, and then into a
// slice that is as long as it has to be.
func (r *reader) list(v reflect.Value, s *shape) error {
	if err := r.take('['); err != nil {
		return err
	}
	if r.peek() == ']' {
		r.at++
		v.Set(reflect.MakeSlice(s.typ, 0, 0))
		return nil
	}
	all := r.lists[s.number]
	r.lists[s.number] = reflect.Value{} // of a list in a list each has its own
	if !all.IsValid() {
		all = reflect.New(s.typ).Elem()
	}
	n := 0
	defer func() {
		all.SetLen(n)
		all.Clear()
		all.SetLen(all.Cap())
		r.lists[s.number] = all
	}()
	for {
		if n == all.Len() {
			all.Grow(max(16, n))
			all.SetLen(all.Cap())
		}
		n++
		if err := r.value(all.Index(n-1), s.elem); err != nil {
			return err
		}
		switch r.peek() {
		case ',':
			r.at++
		case ']':
			r.at++
			v.Grow(n) // MakeSlice asks for memory for the slice itself too
			v.SetLen(n)
			v.SetCap(n)
			reflect.Copy(v, all)
			return nil
		default:
			return r.unexpected()
		}
	}
}

// raw passes over a string, and is what it stands for; valid until more is read.
func (r *reader) raw() ([]byte, error) {
	if r.peek() != '"' {
		return nil, r.unexpected()
	}
	r.at++
	from, rest := r.at, r.b[r.at:]
	for i, c := range rest {
		if c > '\\' || c != '"' && c != '\\' && c >= ' ' {
			continue
		}
		r.at += i
		switch c {
		case '"':
			r.at++
			return rest[:i], nil
		case '\\':
			return r.escaped(from)
		}
		return nil, r.unexpected()
	}
	r.at = len(r.b)
	return nil, errEnd
}

// escaped is a string in which signs are written by others.
func (r *reader) escaped(from int) ([]byte, error) {
	for ; r.at < len(r.b) && r.b[r.at] != '"'; r.at++ {
		if r.b[r.at] == '\\' {
			r.at++
		}
	}
	if r.at >= len(r.b) {
		return nil, errEnd
	}
	r.at++
	return jsontext.AppendUnquote(nil, r.b[from-1:r.at])
}

// text reads a string.
func (r *reader) text() (string, error) {
	b, err := r.raw()
	if err != nil || len(b) == 0 {
		return "", err
	}
	const long = 32 // which seldom comes again
	if len(b) > long {
		return string(b), nil
	}
	kept := &r.strings[(uint(len(b))+uint(b[0])*7+uint(b[len(b)/2])*31+uint(b[len(b)-1])*97)%uint(len(r.strings))]
	if *kept != string(b) {
		*kept = string(b)
	}
	return *kept, nil
}

// number passes over one as JSON writes it.
func (r *reader) number() ([]byte, error) {
	r.peek()
	from := r.at
	digits := func() bool {
		begin := r.at
		for r.at < len(r.b) && r.b[r.at]-'0' <= 9 {
			r.at++
		}
		return r.at > begin
	}
	r.word("-")
	if !r.word("0") && !digits() {
		return nil, r.unexpected()
	}
	if r.word(".") && !digits() {
		return nil, r.unexpected()
	}
	if r.word("e") || r.word("E") {
		if !r.word("-") {
			r.word("+")
		}
		if !digits() {
			return nil, r.unexpected()
		}
	}
	return r.b[from:r.at], nil
}

func (r *reader) int() (int, error) {
	r.peek()
	if n, ok := r.short(); ok {
		return n, nil
	}
	b, err := r.number()
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(string(b))
}

// short passes over a number of a few digits and nothing else, as nearly all are.
func (r *reader) short() (n int, ok bool) {
	const most = 9
	for i, c := range r.b[r.at:min(r.at+most+1, len(r.b))] {
		if d := c - '0'; d <= 9 {
			n = 10*n + int(d)
			continue
		}
		if i == 0 || i > 1 && r.b[r.at] == '0' || c == '.' || c == 'e' || c == 'E' {
			return 0, false
		}
		r.at += i
		return n, true
	}
	return 0, false
}

func (r *reader) float() (float64, error) {
	b, err := r.number()
	if err != nil {
		return 0, err
	}
	x, err := strconv.ParseFloat(string(b), 64)
	if math.IsInf(x, 0) { // as the library does
		err = nil
		x = math.Copysign(math.MaxFloat64, x)
	}
	return x, err
}

// skip passes over a value that nobody asks for.
func (r *reader) skip() error {
	depth := 0
	for {
		switch r.peek() {
		case 0:
			return r.unexpected()
		case '"':
			if err := r.pass(); err != nil {
				return err
			}
		case '{', '[':
			depth++
			r.at++
		case '}', ']':
			depth--
			r.at++
		case ',', ':':
			if depth == 0 {
				return r.unexpected()
			}
			r.at++
		default:
			if !r.word("null") && !r.word("true") && !r.word("false") {
				if _, err := r.number(); err != nil {
					return err
				}
			}
		}
		if depth < 0 {
			r.at--
			return r.unexpected()
		}
		if depth == 0 {
			return nil
		}
	}
}

// pass passes over a string.
func (r *reader) pass() error {
	for r.at++; r.at < len(r.b); r.at++ {
		switch r.b[r.at] {
		case '"':
			r.at++
			return nil
		case '\\':
			r.at++
		}
	}
	return errEnd
}
