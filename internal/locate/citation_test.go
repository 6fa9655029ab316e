package locate

import "testing"

func TestCitation(t *testing.T) {
	for in, want := range map[string]string{
		"Foreign Relations of the United States, 1951–1954, Tordal (Washington: GPO, 2003), document 212":                                  "Foreign Relations of the United States, 1951–1954, Tordal, document 212",
		"“Minutes,” FRUS, 1969–1976, vol. XXXVIII, eds. A. Holm and B. Berg (Washington: Government Printing Office, 2014), Document 100.": "FRUS, 1969–1976, vol. XXXVIII, Document 100",
		"Holm to Berg, 11 July 1894, FRUS 1894, Tordal, doc. 69":                                                                           "FRUS 1894, Tordal, doc. 69",
		"Foreign Relations of the United States, 1955–1957, Volume II, edited by C. Holm, pp. 134–140":                                     "Foreign Relations of the United States, 1955–1957, Volume II, pp. 134–140",
		"see Papers Relating to the Foreign Relations of the United States, 1918, Tordal, vol. III [Washington, 1932]":                     "Papers Relating to the Foreign Relations of the United States, 1918, Tordal, vol. III",
		"FRUS 1951-54 Tordal, edited by C. Holm":                                                                                           "FRUS 1951-54 Tordal",
		"lens (1974)":                                                                                                                      "lens (1974)",
		"":                                                                                                                                 "",
	} {
		if got := Citation(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestVolumeIn(t *testing.T) {
	for in, want := range map[string]string{
		"https://history.example/historicaldocuments/frus1951-54Tord/pg_134": "frus1951-54Tord", "history.example/historicaldocuments/frus1969-76v38p1": "frus1969-76v38p1",
		"https://history.example/frus/frus1871/pdf/frus1871.pdf": "frus1871", "https://history.example/?volume=frus1871#ch2": "frus1871",
		"frus1871": "", "lens /frus1871": "", "https://history.example/frusty/1871": "", "": "",
	} {
		if got := VolumeIn(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
