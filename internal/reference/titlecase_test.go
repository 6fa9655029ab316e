package reference

import (
	"strings"
	"testing"
)

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
		{"NATIONAL ECONOMIC-PLANNING COUNCIL (CONEPLAN)", "National Economic-Planning Council (CONEPLAN)"},
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
		{"USDP SMITHSON'S TALKS ON THE AQ KHAN NETWORK", "USDP Smithson's Talks on the AQ Khan Network"},
		{"PDC-PRA AND MNRI FORM AN ALLIANCE", "PDC-PRA and MNRI Form an Alliance"},
		{"THE NEW TABLE OF ANCIENT DUES (TOAD) AND ITS HEAD (KRENN)", "The New Table of Ancient Dues (TOAD) and Its Head (Krenn)"},
		{"MINISTER (REINSCH) ON THE HARBOR DUES (HAVOD) BILL", "Minister (Reinsch) on the Harbor Dues (Havod) Bill"},
		{"TALKS WITH VU AND QV", "Talks with Vu and QV"},
		{"CASA DE LA MONEDA AND MAX VAN DER STOEL ET AL.", "Casa de la Moneda and Max Van der Stoel et al."},
		{"GEN. MACARTHUR, JUNTA DE LOS RIOS", "Gen. MacArthur, Junta de los Rios"},
		{"PERU,S ANSWER OF DEC 12", "Peru,s Answer of Dec 12"},
		{"THE PRESIDENT'S VISIT: IN THE END, A SUCCESS", "The President's Visit: In the End, a Success"},
	}
	for _, tt := range tests {
		if got := tables.TitleCase(tt.in); got != tt.want {
			t.Errorf("TitleCase(%q)\n got %q\nwant %q", tt.in, got, tt.want)
		}
	}
}

// TestTitleCaseOfText holds that a text in large and small letters says how the
// words of its title are written.
func TestTitleCaseOfText(t *testing.T) {
	t.Parallel()
	tables := open(t)
	for _, tt := range []struct{ in, text, want string }{
		{"VODRA AID FOR ICE SHIPS", "The VODRA wants more. The AID mission likes the ice that VODRA ships.", "VODRA AID for Ice Ships"},
		{"VODRA AID FOR ICE SHIPS", "SUMMARY: VODRA AND AID FOR ICE.", "Vodra Aid for Ice Ships"},
		{"VODRA AID", "THE VALLEY OFFICE FOR DRY RIVER AREAS (VODRA) ASKS FOR AID.", "VODRA Aid"},
		{"VODRA AID", "THE MAYOR (VODRA) ASKS FOR AID.", "Vodra Aid"},
		{"VODRA'S PLEA", "What VODRA asks is clear.", "VODRA's Plea"},
		{"VODRA PLEA", "Mayor Vodra pleads. VODRA is his town.", "Vodra Plea"},
		{"TALK WITH MCINROY AND FONMIN ORMSBY", "McInroy told FonMin Ormsby.", "Talk with McInroy and FonMin Ormsby"},
		{"THE BNR TALKS", "We met Bnr and left.", "The Bnr Talks"},
		{"THE GOB TALKS II", "We met the GOB. Ii was late.", "The GOB Talks II"},
	} {
		if got := tables.TitleCase(tt.in, tt.text); got != tt.want {
			t.Errorf("TitleCase(%q, %q)\n got %q\nwant %q", tt.in, tt.text, got, tt.want)
		}
	}
}

func FuzzTitleCase(f *testing.F) {
	tables := open(f)
	for _, s := range []string{"MEXICO: U.S.-GOB", "D'AFFAIRES", "R&D", "A.", "O’BRIEN'", "\xffA.\xff", "İSTANBUL"} {
		f.Add(s, "He told the GOB and Mexico.")
	}
	f.Fuzz(func(t *testing.T, s, text string) {
		got := tables.TitleCase(s, text)
		if isASCII(s) && !strings.EqualFold(got, s) {
			t.Errorf("TitleCase(%q) = %q changes more than case", s, got)
		}
	})
}

func BenchmarkTitleCase(b *testing.B) {
	tables := open(b)
	b.ReportAllocs()
	for b.Loop() {
		tables.TitleCase("MEXICO: PROMISING FIRST TALKS WITH SEDENA ON HUMAN RIGHTS")
	}
}

func BenchmarkTitleCaseOfText(b *testing.B) {
	tables := open(b)
	text := strings.Repeat("The Embassy met officials of SEDENA in Mexico City on Monday; they called the talks on human rights promising. ", 40)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		tables.TitleCase("MEXICO: PROMISING FIRST TALKS WITH SEDENA ON HUMAN RIGHTS", text)
	}
}
