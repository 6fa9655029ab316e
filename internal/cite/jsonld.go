package cite

// A linked is a work in the vocabulary of schema.org.
type linked struct {
	Context     string   `json:"@context,omitempty"`
	Type        []string `json:"@type"`
	Name        string   `json:"name"`
	Identifier  string   `json:"identifier,omitempty"`
	Location    string   `json:"itemLocation,omitempty"`
	DateSent    string   `json:"dateSent,omitempty"`
	Sender      *party   `json:"sender,omitempty"`
	ToRecipient []party  `json:"toRecipient,omitempty"`
	About       []string `json:"about,omitempty"`
	InLanguage  string   `json:"inLanguage,omitempty"`
	Position    string   `json:"position,omitempty"`
	IsPartOf    any      `json:"isPartOf,omitempty"`
	URL         string   `json:"url,omitempty"`
}

type party struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// A book is the volume that printed a document.
type book struct {
	Type      string  `json:"@type"`
	Name      string  `json:"name"`
	Number    string  `json:"volumeNumber,omitempty"`
	Editor    []party `json:"editor,omitempty"`
	Publisher *party  `json:"publisher,omitempty"`
	Published string  `json:"datePublished,omitempty"`
}

// JSONLD is the work as linked data: a cable is a message that is a part of an archive, a
// paragraph a quotation that is a part of the cable, whose address is whole. About is what
// the TAGS mean.
func (x Work) JSONLD(about []string, whole string) any {
	r := x.record()
	c := x.Cable
	j := linked{
		Type: []string{"ArchiveComponent", "Message"}, Name: r.title, Identifier: r.id, Location: r.id, InLanguage: r.language, About: about, URL: whole,
	}
	if !c.Undated {
		j.DateSent = c.Date.String()
	}
	if r.office != "" {
		j.Sender = &party{"Organization", r.office}
	}
	for _, to := range c.To {
		if to = OneLine(to); to != "" {
			j.ToRecipient = append(j.ToRecipient, party{"Organization", to})
		}
	}
	switch {
	case r.volume != nil:
		j.Type = append(j.Type, "Chapter")
		j.Position = c.Edition.Number
		j.IsPartOf = bookOf(r.volume, c.Edition.Editors)
	case r.holds != "":
		j.IsPartOf = &party{"Collection", r.holds}
	}
	if x.Paragraph == nil {
		j.Context = schema
		return j
	}
	return linked{
		Context: schema, Type: []string{"Quotation"}, Name: r.title + ", " + x.where(), Identifier: r.key, Position: x.where(), InLanguage: r.language,
		IsPartOf: j, URL: r.url,
	}
}

const schema = "https://schema.org"

func bookOf(v *volume, editors []string) book {
	b := book{Type: "Book", Name: v.title, Number: v.number, Published: v.year}
	for _, name := range editors {
		b.Editor = append(b.Editor, party{"Person", OneLine(name)})
	}
	if v.publisher != "" {
		b.Publisher = &party{"Organization", v.publisher}
	}
	return b
}
