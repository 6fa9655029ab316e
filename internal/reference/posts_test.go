package reference

import (
	"strings"
	"testing"
)

var matchPostTests = []struct {
	name string
	want string
	how  Closeness
}{
	{"MEXICO", "MEXICO", Exact},
	{"Embassy Mexico", "MEXICO", Exact},
	{"AMEMBASSY LA PAZ", "LAPAZ", Exact},
	{"AMEMBASSYLAPAZ", "LAPAZ", Exact},
	{"AMMEMBASSY LA PAZ", "LAPAZ", Exact},
	{"AMCONUSL GUADALAJARA", "GUADALAJARA", Exact},
	{"AMEMBASSY LA PAZ NIACT IMMEDIATE", "LAPAZ", Exact},
	{"SECSTATE WASHD PRIORITY 3217", "STATE", Close},
	{"Embassy Brasilia", "BRASILIA", Exact},
	{"Brasília", "BRASILIA", Exact},
	{"USMISSION GENEVA", "GENEVA", Exact},
	{"US Mission Geneva", "GENEVA", Exact},
	{"U.S. Mission Geneva", "GENEVA", Exact},
	{"SECSTATE WASHDC", "STATE", Aliased},
	{"SECSTATE WASHDC IMMEDIATE 1234", "STATE", Aliased},
	{"SECSTATE WASHINGTON DC", "STATE", Aliased},
	{"Secretary of State", "STATE", Aliased},
	{"Department of State", "STATE", Aliased},
	{"STATE", "STATE", Exact},
	{"Consulate Sao Paulo", "SAOPAULO", Exact},
	{"SAO PAULO", "SAOPAULO", Exact},
	{"São Paulo", "SAOPAULO", Exact},
	{"AMCONSUL GUADALAJARA", "GUADALAJARA", Exact},
	{"AMCONSUL HO CHI MINH CITY", "HOCHIMINHCITY", Exact},
	{"Consulate General Istanbul", "ISTANBUL", Exact},
	{"US Mission USNATO", "USNATO", Exact},
	{"USMISSION USNATO", "USNATO", Exact},
	{"Mission NATO", "USNATO", Aliased},
	{"USEU BRUSSELS", "USEUBRUSSELS", Exact},
	{"USEU", "USEUBRUSSELS", Aliased},
	{"Mission UNESCO", "UNESCOPARISFR", Aliased},
	{"PARIS FR", "UNESCOPARISFR", Aliased},
	{"UNESCO PARIS FR", "UNESCOPARISFR", Exact},
	{"UNVIE VIENNA", "UNVIEVIENNA", Exact},
	{"UNVIE", "UNVIEVIENNA", Aliased},
	{"USMISSION UNVIE VIENNA", "UNVIEVIENNA", Exact},
	{"USUN NEW YORK", "USUNNEWYORK", Exact},
	{"USMISSION USUN NEW YORK", "USUNNEWYORK", Exact},
	{"USUN", "USUNNEWYORK", Aliased},
	{"PORT-OF-SPAIN", "PORTOFSPAIN", Exact},
	{"PORT AU PRINCE", "PORTAUPRINCE", Exact},
	{"PAP", "PORTAUPRINCE", Aliased},
	{"PORT A", "PORTAUPRINCE", Aliased},
	{"N'DJAMENA", "NDJAMENA", Exact},
	{"N’Djamena", "NDJAMENA", Exact},
	{"SANA'A", "SANAA", Exact},
	{"St. Petersburg", "STPETERSBURG", Exact},
	{"TAIPEI", "AITTAIPEI", Aliased},
	{"AIT TAIPEI", "AITTAIPEI", Exact},
	{"RIO", "RIODEJANEIRO", Aliased},
	{"HAGUE", "THEHAGUE", Aliased},
	{"The Hague", "THEHAGUE", Exact},
	{"KL", "KUALALUMPUR", Aliased},
	{"BKK", "BANGKOK", Aliased},
	{"HCMC", "HOCHIMINHCITY", Aliased},
	{"HK", "HONGKONG", Aliased},
	{"Mexico City", "MEXICO", Aliased},
	{"GUATEMALA CITY", "GUATEMALA", Aliased},
	{"USINT HAVANA", "HAVANA", Exact},
	{"USLO PEKING", "PEKING", Exact},
	{"REO BASRAH", "BASRAH", Exact},
	{"IRAN RPO DUBAI", "IRANRPODUBAI", Exact},
	{"RPO DUBAI", "RPODUBAI", Exact},
	{"CD GENEVA", "CDGENEVA", Exact},
	{"EFTOLONDON", "LONDON", Exact},
	// SECDEF is not STATE, BRUSSELS not USEUBRUSSELS, Embassy Vienna not UNVIE.
	{"SECDEF", "SECDEF", Exact},
	{"SECDEF WASHINGTON DC", "SECDEF", Exact},
	{"BRUSSELS", "BRUSSELS", Exact},
	{"AMEMBASSY BRUSSELS", "BRUSSELS", Exact},
	{"Embassy Vienna", "VIENNA", Exact},
	{"VIENNA", "VIENNA", Exact},
	// A zero for the letter O.
	{"0TTAWA", "OTTAWA", Exact},
	{"SANTIAG0", "SANTIAGO", Exact},
	{"B0G0TA", "BOGOTA", Exact},
	// Short forms of 1973-79.
	{"CARACA", "CARACAS", Aliased},
	{"NEWDE", "NEWDELHI", Aliased},
	// Known posts that are alike.
	{"DACCA", "DACCA", Exact},
	{"DHAKA", "DHAKA", Exact},
	{"DAKAR", "DAKAR", Exact},
	{"KIEV", "KIEV", Exact},
	{"KYIV", "KYIV", Exact},
	// Misspellings.
	{"TEGUCIGALAPA", "TEGUCIGALPA", Close},
	{"TEGUGICALPA", "TEGUCIGALPA", Close},
	{"AMEMBASSY BELGARDE", "BELGRADE", Close},
	{"KUALA LUMPAR", "KUALALUMPUR", Close},
	{"OUAGADOUGU", "OUAGADOUGOU", Close},
	{"KHARTOM", "KHARTOUM", Close},
	{"ISLAMBAD", "ISLAMABAD", Close},
	{"BAGDAD", "BAGHDAD", Close},
	{"OTTOWA", "OTTAWA", Close},
	{"TBLISI", "TBILISI", Close},
	{"MANGUA", "MANAGUA", Close},
	{"REYKAVIK", "REYKJAVIK", Close},
	{"ULAN BAATAR", "ULAANBAATAR", Close},
}

func TestMatchPost(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for _, tt := range matchPostTests {
		got, how, ok := tables.MatchPost(tt.name)
		if !ok || got.Code != tt.want || how != tt.how {
			t.Errorf("MatchPost(%q) = %s, %v, %v, want %s, %v", tt.name, got.Code, how, ok, tt.want, tt.how)
		}
	}
}

func TestMatchPostFindsNone(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for _, name := range []string{
		"", " ", "1234", "EMBASSY", "US MISSION", "DIA WASHDC", "CIA WASHDC", "JOINT STAFF WASHDC", "SECTION", "MARCH", "STATES",
		"CDR USSOUTHCOM MIAMI FL", "EUROPEAN POLITICAL COLLECTIVE", "ALL NATO POST COLLECTIVE", "NOTAL", "PARA",
		"XXXXXX", "BIMA3", strings.Repeat("MEXICO ", 40), strings.Repeat("A", 500), "北京",
	} {
		if got, how, ok := tables.MatchPost(name); ok {
			t.Errorf("MatchPost(%q) = %s, %v, want none", name, got.Code, how)
		}
	}
}

func TestMatchCFPF(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for six, want := range map[string]string{
		"CARACA": "CARACAS", "NEWDE": "NEWDELHI", "LAPAZ": "LAPAZ", "USUNN": "USUNNEWYORK", "ADDIS": "ADDISABABA",
		"caraca": "CARACAS", "UNESCO": "UNESCOPARISFR", "DARES": "DARESSALAAM", "NATOB": "NATOBRUSSELS",
	} {
		if got, ok := tables.MatchCFPF(six); !ok || got.Code != want {
			t.Errorf("MatchCFPF(%q) = %s, %v, want %s", six, got.Code, ok, want)
		}
	}
	for _, six := range []string{"", "XXXXXX", "PARA"} {
		if got, ok := tables.MatchCFPF(six); ok {
			t.Errorf("MatchCFPF(%q) = %s, want none", six, got.Code)
		}
	}
}

func TestPost(t *testing.T) {
	t.Parallel()
	tables := open(t)
	got, ok := tables.Post("LAPAZ")
	if !ok || got.Name != "La Paz" || got.Kind != "embassy" || got.ISO2 != "BO" || !got.HasPlace || got.CFPF != "LAPAZ" {
		t.Errorf("Post(LAPAZ) = %+v, %v", got, ok)
	}
	if got, ok := tables.Post("PARTO"); !ok || got.HasPlace {
		t.Errorf("Post(PARTO) = %+v, %v, want a post without a place", got, ok)
	}
	if got, ok := tables.Post("TAIPEI"); !ok || got.Code != "TAIPEI" {
		t.Errorf("Post(TAIPEI) = %+v, %v, want its own row", got, ok)
	}
	if _, ok := tables.Post("ATLANTIS"); ok {
		t.Error("Post(ATLANTIS) is known")
	}
	tables.Posts()[0].Code = "CHANGED"
	if tables.Posts()[0].Code == "CHANGED" {
		t.Error("a caller can change the table")
	}
}

// TestMatchPostIn holds that a post goes before the alias that its code became.
func TestMatchPostIn(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for year, want := range map[int]string{0: "TAIPEI", 1975: "TAIPEI", 2005: "AITTAIPEI"} {
		if got, _, ok := tables.MatchPostIn("Embassy Taipei", year); !ok || got.Code != want {
			t.Errorf("in %d: %s, %v, want %s", year, got.Code, ok, want)
		}
	}
}

func TestLongName(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for code, want := range map[string]string{"STATE": "Department of State", "LAPAZ": "Embassy La Paz", "GUADALAJARA": "Consulate Guadalajara", "USNATO": "U.S. Mission to NATO, Brussels"} {
		if p, _ := tables.Post(code); p.LongName() != want {
			t.Errorf("%s: %q, want %q", code, p.LongName(), want)
		}
	}
}

func FuzzMatchPost(f *testing.F) {
	tables := open(f)
	for _, s := range []string{"AMEMBASSY LA PAZ", "N'DJAMENA", "São Paulo", "0TTAWA 12", "US", "THE THE THE", "EFTO"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if p, _, ok := tables.MatchPost(s); ok && p.Code == "" {
			t.Errorf("MatchPost(%q) found a post without a code", s)
		}
		id, alias, _, ok := tables.CanonicalMRN(s)
		if !ok {
			return
		}
		again, _, _, ok := tables.CanonicalMRN(id)
		if !ok || again != id || alias == id {
			t.Errorf("CanonicalMRN(%q) = %q, %q, but again %q, %v", s, id, alias, again, ok)
		}
	})
}

func BenchmarkMatchPost(b *testing.B) {
	tables := open(b)
	for _, name := range []string{"MEXICO", "AMEMBASSY LA PAZ", "SECSTATE WASHDC PRIORITY 1234", "TEGUGICALPA", "JOINT STAFF WASHDC"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				tables.MatchPost(name)
			}
		})
	}
}
