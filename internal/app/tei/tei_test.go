package tei

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/cable"
)

// sample has something of everything that is written.
func sample() *cable.Cable {
	return &cable.Cable{
		ID: "79LISBON4410", Aliases: []string{"1979LISBON04410"}, Subject: "A LENS & ITS \x01KEEPER <1>", SubjectDisplay: "A Lens & Its Keeper <1>",
		Date: cable.Date{Year: 1979, Month: 6, Day: 12, Hour: 11, Minute: 30, HasTime: true}, Origin: cable.Post{Code: "LISBON", Name: "Embassy Lisbon", Country: "Portugal"},
		Classification: "CONFIDENTIAL", Captions: []string{"NODIS"}, Precedence: "ROUTINE", From: "AMEMBASSY LISBON", To: []string{"SECSTATE WASHDC"}, Info: []string{"AMEMBASSY MADRID"},
		Tags: []cable.Tag{{Code: "EWWT", Kind: "subject", Meaning: "Waterborne Transportation"}, {Code: "XX"}},
		References: []cable.Reference{
			{Letter: "A", Kind: "cable", ID: "79LISBON4400", Text: "Lisbon 4400"}, {Letter: "B", Kind: "cable", ID: "78OSLO12", Text: "78 Oslo 12", Inferred: true}, {Kind: "memo", Text: "a \"memo\""},
		},
		Paragraphs: []cable.Paragraph{
			{Anchor: "par1", Number: 1, Mark: "C", Text: "Mr. Furtado of Évora saw it.\nIt was lit.", Entities: []cable.Entity{
				{Kind: cable.PER, Text: "Furtado", Start: 4, End: 11, Name: "Amandio Furtado"}, {Kind: cable.PER, Text: "tado", Start: 7, End: 11}, {Kind: cable.LOC, Text: "Évora", Start: 15, End: 20, Inferred: true, Confidence: 0.7}, {Kind: cable.ORG, Text: "beyond", Start: 30, End: 900},
			}},
			{Anchor: "par2", Number: 2, Heading: "The \x0b lamp", Text: "A table\n  of lamps", Fixed: true},
			{Anchor: "p1-2", Text: "]]> & \xff \ufffe"},
		},
		Notes: []cable.Note{{Number: "1", Anchor: "par1", Text: "In 1936."}}, Signers: []string{"WHITCOMBE"}, Language: "en",
		Source: cable.Source{Path: "secret/place.txt"},
	}
}

// An element is where it stands, what it says, and its attributes.
type element struct {
	path, text string
	attributes map[string]string
}

// read reads a document as a parser of XML does.
func read(t *testing.T, doc []byte) (all []element) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(doc)))
	var open []int
	path := ""
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, doc)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			path += "/" + tok.Name.Local
			e := element{path: path, attributes: map[string]string{}}
			for _, a := range tok.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			open = append(open, len(all))
			all = append(all, e)
		case xml.EndElement:
			path = strings.TrimSuffix(path, "/"+tok.Name.Local)
			open = open[:len(open)-1]
		case xml.CharData:
			for _, i := range open {
				all[i].text += string(tok)
			}
		}
	}
}

// TestDocument holds what stands where in a document.
func TestDocument(t *testing.T) {
	t.Parallel()
	doc := Document(sample(), Options{BaseURL: "https://cables.example"}, map[string]string{"79LISBON4400": "../79/79LISBON4400.xml"})
	all := read(t, doc)
	const header, text = "/TEI/teiHeader", "/TEI/text/body/div"
	for _, want := range []struct{ path, text, attribute, value string }{
		{header + "/fileDesc/titleStmt/title", "A Lens & Its Keeper <1>", "", ""},
		{header + "/fileDesc/publicationStmt/idno", "79LISBON4410", "type", "MRN"},
		{header + "/fileDesc/publicationStmt/idno", "1979LISBON04410", "type", "alias"},
		{header + "/fileDesc/publicationStmt/idno", "https://cables.example/cable/79LISBON4410", "type", "URI"},
		{header + "/fileDesc/sourceDesc/bibl/title", "A LENS & ITS \uFFFDKEEPER <1>", "", ""},
		{header + "/profileDesc/correspDesc/correspAction/orgName", "Embassy Lisbon", "key", "LISBON"},
		{header + "/profileDesc/correspDesc/correspAction/date", "12 June 1979", "when", "1979-06-12T11:30:00Z"},
		{header + "/profileDesc/correspDesc/correspAction", "AMEMBASSY MADRID", "subtype", "info"},
		{header + "/profileDesc/textClass/keywords/term", "Waterborne Transportation", "n", "EWWT"},
		{header + "/profileDesc/textClass/keywords/term", "XX", "n", "XX"},
		{header + "/profileDesc/textClass/classCode", "CONFIDENTIAL", "scheme", "#classification"},
		{text + "/head", "A Lens & Its Keeper <1>", "", ""},
		{text + "/p", "(C) Mr. Furtado of Évora saw it.It was lit.", "id", "par1"},
		{text + "/p/persName", "Furtado", "key", "Amandio Furtado"},
		{text + "/p/placeName", "Évora", "cert", "medium"},
		{text + "/p/placeName", "Évora", "resp", "#recogniser"},
		{text + "/div/head", "The \uFFFD lamp", "", ""},
		{text + "/div/p", "A table  of lamps", "space", "preserve"},
		{text + "/div/p", "]]> & \uFFFD \uFFFD", "id", "p1-2"},
		{text + "/div/note", "", "", ""},
		{"/TEI/text/back/div/listBibl/bibl/ref", "Lisbon 4400", "target", "../79/79LISBON4400.xml"},
		{"/TEI/text/back/div/listBibl/bibl/ref", "78 Oslo 12", "target", "https://cables.example/cable/78OSLO12"},
	} {
		if want.path == text+"/div/note" {
			want.path, want.text, want.attribute, want.value = text+"/note", "In 1936.", "target", "#par1"
		}
		found := false
		for _, e := range all {
			found = found || e.path == want.path && e.text == want.text && (want.attribute == "" || e.attributes[want.attribute] == want.value)
		}
		if !found {
			t.Errorf("no %s with %q and %s=%q", want.path, want.text, want.attribute, want.value)
		}
	}
	if strings.Contains(string(doc), "secret") {
		t.Error("it names a file of the operator")
	}
	// What is required, and each id once.
	ids := map[string]int{}
	have := map[string]bool{}
	for _, e := range all {
		have[e.path] = true
		if id := e.attributes["id"]; id != "" {
			ids[id]++
		}
	}
	for _, path := range []string{header + "/fileDesc/titleStmt/title", header + "/fileDesc/publicationStmt/publisher", header + "/fileDesc/sourceDesc/bibl", header + "/encodingDesc/classDecl/taxonomy", header + "/profileDesc/langUsage/language", text} {
		if !have[path] {
			t.Errorf("no %s", path)
		}
	}
	for id, n := range ids {
		if n > 1 || strings.ContainsAny(id[:1], "0123456789-.") {
			t.Errorf("%d elements are %s", n, id)
		}
	}
}

// FuzzDocument holds that a parser reads whatever stands in a cable. What is the same in
// each of them is left out, since TestDocument reads it.
func FuzzDocument(f *testing.F) {
	f.Add("79LISBON4410", "a\x00b", "<p>&\xff", 1, 3)
	f.Add("lights-d1~2", "\ufffe]]>", "x\ny", -4, 900)
	f.Fuzz(func(t *testing.T, id, subject, text string, from, to int) {
		c := sample()
		c.Aliases, c.Captions, c.Precedence, c.To, c.Info = nil, nil, "", nil, nil
		c.Tags, c.References, c.Paragraphs = c.Tags[:1], c.References[:1], c.Paragraphs[:2]
		c.ID, c.Subject, c.SubjectDisplay, c.Collection = id, subject, "", text
		c.Tags[0].Code, c.References[0].Text = text, subject
		c.Paragraphs[0].Text, c.Paragraphs[0].Entities[0].Start, c.Paragraphs[0].Entities[0].End = text, from, to
		c.Paragraphs[1].Heading, c.Paragraphs[1].Text = subject, text
		doc := Document(c, Options{}, nil)
		d := xml.NewDecoder(bytes.NewReader(doc))
		for {
			_, err := d.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatalf("%v in\n%s", err, doc)
			}
		}
	})
}

// TestRun holds that a folder has all cables, their list and what tells of it, and that
// nothing is left of an export that failed.
func TestRun(t *testing.T) {
	t.Parallel()
	data := archivetest.Dir(t)
	archivetest.Publish(t, data, func(add app.Add) error {
		for i := range 3 {
			c := sample()
			c.ID, c.Aliases = fmt.Sprintf("79LISBON%d", 4400+i), nil
			if err := add(c, []byte(c.ID)); err != nil {
				return err
			}
		}
		return nil
	})
	src := archivetest.Open(t, data)
	parent := t.TempDir()
	dir := filepath.Join(parent, "tei")
	r, err := Run(t.Context(), src, Options{Dir: dir})
	if err != nil || r.Cables != 3 {
		t.Fatalf("%+v %v", r, err)
	}
	f, err := os.Open(filepath.Join(dir, listFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%v %v", rows, err)
	}
	for _, row := range rows[1:] {
		b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(row[1])))
		if err != nil || fmt.Sprint(len(b)) != row[2] {
			t.Errorf("%v: %v", row, err)
		}
		for _, e := range read(t, b) {
			if to := e.attributes["target"]; strings.HasPrefix(to, "../") {
				if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(filepath.Dir(row[1])), filepath.FromSlash(to))); err != nil {
					t.Error(err)
				}
			}
		}
	}
	var d struct{ Resources []struct{ Path string } }
	b, err := os.ReadFile(filepath.Join(dir, descriptorFile))
	if err == nil {
		err = json.Unmarshal(b, &d)
	}
	if err != nil || len(d.Resources) != 1 || d.Resources[0].Path != listFile {
		t.Errorf("%s: %v", b, err)
	}
	if _, err := Run(t.Context(), src, Options{Dir: dir}); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("over what is there: %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Run(gone, src, Options{Dir: filepath.Join(parent, "other")}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) != 1 {
		t.Errorf("left: %v %v", left, err)
	}
}
