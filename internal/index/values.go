package index

import (
	"slices"
	"strings"
	"time"

	"reftel/internal/cable"
	"reftel/internal/query"
)

// value finds the cables that have a value of a field.
func (a *Archive) value(v query.Value) bitset {
	if v.Field == query.FieldCopies {
		return a.copiesOf(v.Text, v.None)
	}
	if v.None {
		return a.without(v.Field)
	}
	b := newBitset(a.n)
	switch v.Field {
	case query.FieldID:
		a.markID(b, v)
	case query.FieldRef:
		for _, ord := range a.citing(v.Text) {
			b.set(ord)
		}
	case query.FieldTag:
		a.markEqual(b, query.Tags, v)
	case query.FieldFrom:
		if a.markEqual(b, query.Origin, v) == 0 {
			a.markNamed(b, query.Origin, v)
		}
	case query.FieldTo:
		a.markNamed(b, colTo, v)
	case query.FieldClass:
		a.markClass(b, v)
	case query.FieldCaption:
		a.markEqual(b, query.Captions, v)
	case query.FieldPer:
		a.markNamed(b, query.Persons, v)
	case query.FieldOrg:
		a.markNamed(b, query.Organisations, v)
	case query.FieldLoc:
		a.markNamed(b, query.Places, v)
	case query.FieldMisc:
		a.markNamed(b, query.Misc, v)
	case query.FieldCountry:
		a.markNamed(b, query.Country, v)
	case query.FieldYear:
		a.markEqual(b, query.Year, v)
	case query.FieldLang:
		a.markEqual(b, query.Language, v)
	case query.FieldCollection:
		a.markNamed(b, query.Collection, v)
	}
	return b
}

// columnsOf are the columns that hold the values of fields. An id is in none.
var columnsOf = map[query.Field]query.Facet{
	query.FieldTag: query.Tags, query.FieldFrom: query.Origin, query.FieldTo: colTo, query.FieldClass: query.Classification,
	query.FieldCaption: query.Captions, query.FieldPer: query.Persons, query.FieldOrg: query.Organisations,
	query.FieldLoc: query.Places, query.FieldMisc: query.Misc, query.FieldRef: colRef, query.FieldCountry: query.Country,
	query.FieldYear: query.Year, query.FieldLang: query.Language, query.FieldCollection: query.Collection,
}

// without finds the cables that have no value of a field.
func (a *Archive) without(f query.Field) bitset {
	b := a.all.clone()
	if c, ok := a.columns[columnsOf[f]]; ok {
		b.andNot(c.has)
	} else {
		clear(b)
	}
	return b
}

func (a *Archive) markID(b bitset, v query.Value) {
	if v.Prefix {
		p := idKey(v.Text)
		for _, ids := range []*idOrder{&a.ids.sorted, &a.ids.others} {
			for _, ord := range ids.beginning(p, len(ids.keys)) {
				b.set(ord)
			}
		}
		return
	}
	if t, ok := a.ids.find(v.Text); ok {
		b.set(t.ord)
	}
}

// squeeze is a code without spaces and signs, in small letters.
func squeeze(s string) string { return strings.ReplaceAll(fold(s), " ", "") }

// markEqual marks the cables with a value that is the text, but for case and
// spaces, or begins with it. It returns how many values that are.
func (a *Archive) markEqual(b bitset, f query.Facet, v query.Value) int {
	c := a.columns[f]
	want := squeeze(v.Text)
	if want == "" {
		return 0
	}
	n := 0
	for i, value := range c.values {
		if s := squeeze(value); s == want || v.Prefix && strings.HasPrefix(s, want) {
			c.mark(b, uint32(i))
			n++
		}
	}
	return n
}

// classes are the short forms of classifications.
func classes(short string) string {
	switch short {
	case "u":
		return "unclassified"
	case "c":
		return "confidential"
	case "s":
		return "secret"
	case "ts":
		return "topsecret"
	case "lou":
		return "limitedofficialuse"
	case "sbu":
		return "sensitivebutunclassified"
	case "fouo", "ouo":
		return "forofficialuseonly"
	}
	return short
}

// markClass marks a classification; SBU and FOUO also where they follow
// UNCLASSIFIED.
func (a *Archive) markClass(b bitset, v query.Value) {
	want := classes(squeeze(v.Text))
	if want == "" {
		return
	}
	c := a.columns[query.Classification]
	for i, value := range c.values {
		s := classes(squeeze(value))
		if s == want || v.Prefix && strings.HasPrefix(s, want) ||
			strings.HasPrefix(s, "unclassified") && classes(strings.TrimPrefix(s, "unclassified")) == want {
			c.mark(b, uint32(i))
		}
	}
}

// markNamed marks the cables with a name that holds all words of the text.
func (a *Archive) markNamed(b bitset, f query.Facet, v query.Value) {
	c := a.columns[f]
	for _, i := range c.named(v.Text, v.Prefix, 0) {
		c.mark(b, i)
	}
}

// citing are the cables that cite an id under any of its spellings.
func (a *Archive) citing(id string) []uint32 {
	c := a.columns[colRef]
	keys := append([]string{id}, idKeys(id)...)
	if t, ok := a.ids.find(id); ok {
		keys = append(keys, a.ids.held[t.ord])
		keys = append(keys, a.ids.othersOf(t.ord)...)
	}
	var values []uint32
	var ords []uint32
	for _, k := range keys {
		if v, ok := c.find(k); ok && !slices.Contains(values, v) {
			values = append(values, v)
			ords = append(ords, c.cables(v)...)
		}
	}
	slices.Sort(ords)
	return slices.Compact(ords)
}

// dateRange finds the cables whose date lies in the range as a whole: a cable
// of "March 1974" is found in 1974, not in the days from 10 March on. Undated
// ones are in no range.
func (a *Archive) dateRange(d query.Dates) bitset {
	b := newBitset(a.n)
	if d.None {
		for ord := a.dated; ord < a.n; ord++ {
			b.set(uint32(ord))
		}
		return b
	}
	lo, hi := int32(0), int32(99991231)
	if !d.From.IsZero() {
		lo, _ = daySpan(d.From)
	}
	if !d.To.IsZero() {
		_, hi = daySpan(d.To)
	}
	for ord := range a.dated {
		if a.from[ord] >= lo && a.to[ord] <= hi {
			b.set(uint32(ord))
		}
	}
	return b
}

// daySpan are the first and the last day that a date may mean, as YYYYMMDD. The
// last day of a month is 31 in all of them.
func daySpan(d cable.Date) (from, to int32) {
	year := int32(d.Year) * 10000
	if d.Month == 0 {
		return year + 101, year + 1231
	}
	month := year + int32(d.Month)*100
	if d.Day == 0 {
		return month + 1, month + 31
	}
	from = month + int32(d.Day)
	to = from
	if time.Date(d.Year, time.Month(d.Month), d.Day+1, 0, 0, 0, 0, time.UTC).Day() == 1 {
		to = month + 31
	}
	return from, to
}
