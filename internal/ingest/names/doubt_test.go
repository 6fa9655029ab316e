package names

import (
	"strings"
	"testing"

	"reftel/internal/cable"
)

// found are the mentions that the dictionary alone finds in a text of a cable,
// as KIND text=name.
func found(f *Finder, c *cable.Cable, text string) string {
	var got []string
	for _, e := range (&setting{tables: f.tables, cable: c}).mentions(text, []*dictionary{f.known}) {
		s := e.Kind + " " + e.Text
		if e.Name != e.Text {
			s += "=" + e.Name
		}
		got = append(got, s)
	}
	return strings.Join(got, "|")
}

// TestDoubt holds that a name that may also be a word or a person's is a place
// where the words round it leave it one.
func TestDoubt(t *testing.T) {
	t.Parallel()
	f := finder(t, "")
	for _, c := range []struct{ text, want string }{
		// Persons bear it too.
		{"The King of Jordan met Mr. Jordan, Hamilton Jordan and H. Jordan in Georgia.", "LOC Jordan|LOC Georgia"},
		{"KING HUSSEIN OF JORDAN WILL SEE HAMILTON JORDAN AND SENATOR JORDAN.", "LOC JORDAN=Jordan"},
		{"Virginia Smith came from Richmond in Virginia; Georgia and Turkey did not.", "LOC Virginia|LOC Georgia|LOC Turkey"},
		{"GENERAL WASHINGTON LEFT WASHINGTON FOR CHAD.", "LOC WASHINGTON=Washington|LOC CHAD=Chad"},
		{"President Salvador Allende; the border of Salvador.", "LOC Salvador=El Salvador"},
		{"Turkey is the subject. A turkey is a bird.", "LOC Turkey"},
		{"The Marquis of Salisbury and Lord Lyons wrote to Lyons and to the King of Spain.", "LOC Lyons=Lyon|LOC Spain"},
		// Words.
		{"They met in Nice, nicely. Nice words. The Split in the party; he sailed to Split.", "LOC Nice|LOC Split"},
		{"MALE STUDENTS MET IN NICE, FRANCE. NICE WORDS.", "LOC NICE=Nice|LOC FRANCE=France"},
		// US, the pronoun and the country.
		{"HE TOLD US THAT THE US EMBASSY WOULD HELP US. US-BOLIVIAN RELATIONS; US AID. IT COST $US 40.",
			"LOC US=United States|LOC US=United States|LOC US=United States"},
		{"The US told us. Us too. The U.S. and the U.K. left U.S.-owned ships, he said to the U.S.",
			"LOC US=United States|LOC U.S.=United States|LOC U.K.=United Kingdom|LOC U.S.=United States|LOC U.S.=United States"},
		// Abbreviations that are words, in capitals and beside small letters.
		{"THE UN VOTED. HE SAID QUE LA NACION DE UN PUEBLO DE LA TIERRA QUE LA QUIERE", ""},
		{"THE UN VOTED ON THE ISSUE.", "ORG UN"},
		{"HE GOT A CAR; THE AID WAS LATE.", ""},
		{"ALFA & CIA. AND THE CIA.", "ORG CIA"},
		// Names of several words, with dashes, brackets and commas.
		{"Austria–Hungary, Congo (Brazzaville) and Washington, D.C., not Congo (1964).", "LOC Austria–Hungary=Austria-Hungary|LOC Congo (Brazzaville)=Congo-Brazzaville|LOC Washington, D.C.=Washington|LOC Congo"},
		{"THE IMF MET IN BELGRADE,\nYUGOSLAVIA.THE U.S.S.R. WAS NOT THERE.", "ORG IMF|LOC BELGRADE=Belgrade|LOC YUGOSLAVIA=Yugoslavia|LOC U.S.S.R.=Soviet Union"},
		{"The People's Republic of China's view; Jordan’s king; “Formosa.”", "LOC People's Republic of China=China|LOC Jordan|LOC Formosa=Taiwan"},
	} {
		if got := found(f, &cable.Cable{Date: cable.Date{Year: 1974}}, c.text); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestGovernments holds that an abbreviation of a government is its country:
// the one that sends the cable, that its TAGS name or that it goes to.
func TestGovernments(t *testing.T) {
	t.Parallel()
	f := finder(t, "")
	geo := func(code string) []cable.Tag { return []cable.Tag{{Code: code, Kind: "geo"}} }
	for _, c := range []struct {
		about string
		cable cable.Cable
		text  string
		want  string
	}{
		{"post that sends", cable.Cable{Origin: cable.Post{Code: "JAKARTA"}}, "THE GOI TOLD USG.", "LOC GOI=Indonesia|LOC USG=United States"},
		{"TAGS", cable.Cable{Origin: cable.Post{Code: "STATE"}, Tags: geo("IT")}, "The GOI and HMG", "LOC GOI=Italy|LOC HMG=United Kingdom"},
		{"post that is addressed", cable.Cable{Origin: cable.Post{Code: "STATE"}, Addressees: []cable.Addressee{{Post: "NEWDELHI"}}}, "GOI", "LOC GOI=India"},
		{"post before TAGS", cable.Cable{Origin: cable.Post{Code: "LAPAZ"}, Tags: geo("BR")}, "GOB", "LOC GOB=Bolivia"},
		{"nothing tells", cable.Cable{}, "GOI", "LOC GOI"},
		{"small letters", cable.Cable{Origin: cable.Post{Code: "LAPAZ"}}, "Gob and Goi", ""},
		{"years", cable.Cable{Date: cable.Date{Year: 1976}}, "FRG, GRC, PRC, SRV", "LOC FRG=West Germany|LOC GRC=Taiwan|LOC PRC=China|LOC SRV=Vietnam"},
		{"later", cable.Cable{Date: cable.Date{Year: 2005}}, "FRG", "LOC FRG=Germany"},
		{"a word behind an article", cable.Cable{Origin: cable.Post{Code: "ANKARA"}}, "THE GOT SAID HE GOT IT.", "LOC GOT=Turkey"},
		{"two Congos", cable.Cable{Origin: cable.Post{Code: "KINSHASA"}}, "THE CONGO", "LOC CONGO=Congo-Kinshasa"},
		{"either Congo", cable.Cable{}, "The Congo", "LOC Congo"},
		{"states and organisations", cable.Cable{Date: cable.Date{Year: 1974}}, "USSR, NATO, EU, UAR", "LOC USSR=Soviet Union|ORG NATO|ORG EU|LOC UAR=United Arab Republic"},
	} {
		if got := found(f, &c.cable, c.text); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.about, c.text, got, c.want)
		}
	}
}

// TestSettle holds that countries are places where a volume marks them as
// abbreviations, and that words of the trade are no names.
func TestSettle(t *testing.T) {
	t.Parallel()
	f := finder(t, "")
	for _, c := range []struct{ kind, text, name, want string }{
		{cable.MISC, "UK", "United Kingdom", "LOC United Kingdom"},
		{cable.LOC, "USSR", "Union of Soviet Socialist Republics", "LOC Soviet Union"},
		{cable.MISC, "GDR", "German Democratic Republic", "LOC East Germany"},
		{cable.LOC, "PRC", "People’s Republic of China", "LOC China"},
		{cable.LOC, "ROC", "Republic of China", "LOC Taiwan"},
		{cable.ORG, "GOI", "Government of Iran", "LOC Iran"},
		{cable.ORG, "GVN", "Government of the Republic of Vietnam", "LOC South Vietnam"},
		{cable.ORG, "HMG", "Her Majesty’s Government", "LOC United Kingdom"},
		{cable.MISC, "ME", "Middle East", "LOC Middle East"},
		{cable.MISC, "fr", "France", "MISC France"},
		{cable.ORG, "NATO", "North Atlantic Treaty Organization", "ORG North Atlantic Treaty Organization"},
		{cable.ORG, "UKDel", "United Kingdom Delegation", "ORG United Kingdom Delegation"},
		{cable.MISC, "NSSM", "National Security Study Memorandum", "MISC National Security Study Memorandum"},
		{cable.PER, "Jordan", "Hamilton Jordan", "PER Hamilton Jordan"},
		{cable.MISC, "Deptel", "Department of State telegram", ""},
		{cable.MISC, "FY", "Fiscal year", ""},
		{cable.MISC, "FYI", "For your information", ""},
	} {
		where := &setting{tables: f.tables, cable: &cable.Cable{Edition: &cable.Edition{Volume: "frus1969-76v30"}}}
		es := where.settle([]cable.Entity{{Kind: c.kind, Text: c.text, End: len(c.text), Name: c.name}}, []*dictionary{f.known})
		got := ""
		if len(es) == 1 {
			got = es[0].Kind + " " + es[0].Name
		}
		if got != c.want {
			t.Errorf("%s %s, %s: got %q, want %q", c.kind, c.text, c.name, got, c.want)
		}
	}
}
