package gather

import (
	"strings"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/reference"
)

// certain are things that are named in several ways everywhere: the first name
// is that under which they are counted.
var certain = map[string][]string{
	cable.LOC: {
		"United States|US|U.S.|USA|U.S.A.|United States of America",
		"United Kingdom|UK|U.K.|Great Britain|United Kingdom of Great Britain and Northern Ireland",
		"Soviet Union|USSR|U.S.S.R.|Union of Soviet Socialist Republics",
		"Washington|Washington, D.C.|Washington DC|Washington D.C",
		"New York|New York City",
		"Beijing|Peking|Peiping",
	},
	cable.ORG: {
		"United Nations|UN|U.N.|UNO|United Nations Organization",
		"European Union|EU|E.U.",
		"Department of State|State Department|U.S. Department of State|US Department of State|United States Department of State",
		"Department of Defense|DOD|Defense Department|U.S. Department of Defense|United States Department of Defense",
		"Department of the Treasury|Treasury Department|U.S. Treasury Department|Department of Treasury|U.S. Department of the Treasury",
		"Department of Justice|DOJ|Justice Department|U.S. Department of Justice",
		"Central Intelligence Agency|CIA|C.I.A.",
		"Federal Bureau of Investigation|FBI|F.B.I.",
		"North Atlantic Treaty Organization|NATO|N.A.T.O.",
		"National Security Council|NSC",
		"International Monetary Fund|IMF",
		"International Bank for Reconstruction and Development|IBRD",
		"World Health Organization|World Health Organisation",
		"Organization of American States|OAS",
		"Organization of African Unity|OAU",
		"Organization of the Petroleum Exporting Countries|OPEC|Organization of Petroleum Exporting Countries",
		"Association of Southeast Asian Nations|ASEAN|Association of South East Asian Nations",
		"International Atomic Energy Agency|IAEA",
		"Palestine Liberation Organization|PLO",
		"Agency for International Development|USAID|U.S. Agency for International Development|United States Agency for International Development",
		"United States Information Agency|USIA|U.S. Information Agency",
		"Drug Enforcement Administration|DEA",
		"Joint Chiefs of Staff|JCS",
		"Organization for Economic Cooperation and Development|OECD|Organisation for Economic Co-operation and Development",
		"European Economic Community|EEC",
	},
}

// tableThings are what the tables know to have several names.
func tableThings(*reference.Tables) []authority.Thing {
	var out []authority.Thing
	for _, kind := range sortedKeys(certain) {
		for _, row := range certain[kind] {
			list := strings.Split(row, "|")
			t := authority.Thing{Kind: kind, Name: list[0]}
			for _, name := range list[1:] {
				t.Forms = append(t.Forms, authority.Form{Name: name, Basis: authority.Table})
			}
			out = append(out, t)
		}
	}
	return out
}
