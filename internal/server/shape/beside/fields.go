package beside

import (
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/compare"
	"reftel/internal/server/shape"
	pages "reftel/web/templates/beside"
	"reftel/web/templates/words"
)

// A field is what the head of a cable says of one thing.
type field struct {
	name words.Message
	text func(c *cable.Cable) string
}

// heads are the fields that are compared, in the order of the page of a cable.
var heads = []field{
	{words.Later("Subject"), func(c *cable.Cable) string { return or(c.Subject, c.SubjectDisplay) }},
	{words.Later("Date"), nil},
	{words.Later("Classification"), func(c *cable.Cable) string { return c.Classification }},
	{words.Later("Captions"), func(c *cable.Cable) string { return list(c.Captions) }},
	{words.Later("Precedence"), func(c *cable.Cable) string { return c.Precedence }},
	{words.Later("From ‹sender›"), func(c *cable.Cable) string { return c.From }},
	{words.Later("To ‹addressee›"), func(c *cable.Cable) string { return list(c.To) }},
	{words.Later("Info"), func(c *cable.Cable) string { return list(c.Info) }},
	{words.Later("TAGS"), func(c *cable.Cable) string {
		var codes []string
		for _, t := range c.Tags {
			codes = append(codes, t.Code)
		}
		return list(codes)
	}},
	{words.Later("References"), func(c *cable.Cable) string {
		var refs []string
		for _, r := range c.References {
			refs = append(refs, strings.TrimSpace(r.Letter+" "+r.Text))
		}
		return list(refs)
	}},
	{words.Later("Executive order"), func(c *cable.Cable) string { return c.ExecutiveOrder }},
	{words.Later("Declassify on"), func(c *cable.Cable) string { return c.DeclassifyOn }},
	{words.Later("Classified by"), func(c *cable.Cable) string { return c.ClassifiedBy }},
	{words.Later("Signed"), func(c *cable.Cable) string { return list(c.Signers) }},
	{words.Later("Collection"), func(c *cable.Cable) string { return c.Collection }},
	{words.Later("Released"), func(c *cable.Cable) string { return c.Released }},
	{words.Later("Paragraphs"), func(c *cable.Cable) string { return strconv.Itoa(len(c.Paragraphs)) }},
}

func list(ss []string) string { return strings.Join(ss, "; ") }

// text is a field of a cable; a date in the words of the reader.
func (x *Page) text(h field, c *cable.Cable) string {
	switch {
	case h.text != nil:
		return h.text(c)
	case c.Date.HasTime:
		return shape.Long(x.Words, c.Date) + ", " + c.Date.String()[11:]
	}
	return shape.Long(x.Words, c.Date)
}

// fields are what the heads say otherwise.
func (x *Page) fields() []pages.Field {
	var out []pages.Field
	for _, h := range heads {
		a, b := x.text(h, x.First), x.text(h, x.Second)
		f := pages.Field{Name: x.Words.Tell(h.name)}
		for _, p := range compare.Words(a, b) {
			part := pages.Part{Text: p.Text, Cut: p.Cut, Side: sides[p.Side]}
			if p.Side != compare.Second {
				f.First = append(f.First, part)
			}
			if p.Side != compare.First {
				f.Second = append(f.Second, part)
			}
		}
		if f.First == nil && f.Second == nil {
			continue
		}
		for _, side := range []*[]pages.Part{&f.First, &f.Second} {
			if *side == nil {
				*side = []pages.Part{{Text: x.Words.Say("nothing ‹field›")}}
			}
		}
		out = append(out, f)
	}
	return out
}

// alike names the fields that say the same.
func (x *Page) alike() string {
	var names []string
	for _, h := range heads {
		if a := x.text(h, x.First); a != "" && compare.Words(a, x.text(h, x.Second)) == nil {
			names = append(names, x.Words.Tell(h.name))
		}
	}
	if names == nil {
		return ""
	}
	return x.Words.Say("The same in both: %s.", strings.Join(names, ", "))
}
