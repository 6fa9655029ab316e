package gather

import (
	"cmp"
	"strings"
	"testing"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names"
)

// lists of volumes as their reader hands them out.
var volumeLists = [][]authority.Thing{
	{
		listedPerson("v1", "Konstantine Karamanlis", "Constantine Caramanlis"),
		listedPerson("v1", "James Earl Carter", "Jimmy Carter"),
		listedPerson("v1", "Javier Pérez de Cuéllar", "Javier Pérez De Cuéllar", "Javier De Cuéllar"),
		listedPerson("v1", "Vedat Celik", "Vedat Chelik"),
		listedPerson("v1", "Hafez Assad", "Hafez Asad"),
		listedPerson("v1", "Mao Zedong", "Mao Tse-tung"),
		listedPerson("v1", "L. Paul Bremer", "Jerry Bremer"),
		listedPerson("v1", "Ga’far M. Numayri", "Jaafar Nimeiry", "Gaafar Nimeiry"),
		listedPerson("v1", "Ismail Fahmy", "Ismail Fahmi"),
		listedPerson("v1", "Thomas P. O’Neill", "Tip O’Neill"),
		listedPerson("v1", "Harold H. Saunders", "Hal Saunders"),
		listedPerson("v1", "H.R. Haldeman", "Bob Haldeman"),
		listedPerson("v1", "Edmund S. Muskie"), listedPerson("v1", "Edward M. Kennedy"),
		listedThing("ORG", "v1", "Panhellenic Socialist Movement", "PASOK"),
		listedThing("ORG", "v1", "Bureau of Fisheries", "BF"),
	},
	{listedThing("ORG", "v2", "Board of Friends", "BF"), listedPerson("v2", "Robert Kennedy"), listedPerson("v2", "Jim Tveiten", "Robert Holm"), listedPerson("v2", "Robert Holm")},
}

func listedPerson(volume, name string, forms ...string) authority.Thing {
	return listedThing(cable.PER, volume, name, forms...)
}

func listedThing(kind, volume, name string, forms ...string) authority.Thing {
	t := authority.Thing{Kind: kind, Name: name, Facts: []authority.Fact{{Text: "Of " + name, Basis: authority.List, Source: volume}}}
	for _, f := range forms {
		t.Forms = append(t.Forms, authority.Form{Name: f, Basis: authority.List, Source: volume})
	}
	return t
}

// one are pairs that are one thing, each with the cables that say so; without
// any, a cable of Oslo names the first and a later one the second.
const one = `
ORG Polisario = POLISARIO
ORG Harbour Authority = HARBOUR AUTHORITY
LOC Zacapa = ZACAPA
ORG US Navy = U.S. Navy
ORG United States Navy = US Navy
ORG United States Congress = Congress of the United States
ORG US Congress = Congress of the United States
ORG UN Commission on Fisheries = United Nations Commission on Fisheries
PER Henry A. Kissinger = Henry Kissinger
PER Henry A. Kissinger = KISSINGER, HENRY A.
PER Henry A. Kissinger = H. A. Kissinger
PER Henry A. Kissinger = H.A. Kissinger
PER Henry A. Kissinger = HENRY A. KISSINGER
PER Henry A. Kissinger = Dr. Henry A. Kissinger
PER Cyrus R. Vance = Secretary of State Cyrus Vance
PER W. Averell Harriman = Averell Harriman
PER Lyndon B. Johnson = President Lyndon B. Johnson
PER José López Portillo = Jose Lopez Portillo
PER José López Portillo = LOPEZ PORTILLO, JOSE
PER Henry Cabot Lodge, Jr. = Henry Cabot Lodge Jr
PER Henry Cabot Lodge, Jr. = LODGE, HENRY CABOT, JR.
PER Adlai Stevenson III = Adlai Stevenson, III
PER Kim Il-sung = Kim Il Sung
PER Mao Tse-tung = Mao Tsetung
PER Anwar el-Sadat = Anwar Sadat
PER Anwar al-Sadat = Anwar el Sadat
PER Sean O'Rourke = Sean O’Rourke
PER Wm. P. Rogers = William P. Rogers
PER Prime Minister Indira Gandhi = Mrs. Indira Gandhi
PER General Francisco Franco = Francisco Franco
PER Ambassador Lars Holm = Mr. Lars Holm
PER John Foster Dulles = DULLES, JOHN FOSTER
PER Robert S. McNamara = ROBERT S. MCNAMARA
PER Anatoly F. Dobrynin = Anatoly Dobrynin
PER Konstantine Karamanlis = Constantine Caramanlis
PER Constantine Karamanlis = Konstantine Karamanlis
PER Constantine Karamanlis = Constantine Caramanlis
PER James Earl Carter, “Jimmy” = Jimmy Carter
PER Javier Pérez de Cuéllar = Javier de Cuellar
PER Vedat Celik = Vedat Chelik
PER Hafez Assad = Hafez al-Asad
PER Mao Zedong = Mao Tse-tung
PER L. Paul Bremer = Jerry Bremer
PER Ga'far M. Numayri = Gaafar Nimeiry
PER Jaafar Nimeiry = Gaafar Nimeiry
PER Ismail Fahmy = Ismail Fahmi
PER Thomas P. O'Neill = Tip O’Neill
PER Harold H. Saunders = Hal Saunders
PER H.R. Haldeman = Bob Haldeman
PER Edmund S. Muskie = Edmund Muskie
LOC US = United States
LOC U.S. = USA
LOC U.S.A. = United States of America
LOC UK = United Kingdom
LOC U.K. = Great Britain
LOC USSR = Soviet Union
LOC Cote d'Ivoire = Côte d’Ivoire
LOC The Hague = Hague
LOC Peking = Beijing
ORG CIA = Central Intelligence Agency
ORG C.I.A. = CIA
ORG UN = United Nations
ORG U.N. = UN
ORG NATO = North Atlantic Treaty Organization
ORG State Department = Department of State
ORG FBI = Federal Bureau of Investigation
ORG Ministry of Defence = Ministry of Defense
ORG the World Bank = World Bank
ORG PASOK = Panhellenic Socialist Movement
ORG Norwegian Fisheries Board (NFB) = NFB : 75OSLO1 | The [ORG Norwegian Fisheries Board] (NFB) met. :: 76OSLO2 | The [ORG NFB].
ORG Partido Accion Nacional = PAN : 75MEXICO1 | [ORG Partido Accion Nacional] (PAN)
ORG Secretaria de la Defensa Nacional = SEDENA : 75MEXICO1 | [ORG SEDENA] (Secretaria de la Defensa Nacional) :: 76STATE1 | [ORG SEDENA]
ORG JCS = Joint Chiefs of Staff
PER Tveiten = Lars Tveiten : 75OSLO1 | [PER Lars Tveiten] :: 77OSLO2 | [PER Tveiten]
PER Chou = Chou En-lai : 72PEKING1 | [PER Chou En-lai] :: 73PEKING2 | [PER Premier Chou]
PER Lars Holm, Foreign Minister = Lars Holm
PER HOLM, LARS, Captain, USN = Lars Holm
ORG Organisation of American States = Organization of American States
`

// two are pairs that look alike and are two things.
const two = `
PER William P. Rogers = William D. Rogers
PER William Rogers = William D. Rogers : 75OSLO1 | [PER William P. Rogers] :: 75OSLO2 | [PER William D. Rogers] :: 75OSLO3 | [PER William Rogers]
PER William Rogers = William P. Rogers : 75OSLO1 | [PER William P. Rogers] :: 75OSLO2 | [PER William D. Rogers] :: 75OSLO3 | [PER William Rogers]
PER W. Rogers = William Rogers
PER George Bush = George W. Bush
PER George H. W. Bush = George W. Bush
PER George Bush = George H. W. Bush : 75OSLO1 | [PER George W. Bush] :: 75OSLO2 | [PER George H. W. Bush] :: 75OSLO3 | [PER George Bush]
PER Henry Cabot Lodge = Henry Cabot Lodge, Jr.
PER Adlai Stevenson = Adlai E. Stevenson III
PER Adlai E. Stevenson II = Adlai E. Stevenson III
PER Robert Kennedy = Edward Kennedy
PER Robert F. Kennedy = Robert F. Kennedy, Jr.
PER John Foster Dulles = Allen Dulles
PER John Dulles = John Foster Dulles
PER Carlos Pérez = Carlos Andrés Pérez
PER José Portillo = José López Portillo
PER Kim Il-sung = Kim Jong-il
PER Chiang Kai-shek = Chiang Ching-kuo
PER Hafez Assad = Bashar Assad
PER John Holm = Jon Holm
PER John Holm = John Holt
PER Maria Holm = Mario Holm
PER Lars Holm = Lars B. Holm : 75OSLO1 | [PER Lars Holm] met [PER Lars B. Holm].
PER Lars Holm = Lars B. Holm : 55OSLO1 | [PER Lars Holm] :: 95OSLO2 | [PER Lars B. Holm]
PER John Smith = John A. Smith : 75OSLO1 | [PER John Smith] :: 75LIMA2 | [PER John A. Smith]
PER Lyndon B. Johnson = Mrs. Lyndon B. Johnson
PER Mrs. John Holm = John Holm
PER Holm = Lars Holm : 75OSLO1 | [PER Lars Holm] :: 75LIMA2 | [PER Holm]
PER Holm = Lars Holm : 75OSLO1 | [PER Lars Holm] :: 79OSLO2 | [PER Holm]
PER Holm = Lars Holm : 75OSLO1 | [PER Lars Holm] :: 75OSLO2 | Mrs. [PER Holm] came.
PER Berg = Nils Berg : 75OSLO1 | [PER Nils Berg] :: 75OSLO2 | [PER Jens Berg] :: 75OSLO3 | [PER Berg]
PER Holm = Lars Holm : 75OSLO1 | [PER Lars Holm] and [PER Nils Holm] :: 75OSLO2 | [PER Holm]
ORG National Action Party = PAN : 75MEXICO1 | [ORG National Action Party] (PAN) :: 75MEXICO2 | [ORG PAN]
PER Henry Kissinger = Walter Kissinger
PER Richard Nixon = Richard Nickson
PER Muhammad Ali = Mohammed Aly
PER Lester Pearson = Lester Pierson
PER Willy Brandt = Willy Brand
PER Jose Figueres = Jose Figueroa
PER Eduardo Frei = Eduardo Frei Montalva
PER Nils Berg = Niels Berg
PER J. Foster Dulles = John F. Dulles
PER Jim Tveiten = Robert Holm
PER Edward M. Kennedy = Robert Kennedy
PER Anna Holm = Ann Holm
PER Ann Aholm = Anna Holm
PER Fidel Castro = Raul Castro
PER Fidel Castro = Fidel Castro Diaz-Balart
LOC Niger = Nigeria
LOC Austria = Australia
LOC Guinea = Guinea-Bissau
LOC Guinea = Equatorial Guinea
LOC Congo (Kinshasa) = Congo (Brazzaville)
LOC Dominica = Dominican Republic
LOC Slovakia = Slovenia
LOC Soviet Union = Russia
LOC North Korea = South Korea
LOC Georgia = South Georgia
LOC Virginia = West Virginia
LOC Washington = Washington State
LOC US = USSR
ORG NSC = NSA
ORG CIA = CIAA
ORG DIA = CIA
ORG PDP = People's Democratic Party : 75OSLO1 | The [ORG People's Democratic Party] (PDP) :: 75OSLO2 | The [ORG Popular Development Plan] (PDP) :: 75OSLO3 | [ORG PDP]
ORG NFB = Norwegian Fisheries Board : 75OSLO1 | The [ORG Norwegian Fisheries Board] (NFB) :: 75LIMA2 | The [ORG NFB] came.
ORG BF = Bureau of Fisheries
ORG BF = Board of Friends
ORG Ministry of Defense = Ministry of Health
ORG World Bank = World Bank Group
ORG European Community = European Union
ORG Bank of Norway = Bank of Norwich
ORG Communist Party of Spain = Communist Party of Sweden
ORG Liberal Party = Liberal Democratic Party
`

// TestPairs holds that names of one thing are joined, and those that look alike
// are not.
func TestPairs(t *testing.T) {
	for _, c := range []struct {
		pairs string
		want  bool
		least int
	}{{one, true, 60}, {two, false, 60}} {
		n := 0
		for line := range strings.SplitSeq(strings.TrimSpace(c.pairs), "\n") {
			n++
			pair, told, _ := strings.Cut(line, " : ")
			kind, both, _ := strings.Cut(pair, " ")
			a, b, _ := strings.Cut(both, " = ")
			x := corpus{lists: volumeLists, cables: []*cable.Cable{read("75OSLO1 | [" + kind + " " + a + "] came."), read("76OSLO2 | [" + kind + " " + b + "] went.")}}
			if told != "" {
				x.cables = nil
				for s := range strings.SplitSeq(told, " :: ") {
					x.cables = append(x.cables, read(s))
				}
			}
			f, _ := x.gather(t).Fold()
			if got := counted(t, f, kind, a) == counted(t, f, kind, b); got != c.want {
				t.Errorf("%s: one is %v\n%s", line, got, shown(f))
			}
		}
		if n < c.least {
			t.Errorf("%d pairs", n)
		}
	}
}

// counted is the key under which a mention is counted.
func counted(t *testing.T, f authority.File, kind, text string) string {
	t.Helper()
	name := names.Normal(tables(t), kind, text)
	return kind + " " + cmp.Or(f.Names()[authority.Key(kind, name)], name)
}
