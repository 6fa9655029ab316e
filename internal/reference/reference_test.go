package reference

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
)

// open reads the tables for a test.
func open(t testing.TB) *Tables {
	t.Helper()
	tables, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

func TestMatchPost(t *testing.T) {
	t.Parallel()
	tables := open(t)
	tests := []struct {
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
	for _, tt := range tests {
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

func TestTag(t *testing.T) {
	t.Parallel()
	tables := open(t)
	tests := []struct {
		code string
		year int
		want cable.Tag
		ok   bool
	}{
		{"PHUM", 2009, cable.Tag{Code: "PHUM", Kind: "subject", Meaning: "Human Rights"}, true},
		{"phum", 2009, cable.Tag{Code: "PHUM", Kind: "subject", Meaning: "Human Rights"}, true},
		{"PREL", 0, cable.Tag{Code: "PREL", Kind: "subject", Meaning: "External Political Relations"}, true},
		{"KDEM", 2008, cable.Tag{Code: "KDEM", Kind: "program", Meaning: "Democratization"}, true},
		{"KZZZ", 2008, cable.Tag{Code: "KZZZ", Kind: "program"}, true},
		{"OSCE", 2008, cable.Tag{Code: "OSCE", Kind: "organization"}, true},
		{"UNGA", 2008, cable.Tag{Code: "UNGA", Kind: "organization", Meaning: "UN General Assembly"}, true},
		{"XF", 2008, cable.Tag{Code: "XF", Kind: "region", Meaning: "Middle East"}, true},
		{"AL", 2005, cable.Tag{Code: "AL", Kind: "geo", Meaning: "Albania"}, true},
		{"WTO", 2005, cable.Tag{Code: "WTO", Kind: "organization", Meaning: "World Trade Organization"}, true},
		{"2M", 2020, cable.Tag{Code: "2M", Kind: "region", Meaning: "Middle East"}, true},
		// Of another time alone: the nearest one answers.
		{"PFOR", 2009, tables.tags[scheme1974]["PFOR"].Tag, true},
		{"KDEM", 1975, cable.Tag{Code: "KDEM", Kind: "program", Meaning: "Democratization"}, true},
		{"QQQQ", 2009, cable.Tag{Code: "QQQQ", Kind: "unknown"}, false},
		{"", 2009, cable.Tag{Kind: "unknown"}, false},
		{"K1AB", 2009, cable.Tag{Code: "K1AB", Kind: "unknown"}, false},
	}
	for _, tt := range tests {
		got, ok := tables.Tag(tt.code, tt.year)
		if ok != tt.ok || got != tt.want {
			t.Errorf("Tag(%q, %d) = %+v, %v, want %+v, %v", tt.code, tt.year, got, ok, tt.want, tt.ok)
		}
	}
	if got, ok := tables.Tag("WTO", 1975); !ok || !strings.Contains(got.Meaning, "Warsaw") {
		t.Errorf("Tag(WTO, 1975) = %+v, %v, want the Warsaw Pact", got, ok)
	}
	if got, ok := tables.Tag("PFOR", 1975); !ok || got.Kind != "subject" || got.Meaning == "" {
		t.Errorf("Tag(PFOR, 1975) = %+v, %v", got, ok)
	}
}

// The department's codes of countries are not those of ISO.
func TestTagCountry(t *testing.T) {
	t.Parallel()
	tables := open(t)
	tests := []struct {
		code string
		year int
		iso2 string
		ok   bool
	}{
		{"RS", 2009, "RU", true}, {"CH", 2009, "CN", true}, {"KS", 2009, "KR", true}, {"KN", 2009, "KP", true},
		{"IS", 2009, "IL", true}, {"IZ", 2009, "IQ", true}, {"MX", 2009, "MX", true}, {"SR", 2009, "RS", true},
		{"KV", 2009, "XK", true}, {"UR", 1975, "", true}, {"BL", 1975, "BO", true}, {"IS", 2024, "IS", true},
		{"PHUM", 2009, "", false}, {"XF", 2009, "", false}, {"ZZZ", 2009, "", false},
	}
	for _, tt := range tests {
		name, iso2, ok := tables.TagCountry(tt.code, tt.year)
		if ok != tt.ok || iso2 != tt.iso2 || ok != (name != "") {
			t.Errorf("TagCountry(%q, %d) = %q, %q, %v, want %q, %v", tt.code, tt.year, name, iso2, ok, tt.iso2, tt.ok)
		}
	}
}

func TestSplitTag(t *testing.T) {
	t.Parallel()
	tables := open(t)
	tests := []struct {
		in   string
		want string
	}{
		{"MASSMNUC", "MASS MNUC"},
		{"ETRDEINVECINPGOVCS", "ETRD EINV ECIN PGOV CS"},
		{"PRELPGOV", "PREL PGOV"},
		{"prelpgov", "PREL PGOV"},
		{"PRELMX", "PREL MX"},
		{"MXPREL", "MX PREL"},
		{"PRELUNGA", "PREL UNGA"},
		{"PARMIAEA", "PARM IAEA"},
		{"EAIDKDEMBL", "EAID KDEM BL"},
		{"PANAMA", ""},
		{"BRAZIL", ""},
		{"HUMANRIGHTS", ""},
		{"PREL", ""},
		{"PRELX", ""},
		{"INTELSAT", ""},
		{"PRELPGOVQ", ""},
		{"", ""},
		{strings.Repeat("PREL", 17), ""},
		{strings.Repeat("AL", 31) + "Q", ""},
	}
	for _, tt := range tests {
		got, ok := tables.SplitTag(tt.in, 2009)
		if strings.Join(got, " ") != tt.want || ok != (tt.want != "") {
			t.Errorf("SplitTag(%q) = %v, %v, want %s", tt.in, got, ok, tt.want)
		}
	}
}

func TestTagsByMeaning(t *testing.T) {
	t.Parallel()
	tables := open(t)
	codes := func(words string) []string {
		var out []string
		for _, tag := range tables.TagsByMeaning(words) {
			out = append(out, tag.Code)
		}
		return out
	}
	for words, first := range map[string]string{
		"human rights": "PHUM", "HUMAN  RIGHTS": "PHUM", "terrorism": "PTER", "mexico": "MX", "Narcotics": "SNAR", "refugees": "PREF",
		"external political relations": "PREL", "drug trafficking": "SNAR", "women's issues": "KWMN", "womens issues": "KWMN",
		"fishing": "EFIS", "HIV/AIDS": "KHIV", "economic conditions, trends and potential": "ECON",
	} {
		if got := codes(words); len(got) == 0 || got[0] != first {
			t.Errorf("TagsByMeaning(%q) = %v, want %s first", words, got, first)
		}
	}
	for _, words := range []string{"", "a", "no such meaning", "human", "terror", "...", strings.Repeat("a ", 500)} {
		if got := codes(words); got != nil {
			t.Errorf("TagsByMeaning(%q) = %v, want none", words, got)
		}
	}
	all := tables.AllTags()
	if i, ok := tables.Tag("AF", 2009); len(all) < 1000 || !ok || !slices.Contains(all[:900], i) {
		t.Errorf("AllTags: %d tags, want the 2000s first", len(all))
	}
}

func TestCaptions(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for code, kind := range map[string]string{
		"SECRET": "classification", "NODIS": "handling", "nodis": "handling", "FLASH": "precedence", "SIPDIS": "distribution", "CODEL": "series",
	} {
		if got, ok := tables.Caption(code); !ok || got.Kind != kind || got.Meaning == "" || got.Rank == 0 {
			t.Errorf("Caption(%q) = %+v, %v, want a %s", code, got, ok, kind)
		}
	}
	if got, ok := tables.Caption("NOTHING"); ok {
		t.Errorf("Caption(NOTHING) = %+v", got)
	}
	if n := len(tables.Captions()); n < 40 {
		t.Errorf("%d captions", n)
	}
}

func TestRoute(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for in, want := range map[string]string{"RAYWEED": "AUSTEMB BANGKOK", "rayweed": "AUSTEMB BANGKOK", "XXXX": ""} {
		if got, ok := tables.Route(in); got != want || ok != (want != "") {
			t.Errorf("Route(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}

func TestAcronym(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for in, want := range map[string]string{
		"NATO": "North Atlantic Treaty Organization", "GOI": "Government of India", "goi": "Government of India",
	} {
		if got := tables.Acronym(in); len(got) == 0 || !strings.EqualFold(got[0], want) {
			t.Errorf("Acronym(%q) = %v, want %s first", in, got, want)
		}
	}
	for in, want := range map[string]bool{
		"NATO": true, "GOM": true, "SEDENA": true, "WHO": true, "AK-47": true, "AK–47": true, "Affairs": false, "MEXICO": false, "": false,
	} {
		if got := tables.IsAcronym(in); got != want {
			t.Errorf("IsAcronym(%q) = %v", in, got)
		}
	}
}

func TestTitleCase(t *testing.T) {
	t.Parallel()
	tables := open(t)
	tests := []struct{ in, want string }{
		{"MEXICO: PROMISING FIRST TALKS WITH SEDENA ON HUMAN RIGHTS", "Mexico: Promising First Talks with SEDENA on Human Rights"},
		{"VISIT OF THE IMF TO RIO DE JANEIRO", "Visit of the IMF to Rio de Janeiro"},
		{"PL 480 TITLE I FOR BOLIVIA", "PL 480 Title I for Bolivia"},
		{"1979 BOLIVIA HUMAN RIGHTS REPORT", "1979 Bolivia Human Rights Report"},
		{"US/GOB NARCOTICS PROGRAM", "US/GOB Narcotics Program"},
		{"WALTER GUEVARA ARZE, BOLIVIA'S NEW INTERIM PRESIDENT", "Walter Guevara Arze, Bolivia's New Interim President"},
		{"FIAT CONCORD TRACTOR MONOPOLY; VIOLATION OF U.S.-BOLIVIAN COMMERCIAL TREATY", "Fiat Concord Tractor Monopoly; Violation of U.S.-Bolivian Commercial Treaty"},
		{"NATIONAL ECONOMIC-PLANNING COUNCIL (CONEPLAN)", "National Economic-Planning Council (Coneplan)"},
		{"W/W FUNDS: JUDITH VICENTE", "W/W Funds: Judith Vicente"},
		{"WHO AID IT IS ON US AS ARE WE", "Who Aid It Is on US as Are We"},
		{"THE U.S. AND J.J. SMITH", "The U.S. and J.J. Smith"},
		{"LETTER FROM J.SMITH. THE ANSWER", "Letter from J.Smith. The Answer"},
		{"AL-QAEDA AND AL-ASSAD", "Al-Qaeda and al-Assad"},
		{"PORT-AU-PRINCE: FOLLOW-UP", "Port-au-Prince: Follow-Up"},
		{"N'DJAMENA, SANA'A AND O'BRIEN", "N'Djamena, Sana'a and O'Brien"},
		{"CHARGE D'AFFAIRES CAN'T SAY", "Charge d'Affaires Can't Say"},
		{"POPE JOHN PAUL II AND HENRY VIII", "Pope John Paul II and Henry VIII"},
		{"THE 1ST MEETING OF THE G8 IN THE 1990S", "The 1st Meeting of the G8 in the 1990s"},
		{"NGOS, IDPS AND MPS MEET", "NGOs, IDPs and MPs Meet"},
		{"HIV/AIDS IN CHAD AND MALI", "HIV/AIDS in Chad and Mali"},
		{"SENATOR MCCAIN MEETS MR. HRVST", "Senator McCain Meets Mr. HRVST"},
		{"SALT II AND THE USSR", "SALT II and the USSR"},
		{"GOM ON THE WTO", "GOM on the WTO"},
		{"R&D AND S&T COOPERATION", "R&D and S&T Cooperation"},
		{`"THE ECONOMIST" ON BRAZIL`, `"The Economist" on Brazil`},
		{"A NEW DAY - A NEW START", "A New Day - A New Start"},
		{"WHAT IT IS FOR", "What It Is For"},
		{"MÉXICO Y SÃO PAULO", "México Y São Paulo"},
		{"Already in Case: NATO", "Already in Case: NATO"},
		{"", ""},
		{"1234 - 5", "1234 - 5"},
		{"  TWO  SPACES ", "  Two  Spaces "},
		{"OSCE/ODIHR OBSERVERS", "OSCE/ODIHR Observers"},
		{"BAN KI-MOON AT UNGA", "Ban Ki-Moon at UNGA"},
		{"THE PRESIDENT'S VISIT: IN THE END, A SUCCESS", "The President's Visit: In the End, a Success"},
	}
	for _, tt := range tests {
		if got := tables.TitleCase(tt.in); got != tt.want {
			t.Errorf("TitleCase(%q)\n got %q\nwant %q", tt.in, got, tt.want)
		}
	}
}

func FuzzTitleCase(f *testing.F) {
	tables := open(f)
	for _, s := range []string{"MEXICO: U.S.-GOB", "D'AFFAIRES", "R&D", "A.", "O’BRIEN'", "\xffA.\xff", "İSTANBUL"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := tables.TitleCase(s)
		if isASCII(s) && !strings.EqualFold(got, s) {
			t.Errorf("TitleCase(%q) = %q changes more than case", s, got)
		}
	})
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

// The tables hold together: one row a key, aliases that lead somewhere, places
// on the globe, kinds that the product knows.
func TestConsistency(t *testing.T) {
	t.Parallel()
	tables := open(t)
	seen := map[string]bool{}
	once := func(parts ...string) {
		key := strings.Join(parts, " | ")
		if seen[key] {
			t.Errorf("twice: %s", key)
		}
		seen[key] = true
	}
	var aliases int
	read := func(name string, columns int, row func([]string)) {
		if err := readTable(name, columns, func(r []string) error { row(r); return nil }); err != nil {
			t.Error(err)
		}
	}
	read("posts.csv", 11, func(r []string) { once("post", r[0]) })
	read("post_aliases.csv", 3, func(r []string) {
		aliases++
		once("alias", r[0])
		target, ok := tables.Post(r[1])
		got, how, found := tables.MatchPost(r[0])
		if !ok || !found || got != target || how != Aliased {
			t.Errorf("alias %s leads to %s, %v, %v, want %s", r[0], got.Code, how, found, r[1])
		}
		if r[0] == r[1] {
			t.Errorf("alias %s is itself", r[0])
		}
	})
	read("tags.csv", 7, func(r []string) {
		once("tag", r[4], r[1], r[0])
		if !slices.Contains([]string{"1974", "2000s", "2024"}, r[4]) {
			t.Errorf("tag %s has the scheme %q", r[0], r[4])
		}
	})
	read("captions.csv", 8, func(r []string) { once("caption", r[0]) })
	read("acronyms.csv", 3, func(r []string) { once("acronym", r[0], r[1]) })
	read("routes.csv", 2, func(r []string) { once("route", r[0]) })
	if aliases < 80 {
		t.Errorf("%d aliases", aliases)
	}
	for _, p := range tables.Posts() {
		if p.HasPlace && (p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 || p.Lat == 0 && p.Lon == 0) {
			t.Errorf("%s lies at %v, %v", p.Code, p.Lat, p.Lon)
		}
		m := cable.MRN{Year: 2005, Origin: p.Code, Serial: 7}
		if got, err := cable.ParseMRN(m.String()); err != nil || got != m {
			t.Errorf("the code %s makes no message reference number: %v", p.Code, err)
		}
		if NoOrigin(p.Code) {
			t.Errorf("the code %s is refused", p.Code)
		}
	}
	if !slices.IsSortedFunc(tables.Posts(), func(a, b Post) int { return strings.Compare(a.Code, b.Code) }) {
		t.Error("posts are not in order")
	}
	kinds := map[string]bool{}
	for _, tag := range tables.AllTags() {
		kinds[tag.Kind] = true
	}
	want := map[string]bool{"geo": true, "region": true, "subject": true, "program": true, "organization": true}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Error("kinds of tags (-want +got):\n" + diff)
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		open(b)
	}
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

func BenchmarkCanonicalMRN(b *testing.B) {
	tables := open(b)
	b.ReportAllocs()
	for b.Loop() {
		tables.CanonicalMRN("09 MEXICO 2676")
	}
}

func BenchmarkTag(b *testing.B) {
	tables := open(b)
	b.ReportAllocs()
	for b.Loop() {
		tables.Tag("PHUM", 2009)
	}
}

func BenchmarkTitleCase(b *testing.B) {
	tables := open(b)
	b.ReportAllocs()
	for b.Loop() {
		tables.TitleCase("MEXICO: PROMISING FIRST TALKS WITH SEDENA ON HUMAN RIGHTS")
	}
}
