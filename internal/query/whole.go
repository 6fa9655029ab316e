package query

// fieldsOf are the fields of the search box that ask for the values of facets.
var fieldsOf = map[Facet]Field{
	Tags: FieldTag, Persons: FieldPer, Organisations: FieldOrg, Places: FieldLoc, Misc: FieldMisc, Origin: FieldFrom,
	Country: FieldCountry, Classification: FieldClass, Captions: FieldCaption, Language: FieldLang,
	Collection: FieldCollection, Year: FieldYear,
}

// Whole is all that the request asks for as one query: its text, its filters and
// its dates. It is nil for all cables.
func (r Request) Whole() Expr {
	var parts []Expr
	switch e := r.Expr.(type) {
	case nil:
	case And:
		parts = append(parts, e.Of...)
	default:
		parts = append(parts, e)
	}
	var without []Expr
	for _, facet := range Facets() {
		var of []Expr
		for _, f := range r.Selected(facet) {
			if f.Exclude {
				without = append(without, Not{f.asked()})
			} else {
				of = append(of, f.asked())
			}
		}
		if len(of) > 1 && !r.AllOf(facet) {
			of = []Expr{Or{of}}
		}
		parts = append(parts, of...)
	}
	parts = append(parts, without...)
	if !r.Since.IsZero() || !r.Until.IsZero() {
		parts = append(parts, Dates{From: r.Since, To: r.Until})
	}
	if len(parts) == 0 {
		return nil
	}
	return allOf(parts)
}

// asked is the value of a filter as the search box asks for it.
func (f Filter) asked() Expr {
	if f.Value == None {
		return Value{Field: fieldsOf[f.Facet], None: true}
	}
	return Value{Field: fieldsOf[f.Facet], Text: f.Value}
}
