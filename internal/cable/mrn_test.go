package cable

import (
	"strings"
	"testing"
)

func TestParseMRN(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in     string
		want   MRN
		text   string
		plusD  string
		reason string
	}{
		{"09MEXICO2676", MRN{2009, "MEXICO", 2676, ""}, "09MEXICO2676", "2009MEXICO02676", "canonical"},
		{"09 MEXICO 2676", MRN{2009, "MEXICO", 2676, ""}, "09MEXICO2676", "2009MEXICO02676", "as cited"},
		{"2009MEXICO02676", MRN{2009, "MEXICO", 2676, ""}, "09MEXICO2676", "2009MEXICO02676", "long form"},
		{"1975DACCA00292_b", MRN{1975, "DACCA", 292, "b"}, "75DACCA292", "1975DACCA00292_b", "version"},
		{"1975DACCA00292_B", MRN{1975, "DACCA", 292, "b"}, "75DACCA292", "1975DACCA00292_b", "version in capitals"},
		{"10-OTTAWA-57", MRN{2010, "OTTAWA", 57, ""}, "10OTTAWA57", "2010OTTAWA00057", "hyphens"},
		{"09mexico2676", MRN{2009, "MEXICO", 2676, ""}, "09MEXICO2676", "2009MEXICO02676", "small letters"},
		{"07PORT-AU-PRINCE12", MRN{2007, "PORTAUPRINCE", 12, ""}, "07PORTAUPRINCE12", "2007PORTAUPRINCE00012", "hyphens inside"},
		{"08 N'DJAMENA 345", MRN{2008, "NDJAMENA", 345, ""}, "08NDJAMENA345", "2008NDJAMENA00345", "apostrophe inside"},
		{"08 N’Djamena 345", MRN{2008, "NDJAMENA", 345, ""}, "08NDJAMENA345", "2008NDJAMENA00345", "curly apostrophe"},
		{"'08 LIMA 12", MRN{2008, "LIMA", 12, ""}, "08LIMA12", "2008LIMA00012", "apostrophe before the year"},
		{"’08 LIMA 12", MRN{2008, "LIMA", 12, ""}, "08LIMA12", "2008LIMA00012", "curly, before the year"},
		{"08 SAO\u00a0PAULO 0012 ", MRN{2008, "SAOPAULO", 12, ""}, "08SAOPAULO12", "2008SAOPAULO00012", "no-break space"},
		{"06ST. PETERSBURG4", MRN{2006, "STPETERSBURG", 4, ""}, "06STPETERSBURG4", "2006STPETERSBURG00004", "dot"},
		{"66BUENOSAIRES2481", MRN{1966, "BUENOSAIRES", 2481, ""}, "66BUENOSAIRES2481", "1966BUENOSAIRES02481", "earliest"},
		{"1974STATE150591", MRN{1974, "STATE", 150591, ""}, "74STATE150591", "1974STATE150591", "six digits"},
		{"10RPODUBAI9999999", MRN{2010, "RPODUBAI", 9999999, ""}, "10RPODUBAI9999999", "2010RPODUBAI9999999", "seven digits"},
		{"2012LIMA3", MRN{2012, "LIMA", 3, ""}, "2012LIMA3", "2012LIMA00003", "two digits would be 1912"},
		{"2009_PORT_AU_PRINCE_12", MRN{2009, "PORTAUPRINCE", 12, ""}, "09PORTAUPRINCE12", "2009PORTAUPRINCE00012", "as in a file name"},
		{"1975_DACCA_00292_B", MRN{1975, "DACCA", 292, "b"}, "75DACCA292", "1975DACCA00292_b", "as in a file name, with a version"},
		{"1940ROME1", MRN{1940, "ROME", 1, ""}, "40ROME1", "1940ROME00001", "lowest year"},
		{"2035ROME1", MRN{2035, "ROME", 1, ""}, "2035ROME1", "2035ROME00001", "highest year"},
	}
	for _, tt := range tests {
		got, err := ParseMRN(tt.in)
		if err != nil {
			t.Errorf("%s: ParseMRN(%q): %v", tt.reason, tt.in, err)
			continue
		}
		if got != tt.want {
			t.Errorf("%s: ParseMRN(%q) = %+v, want %+v", tt.reason, tt.in, got, tt.want)
		}
		if got.String() != tt.text || got.PlusD() != tt.plusD {
			t.Errorf("%s: %q is written %s and %s, want %s and %s",
				tt.reason, tt.in, got, got.PlusD(), tt.text, tt.plusD)
		}
	}
}

func TestParseMRNRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, reason string }{
		{"", "year of two"},
		{"MEXICO2676", "year of two"},
		{"9MEXICO2676", "year of two"},
		{"090TTAWA12", "year of two"},
		{"11LIMA12", "between 1940 and 2035"},
		{"7575LIBREVILLE1895", "between 1940 and 2035"},
		{"1939ROME1", "between 1940 and 2035"},
		{"2036ROME1", "between 1940 and 2035"},
		{"09AB12", "3 to 20 letters"},
		{"091234", "year of two"},
		{"09 1234", "3 to 20 letters"},
		{"09ABCDEFGHIJKLMNOPQRSTU1", "3 to 20 letters"},
		{"09SÃOPAULO1", "3 to 20 letters"},
		{"09SECTION01OF02LIMA4", "3 to 20 letters"},
		{"09LIMA", "serial number"},
		{"06ASTANA ", "serial number"},
		{"09LIMA0", "serial number"},
		{"09LIMA12345678", "serial number"},
		{"09LIMA12 34", "3 to 20 letters"},
		{"09LIMA12x", "3 to 20 letters"},
		{"1975DACCA00292_", "version"},
		{"1975DACCA00292_bc", "version"},
		{"1975DACCA00292_1", "version"},
		{strings.Repeat("09LIMA12", 9), "64 bytes"},
	}
	for _, tt := range tests {
		m, err := ParseMRN(tt.in)
		if err == nil {
			t.Errorf("ParseMRN(%q) = %+v, want an error", tt.in, m)
			continue
		}
		if !strings.Contains(err.Error(), tt.reason) {
			t.Errorf("ParseMRN(%q): %v, want a reason with %q", tt.in, err, tt.reason)
		}
	}
}

func TestParsePartMRN(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in     string
		want   MRN
		ok     bool
		text   string
		number string
	}{
		{"", MRN{}, true, "", ""},
		{"09", MRN{Year: 2009}, true, "09", ""},
		{"09 Mex", MRN{Year: 2009, Origin: "MEX"}, true, "09MEX", "MEX"},
		{"2009MEXICO26", MRN{Year: 2009, Origin: "MEXICO", Serial: 26}, true, "09MEXICO26", "MEXICO26"},
		{"2012 L", MRN{Year: 2012, Origin: "L"}, true, "2012L", "L"},
		{"Mexico 02676", MRN{Origin: "MEXICO", Serial: 2676}, true, "MEXICO2676", "MEXICO2676"},
		{"PORT-AU-PRINCE", MRN{Origin: "PORTAUPRINCE"}, true, "PORTAUPRINCE", "PORTAUPRINCE"},
		{"09MEXICO000", MRN{Year: 2009, Origin: "MEXICO"}, true, "09MEXICO", "MEXICO"},
		{"1975DACCA00292_b", MRN{1975, "DACCA", 292, "b"}, true, "75DACCA292", "DACCA292"},
		{"1975DACCA00292_", MRN{}, false, "", ""},
		{"200", MRN{}, false, "", ""},
		{"11LIMA", MRN{}, false, "", ""},
		{"09SÃOPAULO", MRN{}, false, "", ""},
		{"frus1969-76ve12-d7", MRN{}, false, "", ""},
		{strings.Repeat("L", maxMRN+1), MRN{}, false, "", ""},
	} {
		got, ok := ParsePartMRN(c.in)
		if got != c.want || ok != c.ok || got.String() != c.text || got.Number() != c.number {
			t.Errorf("%q: %+v, %v, written %q and %q", c.in, got, ok, got, got.Number())
		}
	}
}

func FuzzMRN(f *testing.F) {
	for _, s := range []string{
		"09MEXICO2676", "2009MEXICO02676", "1975DACCA00292_b", "10-OTTAWA-57", "07PORT-AU-PRINCE12",
		"'08 LIMA 12", "2012LIMA3", "06ASTANA", "SECTION01OF02LIMA4", "7575LIBREVILLE1895", "O4 N’DJAMENA 0",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := ParseMRN(s)
		if part, ok := ParsePartMRN(s); err == nil && (!ok || part != m) {
			t.Errorf("ParsePartMRN(%q) = %+v, %v, want %+v", s, part, ok, m)
		}
		if err != nil {
			return
		}
		long, err := ParseMRN(m.PlusD())
		if err != nil || long != m {
			t.Errorf("ParseMRN(%q) = %+v, %v, want %+v", m.PlusD(), long, err, m)
		}
		m.Suffix = ""
		short, err := ParseMRN(m.String())
		if err != nil || short != m {
			t.Errorf("ParseMRN(%q) = %+v, %v, want %+v", m.String(), short, err, m)
		}
	})
}

func TestCheckID(t *testing.T) {
	for id, ok := range map[string]bool{
		"09MEXICO2676":                          true,
		"frus1961-63v99-d1":                     true,
		"unnumbered-0a1b2c3d4e5f":               true,
		"":                                      false,
		".":                                     false,
		"MEXICO":                                false,
		"1":                                     true,
		"ÎLE 12":                                true,
		"08OSLO\x001":                           false,
		"08OSLO1\n2":                            false,
		"08OSLO\x1b[31m1":                       false,
		"08OSLO\u009b1":                         false,
		"08OSLO\u202e1":                         false,
		"08OSLO\xff1":                           false,
		"08" + strings.Repeat("OSLO", 19) + "1": true,
		"08" + strings.Repeat("OSLO", 20):       false,
	} {
		if err := CheckID(id); (err == nil) != ok {
			t.Errorf("%q: %v", id, err)
		}
	}
}
