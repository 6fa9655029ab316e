package oai

import (
	"errors"
	"net/url"
	"testing"
	"time"
)

// TestParse holds which requests are those of the protocol.
func TestParse(t *testing.T) {
	for query, code := range map[string]string{
		"verb=Identify":                                   "",
		"verb=ListSets":                                   "",
		"verb=ListSets&resumptionToken=x":                 "",
		"verb=ListMetadataFormats":                        "",
		"verb=ListMetadataFormats&identifier=x":           "",
		"verb=GetRecord&identifier=x&metadataPrefix=mods": "",
		"verb=ListRecords&metadataPrefix=oai_dc":          "",
		"verb=ListRecords&metadataPrefix=oai_dc&set=a&from=2026-01-02&until=2026-01-02":   "",
		"verb=ListIdentifiers&metadataPrefix=mods&from=2026-01-02T00:00:00Z":              "",
		"verb=ListIdentifiers&resumptionToken=x":                                          "",
		"":                                                                                badVerb,
		"verb=":                                                                           badVerb,
		"verb=identify":                                                                   badVerb,
		"verb=Identify&verb=Identify":                                                     badVerb,
		"verb=Identify&set=a":                                                             badArgument,
		"verb=ListSets&metadataPrefix=oai_dc":                                             badArgument,
		"verb=GetRecord&identifier=x":                                                     badArgument,
		"verb=GetRecord&metadataPrefix=mods":                                              badArgument,
		"verb=ListRecords":                                                                badArgument,
		"verb=ListRecords&metadataPrefix=":                                                badArgument,
		"verb=ListRecords&metadataPrefix=mods&metadataPrefix=mods":                        badArgument,
		"verb=ListRecords&metadataPrefix=mods&resumptionToken=x":                          badArgument,
		"verb=ListRecords&metadataPrefix=mods&from=2026":                                  badArgument,
		"verb=ListRecords&metadataPrefix=mods&from=2026-02-30":                            badArgument,
		"verb=ListRecords&metadataPrefix=mods&until=2026-01-02T00:00:00":                  badArgument,
		"verb=ListRecords&metadataPrefix=mods&until=2026-01-02T00:00:00.5Z":               badArgument,
		"verb=ListRecords&metadataPrefix=mods&from=2026-01-03&until=2026-01-02":           badArgument,
		"verb=ListRecords&metadataPrefix=mods&from=2026-01-01&until=2026-01-02T00:00:00Z": badArgument,
		"verb=ListRecords&metadataPrefix=marc21":                                          cannotFormat,
		"verb=GetRecord&identifier=x&metadataPrefix=marc21":                               cannotFormat,
	} {
		args, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		_, err = parse(args)
		if f := (*fault)(nil); errors.As(err, &f) {
			got = f.Code
		}
		if got != code {
			t.Errorf("%s: %q, want %q", query, got, code)
		}
	}
}

// TestSetSpec holds that a set is the collection of one name alone.
func TestSetSpec(t *testing.T) {
	for name, want := range map[string]string{"Plusd": "Plusd", "FRUS 1969–76": "FRUS_1969~e2~80~9376", "a_b:c~": "a~5fb~3ac~7e"} {
		if got := setSpec(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
		if back, ok := collection(want); !ok || back != name {
			t.Errorf("%q: %q, %v", want, back, ok)
		}
	}
	for _, spec := range []string{"a b", "~", "~2", "~zz", "~41", "a:b", "~5F"} {
		if name, ok := collection(spec); ok {
			t.Errorf("%q is the set of %q", spec, name)
		}
	}
}

// FuzzToken holds that a token that is read is one that was written.
func FuzzToken(f *testing.F) {
	f.Add("ListRecords.mods.100.1767225600..1767225601.UGx1c2Q.MDlPU0xPMQ", "Plusd", "09OSLO1", 100)
	f.Add("a.b.1.....", "", "", 1)
	f.Add(".....-1..", "FRUS 1969–76", "a.b", 0)
	f.Fuzz(func(t *testing.T, text, set, after string, offset int) {
		if k, ok := parseToken(text); ok && k.String() != text {
			t.Errorf("%q is read as %+v", text, k)
		}
		at := func(s int) time.Time { return time.Unix(int64(s), 0).UTC() }
		if k := (token{listRecords, mods, set, at(offset), time.Time{}, after, at(1767225600 + offset), offset}); offset > 0 {
			if got, ok := parseToken(k.String()); !ok || got != k {
				t.Errorf("%+v: %q is read as %+v, %v", k, k, got, ok)
			}
		}
		if name, ok := collection(text); ok && setSpec(name) != text {
			t.Errorf("set %q is of %q", text, name)
		}
	})
}
