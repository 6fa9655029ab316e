package enginetest

import (
	"testing"

	"reftel/internal/archive"
)

const (
	suvas    = "75SUVA203 75SUVA201 75SUVA202 75SUVA204"
	secrets  = "75SUVA201 76TUNIS301 77DAKAR401 77TUNIS305 77DAKAR402 77DAKAR403"
	industry = "76TUNIS301 76TUNIS302 78LIMA501 78LIMA502"
	farms    = "75SUVA201 75SUVA204 78LIMA501"
	undated  = "76TUNIS303 frus1977-80v09d12"
)

func fields() []finding {
	return []finding{
		{"id:74OSLO101", "74OSLO101"}, {`mrn:"1974 Oslo 00101"`, "74OSLO101"}, {"cable:1974oslo00101_a", "74OSLO101"}, {"id:78LIMA5004", "78LIMA504"},
		{"id:75SUVA20*", suvas}, {"id:frus1977-80v09d12", "frus1977-80v09d12"}, {"id:FRUS1977*", "frus1977-80v09d12"}, {"id:74OSLO999", ""},
		{"tag:EIND", industry}, {"tags:eind", industry}, {"tag:EI*", industry}, {"tag:EIN", ""}, {"tag:(EAGR OR EFIS)", "75SUVA201 75SUVA202 75SUVA204 78LIMA501"},
		{"tag:(PREL EWWT)", "74OSLO104 77DAKAR401"}, {"tag:industry", ""}, {"tag:none from:OSLO date:1974", "74OSLO103"}, {"-tag:none from:SUVA", "75SUVA201 75SUVA202 75SUVA204"},
		{"from:SUVA", suvas}, {"origin:suva", suvas}, {`post:"Embassy Suva"`, suvas}, {"from:LAPAZ", "78LAPAZ9"}, {`from:"La Paz"`, "78LAPAZ9"}, {`from:"paz embassy"`, "78LAPAZ9"},
		{"from:SU*", suvas}, {"from:none", "frus1977-80v09d12"}, {"from:RIGA", ""},
		{"to:oslo", "76TUNIS301"}, {"addressee:usnato", "76TUNIS301"}, {`info:"usmission usnato"`, "76TUNIS301"}, {`to:"washdc secstate"`, "74OSLO101 79LIMA601"}, {`to:"usnato oslo"`, ""},
		{"to:secst*", "74OSLO101 79LIMA601"}, {"to:none tag:EIND", "76TUNIS302 78LIMA501 78LIMA502"}, {"-to:none", "74OSLO101 76TUNIS301 79LIMA601"},
		{"class:SECRET", secrets}, {"classification:s", secrets}, {"classified:Secret", secrets}, {`class:"top secret"`, "76TUNIS303"}, {"class:ts", "76TUNIS303"},
		{`class:"LIMITED OFFICIAL USE"`, "75SUVA203"}, {"class:lou", "75SUVA203"}, {"class:lim*", "75SUVA203"}, {"class:sbu", "76TUNIS302"}, {"class:none ref:69STATE77", "78LIMA504 78LAPAZ9"},
		{"caption:NODIS", "75SUVA201 76TUNIS301"}, {"captions:(nodis exdis)", "76TUNIS301"}, {"caption:LIM*", "74OSLO102"}, {"-caption:none", "74OSLO102 75SUVA201 76TUNIS301 79LIMA601"},
		{`per:"Ingrid Solstrand"`, "74OSLO101 74OSLO102"}, {"person:solstrand", "74OSLO101 74OSLO102"}, {`people:"solstrand ingrid"`, "74OSLO101 74OSLO102"}, {"per:sol*", "74OSLO101 74OSLO102"},
		{"per:oneill", "75SUVA204"}, {"per:olstrand", ""}, {`per:"none"`, ""}, {"-per:none from:SUVA", "75SUVA204"},
		{`org:"Fjord Lines"`, "74OSLO101 74OSLO104"}, {"organisation:fjord", "74OSLO101 74OSLO104"}, {"organization:lines", "74OSLO101 74OSLO104"}, {"-org:none", "74OSLO101 74OSLO104"},
		{"loc:Bergen", "74OSLO101 74OSLO102"}, {`place:"Sao Tome"`, "75SUVA204"}, {"location:sfax", "76TUNIS304"}, {"places:sf*", "76TUNIS304"}, {"-loc:none", "74OSLO101 74OSLO102 75SUVA204 76TUNIS304"},
		{`misc:"Salt Fair"`, "76TUNIS301"}, {"other:fair", "76TUNIS301"}, {`misc:"none"`, "78LIMA501"}, {"-misc:none", "76TUNIS301 78LIMA501"},
		{"ref:74OSLO101", "74OSLO102"}, {`cites:"75 Suva 201"`, "78LIMA504"}, {"refs:69STATE77", "78LIMA504 78LAPAZ9"}, {"reference:1969STATE00077", "78LIMA504 78LAPAZ9"},
		{"ref:78LIMA504", "78LAPAZ9"}, {"reftel:78LIMA5004", "78LAPAZ9"}, {"ref:74OSLO102", ""}, {"-ref:none", "74OSLO102 78LIMA504 78LAPAZ9"},
		{"country:Fiji", suvas}, {"countries:fij*", suvas}, {"country:none", "frus1977-80v09d12"},
		{"lang:fr", "76TUNIS304"}, {"language:FR", "76TUNIS304"}, {"lang:none kiln", kilns},
		{`collection:"First release"`, "75SUVA201 77TUNIS305 frus1977-80v09d12"}, {"collections:second", "75SUVA203 75SUVA202"}, {"collection:release from:TUNIS", "77TUNIS305"},
		{"collection:none quay", "77DAKAR401 77DAKAR402 77DAKAR403"},
		{"copies:77DAKAR402", quays}, {`near:"77 Tunis 305"`, quays}, {"dup:1977dakar00401_a", quays}, {"copies:77DAKAR403", "77DAKAR403"}, {"copies:77DAKAR999", ""},
		{"-copies:none", quays}, {"copies:none from:DAKAR", "77DAKAR403"},
	}
}

func testFields(t *testing.T, a archive.Archive) { checkFindings(t, a, fields()) }

// dates are searched as wholes: a month is found by its own and by what holds all
// of it, never by one of its days.
func dates() []finding {
	const spring = "74OSLO101 74OSLO102 74OSLO104 74OSLO103"
	return []finding{
		{"year:1975", suvas}, {"years:1975", suvas}, {"year:197* from:OSLO", spring}, {"year:198* -per:none until:1980-07-04", "80OSLO101 80OSLO102"}, {"year:none", undated},
		{"year:1974..1975", spring + " " + suvas}, {"year:1974-1975", spring + " " + suvas}, {"date:1974-1975", spring + " " + suvas}, {"year:1960", ""},
		{"date:1975", suvas}, {"dated:1975-01", "75SUVA201"}, {"date:1974-04", "74OSLO104 74OSLO103"}, {"date:1974-04-02", "74OSLO103"}, {"date:1974-04-01..1974-04-29", "74OSLO103"},
		{"date:1974-04-01..1974-04-30", "74OSLO104 74OSLO103"}, {"date:1974-03-05", "74OSLO101"}, {"date:1974-03-06", ""},
		{`date:"2 April 1974"`, "74OSLO103"}, {`date:"Apr 1974"`, "74OSLO104 74OSLO103"}, {`date:"April 2, 1974"`, "74OSLO103"}, {"date:2.4.1974", "74OSLO103"},
		{"date:1974-03..1974-04", spring}, {"date:1974-04..1974-03", spring}, {"date:1975-01..1975-02", "75SUVA201 75SUVA202"}, {"date:1975-01..1975-12", suvas}, {"date:1975-01-02..1975-12", "75SUVA201 75SUVA202 75SUVA204"},
		{"date:1980-07-20..", "80OSLO111 80OSLO112"}, {"date:>=1980-07-21", "80OSLO111 80OSLO112"}, {"since:1980-07-21", "80OSLO111 80OSLO112"},
		{"date:>1980-07-21", "80OSLO112"}, {"after:1980-07-21", "80OSLO112"}, {"after:1980", ""}, {"since:1975-02 until:1975", "75SUVA202 75SUVA204"},
		{"date:..1974-03", "74OSLO101 74OSLO102"}, {"date:<=1974-03", "74OSLO101 74OSLO102"}, {"until:1974-03", "74OSLO101 74OSLO102"}, {"date:<1974-04", "74OSLO101 74OSLO102"}, {"before:1974-04", "74OSLO101 74OSLO102"},
		{"until:1974-04-15", "74OSLO101 74OSLO102 74OSLO103"}, {"date:none", undated}, {"dated:unknown", undated}, {"date:(none OR 1974-03)", "74OSLO101 74OSLO102 " + undated},
		{"harvest -date:none", "79LIMA602"}, {"harvest date:none", "frus1977-80v09d12"},
	}
}

func testDates(t *testing.T, a archive.Archive) { checkFindings(t, a, dates()) }
