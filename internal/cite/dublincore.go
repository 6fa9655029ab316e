package cite

// An Element is one of the fifteen elements of Dublin Core with a value.
type Element struct{ Name, Value string }

// DublinCore is the work in simple Dublin Core, as harvesters take it: an element stands
// as often as it is told. Subjects are the TAGS in words, about says what it is about.
func (x Work) DublinCore(subjects []string, about string) []Element {
	r, c := x.record(), x.Cable
	var es []Element
	add := func(name string, values ...string) {
		for _, v := range values {
			if v = OneLine(v); v != "" {
				es = append(es, Element{name, v})
			}
		}
	}
	add("title", r.title)
	add("creator", r.office)
	add("subject", subjects...)
	add("description", about)
	add("description", r.notes...)
	if v := r.volume; v != nil {
		add("publisher", v.publisher)
		for _, p := range v.editors {
			add("contributor", p.inverted())
		}
		add("relation", v.title)
	}
	add("date", r.date.String())
	add("type", "Text", r.kind)
	add("format", "text/html")
	add("identifier", r.url, x.ARK, r.id)
	add("source", r.holds)
	add("language", r.language)
	add("coverage", c.Origin.Country)
	return es
}
