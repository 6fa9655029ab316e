// Package jsondump reads JSON in which objects are cables: one object, an array
// of them, an object that holds such an array (results, documents, whatever its
// name), and JSON Lines. The keys of an object are known by the names that
// package columns knows; objects inside are looked into one level deep. The
// file is streamed: only one object is held at a time.
package jsondump

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/columns"
	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
)

// Name is the name of the format.
const Name = "json"

// Format is the reader of JSON.
func Format(tables *reference.Tables) source.Format {
	r := reader{telegram.Parser{Tables: tables}}
	return source.Format{Name: Name, Detect: detect, Split: split, Parse: r.parse, Numbers: true}
}

type reader struct{ grammar telegram.Parser }

// detect takes what begins like an object with a key, or an array of objects.
func detect(head []byte) bool {
	t := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(t) == 0 {
		return false
	}
	if t[0] == '[' {
		t = bytes.TrimLeft(t[1:], " \t\r\n")
		return len(t) > 0 && (t[0] == ']' || t[0] == '{' && detect(t))
	}
	if t[0] != '{' {
		return false
	}
	t = bytes.TrimLeft(t[1:], " \t\r\n")
	if len(t) == 0 || t[0] != '"' {
		return len(t) > 0 && t[0] == '}'
	}
	end := bytes.IndexByte(t[1:], '"')
	return end >= 0 && bytes.HasPrefix(bytes.TrimLeft(t[end+2:], " \t\r\n"), []byte(":"))
}

func (r reader) parse(name string, p source.Part) (*cable.Cable, error) {
	if wrong, ok := p.Shared.(fault); ok {
		return nil, source.Refuse(p.Line, "%s", string(wrong))
	}
	content := p.Content()
	if err := source.CheckText(content); err != nil {
		return nil, err
	}
	values, err := flat(content)
	if err != nil {
		return nil, source.Refuse(p.Line, "the object is no JSON: %v", err)
	}
	rec := columns.Record{Values: map[columns.Field]string{}, Table: "JSON file"}
	for _, v := range values {
		f, ok := columns.Named(v.key)
		switch {
		case v.text == "":
		case ok && rec.Values[f] == "":
			rec.Values[f] = v.text
		default:
			rec.Others = append(rec.Others, cable.Note{Text: v.key + ": " + cable.OneLine(v.text)})
		}
	}
	if !columns.Enough(func(f columns.Field) bool { return strings.TrimSpace(rec.Values[f]) != "" }) {
		return nil, &source.Refusal{Line: p.Line, Reason: noCable + found(values)} // of a million objects, perhaps: not formatted
	}
	c, reason := rec.Cable(&r.grammar)
	if c == nil {
		return nil, source.Refuse(p.Line, "%s", reason)
	}
	return c, nil
}

const noCable = "an object that is no cable: " + columns.Wanted + "; found: "

// A value is one of an object, as text; those of a list are parted by lines.
type value struct{ key, text string }

// found names the keys of an object, for the report.
func found(values []value) string {
	if len(values) == 0 {
		return "nothing"
	}
	var keys []string
	for _, v := range values {
		if !slices.Contains(keys, v.key) {
			keys = append(keys, v.key)
		}
	}
	if len(keys) > 20 {
		keys = append(keys[:20], fmt.Sprintf("and %d more", len(keys)-20))
	}
	return strings.Join(keys, ", ")
}

// flat reads the values of an object in their order. A value inside an object
// inside it counts as one of its own, under its own key.
func flat(raw []byte) ([]value, error) {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if bytes.IndexByte(raw, '"') < 0 && json.Valid(raw) {
		return nil, nil // no key: of a million such objects none is worth a decoder
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.Join(err, errors.New("no object"))
	}
	return flatObject(d, 1)
}

// flatObject reads an object behind its brace.
func flatObject(d *json.Decoder, depth int) ([]value, error) {
	var out []value
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		key, _ := t.(string)
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, err
		}
		if raw[0] == '{' && depth < 2 {
			inner := json.NewDecoder(bytes.NewReader(raw))
			inner.UseNumber()
			_, _ = inner.Token()
			values, err := flatObject(inner, depth+1)
			if err != nil {
				return nil, err
			}
			out = append(out, values...)
			continue
		}
		out = append(out, value{key, textOf(raw)})
	}
	_, err := d.Token()
	return out, err
}

// textOf is a value as text: a list of plain values line by line, anything else
// that is nested as it stands.
func textOf(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		lines := make([]string, 0, len(list))
		for _, v := range list {
			lines = append(lines, textOf(v))
		}
		return strings.Join(lines, "\n")
	}
	if string(raw) == "null" {
		return ""
	}
	return string(raw)
}
