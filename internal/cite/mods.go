package cite

import (
	"encoding/xml"
	"strings"
)

// MODSNamespace is that of the Metadata Object Description Schema of the Library of
// Congress, MODSSchema where its version 3.8 stands.
const (
	MODSNamespace = "http://www.loc.gov/mods/v3"
	MODSSchema    = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
)

// MODS is a work in that schema. An element that tells nothing is left out.
type MODS struct {
	XMLName   xml.Name      `xml:"mods"`
	NS        string        `xml:"xmlns,attr"`
	Schema    string        `xml:"xsi:schemaLocation,attr"` // the prefix is bound by the document around it
	Version   string        `xml:"version,attr"`
	Title     string        `xml:"titleInfo>title"`
	Names     []modsName    `xml:"name"`
	Resource  string        `xml:"typeOfResource"`
	Genre     string        `xml:"genre,omitempty"`
	Origin    *modsOrigin   `xml:"originInfo"`
	Language  *modsTerm     `xml:"language>languageTerm"`
	Abstract  string        `xml:"abstract,omitempty"`
	Notes     []string      `xml:"note"`
	Subjects  []modsSubject `xml:"subject"`
	Related   []modsRelated `xml:"relatedItem"`
	IDs       []modsID      `xml:"identifier"`
	Locations []modsAt      `xml:"location"`
}

type modsName struct {
	Type string   `xml:"type,attr"`
	Name string   `xml:"namePart"`
	Role modsTerm `xml:"role>roleTerm"`
}

type modsTerm struct {
	Type      string `xml:"type,attr"`
	Authority string `xml:"authority,attr"`
	Term      string `xml:",chardata"`
}

type modsOrigin struct {
	Publisher string    `xml:"publisher,omitempty"`
	Issued    *modsDate `xml:"dateIssued"`
	Created   *modsDate `xml:"dateCreated"`
}

type modsDate struct {
	Encoding string `xml:"encoding,attr"`
	Date     string `xml:",chardata"`
}

type modsSubject struct {
	Topic string `xml:"topic,omitempty"`
	Place string `xml:"geographic,omitempty"`
}

type modsRelated struct {
	Type   string      `xml:"type,attr"`
	Title  string      `xml:"titleInfo>title"`
	Names  []modsName  `xml:"name"`
	Origin *modsOrigin `xml:"originInfo"`
	Part   *modsPart   `xml:"part"`
}

type modsPart struct {
	Detail modsDetail `xml:"detail"`
}

type modsDetail struct {
	Type   string `xml:"type,attr"`
	Number string `xml:"number"`
}

type modsID struct {
	Type string `xml:"type,attr"`
	ID   string `xml:",chardata"`
}

type modsAt struct {
	Holder string   `xml:"physicalLocation,omitempty"`
	URL    *modsURL `xml:"url"`
}

type modsURL struct {
	Usage string `xml:"usage,attr"`
	URL   string `xml:",chardata"`
}

// MODS is the work in that schema, with what DublinCore is handed too.
func (x Work) MODS(subjects []string, about string) MODS {
	r, c := x.record(), x.Cable
	m := MODS{
		NS: MODSNamespace, Schema: MODSNamespace + " " + MODSSchema, Version: "3.8", Title: r.title, Resource: "text",
		Genre: strings.ToLower(r.kind), Abstract: OneLine(about), Notes: r.notes, IDs: []modsID{{"local", r.id}},
	}
	if m.Title == "" {
		m.Title = r.id
	}
	m.name("corporate", r.office, "creator")
	for _, to := range r.addressee {
		m.name("corporate", to, "addressee")
	}
	if d := r.date.String(); d != "" {
		m.Origin = &modsOrigin{Created: &modsDate{"w3cdtf", d}}
	}
	if r.language != "" {
		m.Language = &modsTerm{"code", "rfc3066", r.language}
	}
	for _, s := range subjects {
		m.Subjects = append(m.Subjects, modsSubject{Topic: OneLine(s)})
	}
	if c.Origin.Country != "" {
		m.Subjects = append(m.Subjects, modsSubject{Place: OneLine(c.Origin.Country)})
	}
	if v := r.volume; v != nil {
		m.Related = append(m.Related, v.mods())
	}
	if r.url != "" {
		m.IDs = append(m.IDs, modsID{"uri", r.url})
		m.Locations = append(m.Locations, modsAt{URL: &modsURL{"primary display", r.url}})
	}
	if x.ARK != "" {
		m.IDs = append(m.IDs, modsID{"ark", x.ARK})
	}
	if r.holds != "" {
		m.Locations = append(m.Locations, modsAt{Holder: r.holds})
	}
	return m
}

func (m *MODS) name(kind, name, role string) {
	if name != "" {
		m.Names = append(m.Names, modsName{kind, name, modsTerm{"text", "marcrelator", role}})
	}
}

// mods is the volume that a document was printed in.
func (v *volume) mods() modsRelated {
	r := modsRelated{Type: "host", Title: v.title}
	for _, p := range v.editors {
		r.Names = append(r.Names, modsName{"personal", p.inverted(), modsTerm{"text", "marcrelator", "editor"}})
	}
	if v.publisher != "" || v.year != "" {
		r.Origin = &modsOrigin{Publisher: v.publisher}
		if v.year != "" {
			r.Origin.Issued = &modsDate{"w3cdtf", v.year}
		}
	}
	if v.document != "" {
		r.Part = &modsPart{modsDetail{"document", v.document}}
	}
	return r
}
