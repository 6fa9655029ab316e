package oai

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"time"

	"reftel/internal/cite"
)

const (
	namespace = "http://www.openarchives.org/OAI/2.0/"
	instance  = "http://www.w3.org/2001/XMLSchema-instance"
	dcSpace   = namespace + "oai_dc/"
	idSpace   = namespace + "oai-identifier"

	oaiDC = "oai_dc"
	mods  = "mods"
)

// A fault is an error of the protocol: a code of it, and a sentence.
type fault struct {
	Code     string `xml:"code,attr"`
	Sentence string `xml:",chardata"`
}

func (f *fault) Error() string { return f.Code + ": " + f.Sentence }

// An envelope is a whole answer.
type envelope struct {
	XMLName xml.Name `xml:"OAI-PMH"`
	NS      string   `xml:"xmlns,attr"`
	XSI     string   `xml:"xmlns:xsi,attr"`
	Schema  string   `xml:"xsi:schemaLocation,attr"`
	Date    string   `xml:"responseDate"`
	Request asked    `xml:"request"`

	Errors   []fault     `xml:"error"`
	Identify *identity   `xml:"Identify"`
	Formats  *formatList `xml:"ListMetadataFormats"`
	Sets     *setList    `xml:"ListSets"`
	Record   *oneRecord  `xml:"GetRecord"`
	Heads    *recordList `xml:"ListIdentifiers"`
	Records  *recordList `xml:"ListRecords"`
}

// newEnvelope is an empty answer. The request is told by its address alone until it is
// known to be one.
func newEnvelope(now time.Time, base string) *envelope {
	return &envelope{
		NS: namespace, XSI: instance, Schema: namespace + " " + namespace + "OAI-PMH.xsd",
		Date: now.UTC().Format("2006-01-02T15:04:05Z"), Request: asked{Base: base},
	}
}

func (v *envelope) xml() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(v); err != nil {
		return nil, fmt.Errorf("writing an answer for a harvester: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

type asked struct {
	Verb       string `xml:"verb,attr,omitempty"`
	Identifier string `xml:"identifier,attr,omitempty"`
	Prefix     string `xml:"metadataPrefix,attr,omitempty"`
	From       string `xml:"from,attr,omitempty"`
	Until      string `xml:"until,attr,omitempty"`
	Set        string `xml:"set,attr,omitempty"`
	Token      string `xml:"resumptionToken,attr,omitempty"`
	Base       string `xml:",chardata"`
}

func (a *asked) of(r request) {
	a.Verb, a.Identifier, a.Prefix, a.From, a.Until, a.Set, a.Token = r.verb, r.identifier, r.prefix, r.from, r.until, r.set, r.token
}

type identity struct {
	Name        string  `xml:"repositoryName"`
	BaseURL     string  `xml:"baseURL"`
	Version     string  `xml:"protocolVersion"`
	Email       string  `xml:"adminEmail"`
	Earliest    string  `xml:"earliestDatestamp"`
	Deleted     string  `xml:"deletedRecord"`
	Granularity string  `xml:"granularity"`
	Scheme      *scheme `xml:"description>oai-identifier"`
}

// A scheme tells how identifiers are made.
type scheme struct {
	NS         string `xml:"xmlns,attr"`
	Schema     string `xml:"xsi:schemaLocation,attr"`
	Scheme     string `xml:"scheme"`
	Repository string `xml:"repositoryIdentifier"`
	Delimiter  string `xml:"delimiter"`
	Sample     string `xml:"sampleIdentifier"`
}

func newScheme(host string) *scheme {
	return &scheme{idSpace, idSpace + " " + namespace + "oai-identifier.xsd", "oai", host, ":", "oai:" + host + ":09MEXICO2676"}
}

type formatList struct {
	Formats []format `xml:"metadataFormat"`
}

type format struct {
	Prefix string `xml:"metadataPrefix"`
	Schema string `xml:"schema"`
	Space  string `xml:"metadataNamespace"`
}

var formats = []format{{oaiDC, namespace + "oai_dc.xsd", dcSpace}, {mods, cite.MODSSchema, cite.MODSNamespace}}

// known reports whether records can be had in a format.
func known(prefix string) bool {
	return slices.ContainsFunc(formats, func(f format) bool { return f.Prefix == prefix })
}

type setList struct {
	Sets  []set       `xml:"set"`
	Token *resumption `xml:"resumptionToken"`
}

type set struct {
	Spec string `xml:"setSpec"`
	Name string `xml:"setName"`
}

type resumption struct {
	Size   int    `xml:"completeListSize,attr"`
	Cursor int    `xml:"cursor,attr"`
	Token  string `xml:",chardata"`
}

type oneRecord struct {
	Record record `xml:"record"`
}

type recordList struct {
	Heads   []head      `xml:"header"`
	Records []record    `xml:"record"`
	Token   *resumption `xml:"resumptionToken"`
}

type record struct {
	Head     head      `xml:"header"`
	Metadata *metadata `xml:"metadata"`
}

type head struct {
	Status string   `xml:"status,attr,omitempty"`
	ID     string   `xml:"identifier"`
	Stamp  string   `xml:"datestamp"`
	Sets   []string `xml:"setSpec"`
}

type metadata struct {
	DC   *dcRecord
	MODS *cite.MODS
}

type dcRecord struct {
	XMLName  xml.Name `xml:"oai_dc:dc"`
	NS       string   `xml:"xmlns:oai_dc,attr"`
	DC       string   `xml:"xmlns:dc,attr"`
	Schema   string   `xml:"xsi:schemaLocation,attr"`
	Elements []dcElement
}

type dcElement struct {
	XMLName xml.Name
	Value   string `xml:",chardata"`
}

// dublinCore is a record in that format. One that says nothing of itself has its id.
func dublinCore(id string, elements []cite.Element) *dcRecord {
	r := &dcRecord{NS: dcSpace, DC: "http://purl.org/dc/elements/1.1/", Schema: dcSpace + " " + namespace + "oai_dc.xsd"}
	if len(elements) == 0 {
		elements = []cite.Element{{Name: "identifier", Value: id}}
	}
	for _, e := range elements {
		r.Elements = append(r.Elements, dcElement{xml.Name{Local: "dc:" + e.Name}, e.Value})
	}
	return r
}
