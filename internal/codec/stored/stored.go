// Package stored reads the JSON that an archive keeps of its cables. It knows nothing of
// them: what a type looks like is found out once, and a text is gone through once, with
// the fields expected in the order in which they were written. Each cable is read twice in
// an ingest, and once for each page that shows it, so that this pays: it takes half the
// time of the library. It means what encoding/json/v2 means, but that a key may
// stand twice, and that of values which nobody asks for only the end is looked for.
package stored

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"unicode/utf8"
)

// A Type is how values of T are read. It may be used by many goroutines.
type Type[T any] struct {
	shape   *shape
	shapes  int
	readers sync.Pool
}

// Of finds out how values of T are read. It panics where T has something in it that this
// package does not read, which is a mistake of ours.
func Of[T any]() *Type[T] {
	var f finder
	t := &Type[T]{shape: f.of(reflect.TypeFor[T]())}
	t.shapes = f.found
	return t
}

// Read reads JSON into a value that is zero. Its strings share no memory with b.
func (t *Type[T]) Read(b []byte, into *T) error {
	if !utf8.Valid(b) {
		return errors.New("JSON that is not UTF-8")
	}
	r, _ := t.readers.Get().(*reader)
	if r == nil {
		r = &reader{lists: make([]reflect.Value, t.shapes)}
	}
	defer t.readers.Put(r)
	r.b, r.at = b, 0
	defer func() { r.b = nil }()
	err := r.value(reflect.ValueOf(into).Elem(), t.shape)
	if err == nil && r.peek() != 0 {
		err = r.unexpected()
	}
	if err != nil {
		return fmt.Errorf("JSON: %w", err)
	}
	return nil
}
