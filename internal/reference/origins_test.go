package reference

import (
	"strings"
	"testing"
)

func TestCanonicalMRN(t *testing.T) {
	t.Parallel()
	tables := open(t)
	tests := []struct {
		in, id, alias string
		inferred      bool
	}{
		{"09MEXICO2676", "09MEXICO2676", "", false},
		{"09 MEXICO 2676", "09MEXICO2676", "", false},
		{"09 Embassy Mexico 2676", "09MEXICO2676", "09EMBASSYMEXICO2676", false},
		{"2009MEXICO02676", "09MEXICO2676", "2009MEXICO02676", false},
		{"1975DACCA00292_b", "75DACCA292", "1975DACCA00292_B", false},
		{"07PORT-AU-PRINCE12", "07PORTAUPRINCE12", "", false},
		{"'08 PAP 12", "08PORTAUPRINCE12", "08PAP12", false},
		{"08SECSTATE120345", "08STATE120345", "08SECSTATE120345", false},
		{"08SECDEF12", "08SECDEF12", "", false},
		{"06UNVIE12", "06UNVIEVIENNA12", "06UNVIE12", false},
		{"06VIENNA12", "06VIENNA12", "", false},
		{"06BRUSSELS1", "06BRUSSELS1", "", false},
		{"06PARISFR1", "06UNESCOPARISFR1", "06PARISFR1", false},
		{"05TAIPEI2345", "05AITTAIPEI2345", "05TAIPEI2345", false},
		{"1975TAIPEI00123", "75TAIPEI123", "1975TAIPEI00123", false},
		{"1976CARACA01234", "76CARACAS1234", "1976CARACA01234", false},
		{"1974LAPAZ00060", "74LAPAZ60", "1974LAPAZ00060", false},
		// Zero for O and the other way round.
		{"090TTAWA12", "09OTTAWA12", "090TTAWA12", false},
		{"09 SANTIAG0 123", "09SANTIAGO123", "09SANTIAG0123", false},
		{"09B0G0TA77", "09BOGOTA77", "09B0G0TA77", false},
		{"O4LIMA12", "04LIMA12", "O4LIMA12", false},
		{"04LIMA1O2", "04LIMA102", "04LIMA1O2", false},
		// Published bad ids.
		{"07QXICO3307", "07MEXICO3307", "07QXICO3307", false},
		{"08EFTOLONDON123", "08LONDON123", "08EFTOLONDON123", false},
		{"08AMEMBASSYLIMA123", "08LIMA123", "08AMEMBASSYLIMA123", false},
		{"7575LIBREVILLE1895", "75LIBREVILLE1895", "7575LIBREVILLE1895", false},
		{"09SECTION01OF02BAGHDAD1234", "09BAGHDAD1234", "09SECTION01OF02BAGHDAD1234", false},
		{"09SECTON01OF02BAGHDAD1234", "09BAGHDAD1234", "09SECTON01OF02BAGHDAD1234", false},
		{"09UNCLASSECTION01OF02LIMA4", "09LIMA4", "09UNCLASSECTION01OF02LIMA4", false},
		{"06TRIPOLI12ZFR", "06TRIPOLI12", "06TRIPOLI12ZFR", false},
		{"06ASTANA12ZDK", "06ASTANA12", "06ASTANA12ZDK", false},
		{"06ASTANA12SUSPECTEDDUPLICATE", "06ASTANA12", "06ASTANA12SUSPECTEDDUPLICATE", false},
		// Misspellings are inferred.
		{"09TEGUGICALPA12", "09TEGUCIGALPA12", "09TEGUGICALPA12", true},
		{"09BAGDAD12", "09BAGHDAD12", "09BAGDAD12", true},
		// Unknown offices keep their letters.
		{"79SECTO4012", "79SECTO4012", "", false},
		{"09FBIS 12", "09FBIS12", "", false},
	}
	for _, tt := range tests {
		id, alias, inferred, ok := tables.CanonicalMRN(tt.in)
		if !ok || id != tt.id || alias != tt.alias || inferred != tt.inferred {
			t.Errorf("CanonicalMRN(%q) = %q, %q, %v, %v, want %q, %q, %v",
				tt.in, id, alias, inferred, ok, tt.id, tt.alias, tt.inferred)
		}
	}
}

func TestCanonicalMRNRefuses(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for _, in := range []string{
		"", "06ASTANA", "12 MARCH 1975", "09SECTION2", "01 OF 02", "09UNCLAS12", "09CONFIDENTIAL3", "09PAGE2", "09PARA3",
		"10 MILLION 5", "10JUNE2008", "10 THREE 4", "MEXICO 12", "25AMEMBASSY", "10 STATES 3", strings.Repeat("0", 500),
	} {
		if id, _, _, ok := tables.CanonicalMRN(in); ok {
			t.Errorf("CanonicalMRN(%q) = %q, want a refusal", in, id)
		}
	}
}

// TestKnownMRN holds that a file name is an id only where its post is known.
func TestKnownMRN(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for in, want := range map[string]string{
		"09MADRID1152": "09MADRID1152", "1979LAPAZ04006": "79LAPAZ4006", "1975CARACA01234_b": "75CARACAS1234", "2006_Port_au_Prince_7": "06PORTAUPRINCE7",
		"09MADRIDD1152": "", "09ATLANTIS12": "", "notes-2009": "", "": "",
	} {
		if got, ok := tables.KnownMRN(in); got != want || ok != (want != "") {
			t.Errorf("KnownMRN(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}

func BenchmarkCanonicalMRN(b *testing.B) {
	tables := open(b)
	b.ReportAllocs()
	for b.Loop() {
		tables.CanonicalMRN("09 MEXICO 2676")
	}
}
