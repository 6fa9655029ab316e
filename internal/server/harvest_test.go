package server

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archivetest"
	"reftel/internal/cable"
	"reftel/internal/server/oai"
)

// A harvested answer is what a harvester reads of the protocol.
type harvested struct {
	XMLName xml.Name `xml:"http://www.openarchives.org/OAI/2.0/ OAI-PMH"`
	Date    string   `xml:"responseDate"`
	Request struct {
		Verb string `xml:"verb,attr"`
		Base string `xml:",chardata"`
	} `xml:"request"`
	Error struct {
		Code string `xml:"code,attr"`
	} `xml:"error"`
	Identify struct {
		Email   string `xml:"adminEmail"`
		Deleted string `xml:"deletedRecord"`
		Scheme  string `xml:"description>oai-identifier>repositoryIdentifier"`
	}
	Formats []string        `xml:"ListMetadataFormats>metadataFormat>metadataPrefix"`
	Sets    []string        `xml:"ListSets>set>setSpec"`
	Heads   []harvestedHead `xml:"ListIdentifiers>header"`
	Records []harvestedRec  `xml:"ListRecords>record"`
	Record  harvestedRec    `xml:"GetRecord>record"`
	Tokens  []string        `xml:"ListRecords>resumptionToken"`
	Token   []string        `xml:"ListIdentifiers>resumptionToken"`
}

type harvestedHead struct {
	Status string   `xml:"status,attr"`
	ID     string   `xml:"identifier"`
	Stamp  string   `xml:"datestamp"`
	Sets   []string `xml:"setSpec"`
}

type harvestedRec struct {
	Head harvestedHead `xml:"header"`
	Told struct {
		Inner string `xml:",innerxml"`
	} `xml:"metadata"`
}

// harvest asks for an answer of the protocol.
func harvest(t *testing.T, h http.Handler, query string, change ...func(*http.Request)) harvested {
	t.Helper()
	res := get(h, oai.Path+"?"+query, change...)
	body := bodyOf(t, res)
	var v harvested
	if err := xml.Unmarshal(body, &v); err != nil || res.StatusCode != http.StatusOK || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/xml") {
		t.Fatalf("%s: %d, %v\n%.400s", query, res.StatusCode, err, body)
	}
	if v.Date == "" || v.Request.Base != "https://cables.example/oai" {
		t.Errorf("%s: date %q, request %q", query, v.Date, v.Request.Base)
	}
	return v
}

func harvestSite(t *testing.T, a archive.Archive) http.Handler {
	t.Helper()
	c := testConfig(t)
	c.OAI, c.OAIEmail, c.ARKNAAN, c.Archive = true, "keeper@cables.example", "12345", served{a}
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestHarvestVerbs holds each verb and each error that depends on the archive.
func TestHarvestVerbs(t *testing.T) {
	site := harvestSite(t, testArchive(t))
	const id = "identifier=oai:cables.example:"
	for query, code := range map[string]string{
		"verb=GetRecord&metadataPrefix=oai_dc&" + id + "09MEXICO2676":               "",
		"verb=GetRecord&metadataPrefix=mods&" + id + "05GONE1":                      "",
		"verb=GetRecord&metadataPrefix=oai_dc&" + id + "77NOBODY1":                  "idDoesNotExist",
		"verb=GetRecord&metadataPrefix=oai_dc&" + id:                                "idDoesNotExist",
		"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:other.example:09OSLO1": "idDoesNotExist",
		"verb=GetRecord&metadataPrefix=oai_dc&identifier=09MEXICO2676":              "idDoesNotExist",
		"verb=GetRecord&metadataPrefix=marc&" + id + "09MEXICO2676":                 "cannotDisseminateFormat",
		"verb=ListMetadataFormats&" + id + "09MEXICO2676":                           "",
		"verb=ListMetadataFormats&" + id + "77NOBODY1":                              "idDoesNotExist",
		"verb=ListRecords&metadataPrefix=oai_dc":                                    "",
		"verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01&until=2999-01-01":   "",
		"verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01":                    "noRecordsMatch",
		"verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01T00:00:00Z":         "noRecordsMatch",
		"verb=ListRecords&metadataPrefix=oai_dc&set=Test":                           "",
		"verb=ListRecords&metadataPrefix=oai_dc&set=Nowhere":                        "noRecordsMatch",
		"verb=ListRecords&metadataPrefix=oai_dc&set=a:b":                            "noRecordsMatch",
		"verb=ListRecords&resumptionToken=x":                                        "badResumptionToken",
		"verb=ListIdentifiers&resumptionToken=ListRecords.mods.1.....":              "badResumptionToken",
		"verb=ListRecords&resumptionToken=ListRecords.mods.1.....":                  "badResumptionToken",
		"verb=ListSets&resumptionToken=ListSets..1....":                             "badResumptionToken",
		"verb=Steal": "badVerb",
	} {
		v := harvest(t, site, query)
		if v.Error.Code != code {
			t.Errorf("%s: %q, want %q", query, v.Error.Code, code)
		}
		if told := v.Request.Verb != ""; told == (code == "badVerb") {
			t.Errorf("%s: the verb is told: %v", query, told)
		}
	}
	if v := harvest(t, site, "verb=Identify"); v.Identify.Email != "keeper@cables.example" || v.Identify.Deleted != "persistent" || v.Identify.Scheme != "cables.example" {
		t.Errorf("identity %+v", v.Identify)
	}
	if v := harvest(t, site, "verb=ListSets"); !slices.Contains(v.Sets, "Test") {
		t.Errorf("sets %q", v.Sets)
	}
	if v := harvest(t, site, "verb=GetRecord&metadataPrefix=mods&"+id+"05GONE1"); v.Record.Head.Status != "deleted" || v.Record.Told.Inner != "" {
		t.Errorf("withdrawn: %+v", v.Record)
	}
	mods := harvest(t, site, "verb=GetRecord&metadataPrefix=mods&"+id+"09MEXICO2676").Record.Told.Inner
	for _, want := range []string{`<mods xmlns="http://www.loc.gov/mods/v3"`, "<title>Orchard talks at the weather office</title>", "<namePart>Embassy Mexico</namePart>", `<dateCreated encoding="w3cdtf">2009-09-08</dateCreated>`, "https://cables.example/cable/09MEXICO2676", `<identifier type="ark">https://cables.example/ark:12345/09MEXICO2676</identifier>`} {
		if !strings.Contains(mods, want) {
			t.Errorf("no %s in\n%s", want, mods)
		}
	}
	posted := harvest(t, site, "", func(r *http.Request) {
		r.URL.RawQuery, r.Method = "", http.MethodPost
		body := "verb=GetRecord&metadataPrefix=oai_dc&" + id + "09MEXICO2676"
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	})
	if posted.Record.Head.ID != "oai:cables.example:09MEXICO2676" {
		t.Errorf("posted: %+v", posted)
	}
}

// TestHarvestWhole holds that a harvester who follows the tokens has every record once,
// also where the texts hold what XML does not, and that a token of another state is told.
func TestHarvestWhole(t *testing.T) {
	m := newMemory()
	for i := range 250 {
		m.cables = append(m.cables, &cable.Cable{
			ID: fmt.Sprintf("09OSLO%d", i), Subject: "A\x00 tangerine \x1b[31m & <b> \uffff ]]> " + "\xff", Collection: "Sets & more",
			Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: "\x08One\x0c\ud7ff."}},
		})
	}
	site := harvestSite(t, m)
	for _, set := range []string{"", "&set=Sets_~26_more"} {
		want := len(m.cables)
		if set != "" {
			want = 250
		}
		seen, parts, query := map[string]bool{}, 0, "verb=ListRecords&metadataPrefix=oai_dc"+set
		for query != "" {
			v := harvest(t, site, query)
			query = ""
			for _, r := range v.Records {
				if seen[r.Head.ID] || !strings.Contains(r.Told.Inner, "<dc:title>") {
					t.Errorf("record %q again, or without a title", r.Head.ID)
				}
				seen[r.Head.ID] = true
			}
			if len(v.Tokens) == 1 && v.Tokens[0] != "" {
				query = "verb=ListRecords&resumptionToken=" + url.QueryEscape(v.Tokens[0])
			} else if len(v.Tokens) != 1 {
				t.Errorf("the last part ends with %d tokens", len(v.Tokens))
			}
			if parts++; parts > 10 {
				t.Fatal("the list has no end")
			}
		}
		if len(seen) != want || parts < 5 {
			t.Errorf("%d records in %d parts of the set %q, want %d in 5 or more", len(seen), parts, set, want)
		}
	}
	token := harvest(t, site, "verb=ListIdentifiers&metadataPrefix=mods").Token[0]
	if v := harvest(t, site, "verb=ListRecords&resumptionToken="+token); v.Error.Code != "badResumptionToken" {
		t.Errorf("a token of another verb: %q", v.Error.Code)
	}
	m.cables = m.cables[:1]
	if v := harvest(t, site, "verb=ListIdentifiers&resumptionToken="+token); v.Error.Code != "badResumptionToken" {
		t.Errorf("a token behind which nothing is left: %q", v.Error.Code)
	}
}

// TestHarvestChanges holds that a harvester who asks for what came since its last visit has
// just that, withdrawals too, and that a token outlives the generation that it was handed
// out in.
func TestHarvestChanges(t *testing.T) {
	dir := archivetest.Dir(t)
	stamp := func(h harvestedHead) string {
		_, id, _ := strings.Cut(h.ID, "cables.example:")
		return strings.TrimSpace(id + " " + h.Status)
	}
	var built []time.Time
	var site http.Handler
	publishAll := func(cables ...*cable.Cable) {
		t.Helper()
		if len(built) > 0 { // times are told in seconds
			time.Sleep(time.Until(built[len(built)-1].Truncate(time.Second).Add(time.Second)))
		}
		publish(t, dir, cables)
		a := archivetest.Archive(t, dir)
		built = append(built, a.Generation().Built)
		site = harvestSite(t, a)
	}
	of := func(n int, subject string) *cable.Cable {
		return &cable.Cable{ID: fmt.Sprintf("79OSLO%d", n), Subject: subject, Collection: "Coast"}
	}
	var first []*cable.Cable
	for n := range 60 {
		first = append(first, of(n, "LAMPS"))
	}
	publishAll(first...)
	token := harvest(t, site, "verb=ListIdentifiers&metadataPrefix=oai_dc").Token[0]
	publishAll(append(slices.Clone(first[2:]), of(0, "LAMPS AND BUOYS"), of(70, "NEW"))...)

	for _, set := range []string{"", "&set=Coast"} {
		var got []string
		for _, h := range harvest(t, site, "verb=ListIdentifiers&metadataPrefix=oai_dc&from="+built[1].UTC().Format("2006-01-02T15:04:05Z")+set).Heads {
			got = append(got, stamp(h))
			if want := built[1].UTC().Format("2006-01-02T15:04:05Z"); h.Stamp != want {
				t.Errorf("%s has the stamp %s, want %s", h.ID, h.Stamp, want)
			}
		}
		if want := []string{"79OSLO0", "79OSLO1 deleted", "79OSLO70"}; !slices.Equal(got, want) {
			t.Errorf("what changed%s: %v, want %v", set, got, want)
		}
	}
	var rest []string
	for _, h := range harvest(t, site, "verb=ListIdentifiers&resumptionToken="+token).Heads {
		rest = append(rest, stamp(h))
	}
	if len(rest) != 13 || !slices.Equal(rest[10:], []string{"79OSLO0", "79OSLO1 deleted", "79OSLO70"}) {
		t.Errorf("behind a token of the generation before: %v", rest)
	}
	if v := harvest(t, site, "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:cables.example:79OSLO1"); v.Record.Head.Status != "deleted" || !slices.Equal(v.Record.Head.Sets, []string{"Coast"}) {
		t.Errorf("withdrawn: %+v", v.Record.Head)
	}
	for _, behind := range []string{"9223372036854775807", "1000000"} {
		if v := harvest(t, site, "verb=ListSets&resumptionToken=ListSets.."+behind+"....."); v.Error.Code != "badResumptionToken" {
			t.Errorf("a token behind the end of the sets: %q", v.Error.Code)
		}
	}
}

// TestHarvestIsAsked holds that nothing of it is there unless the operator says so.
func TestHarvestIsAsked(t *testing.T) {
	site := memorySite(t, testConfig(t), newMemory())
	for _, target := range []string{"/oai?verb=Identify", "/ark:12345/09MEXICO2676", "/ark:/12345/09MEXICO2676"} {
		if res := get(site, target); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: code %d", target, res.StatusCode)
		}
	}
	c := testConfig(t)
	c.Archive, c.ARKNAAN = served{newMemory()}, "aeiou"
	if _, err := New(c); err == nil {
		t.Error("a NAAN of vowels is taken")
	}
	c.ARKNAAN, c.OAI, c.OAIEmail = "", true, "nobody"
	if _, err := New(c); err == nil {
		t.Error("an address that is none is taken")
	}
}
