package locate

import (
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/text"
)

// One given name is written in many ways: short among friends (Bob, Zbig), and in each
// language as it has the saint or the king (Konstantinos, Constantine; Lev, Leon).

// SameGiven reports whether two given names may be one.
func SameGiven(a, b string) bool {
	a, b = cable.NameKey(a), cable.NameKey(b)
	if a == "" || b == "" {
		return false
	}
	if slices.ContainsFunc(givenNames[a], func(group int) bool { return slices.Contains(givenNames[b], group) }) {
		return true
	}
	a, b = givenSounds.Replace(a), givenSounds.Replace(b)
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	if a == b || n >= 4 && min(len(a), len(b))-n <= 2 {
		return true
	}
	a, b = strings.TrimRight(a, "aeiou"), strings.TrimRight(b, "aeiou")
	return min(len(a), len(b)) >= longGiven && text.Within1(a, b)
}

// longGiven is from how many letters a slip leaves no doubt about a given name.
const longGiven = 7

// givenSounds brings letters to one for each sound.
var givenSounds = strings.NewReplacer("ph", "f", "th", "t", "c", "k", "q", "k", "y", "i", "j", "i", "w", "v", "z", "s")

// givenNames are the groups to which a given name belongs.
var givenNames = func() map[string][]int {
	out := map[string][]int{}
	groups := `dwight ike|robert bob bobby rob roberto|william bill billy will wilhelm guillermo guillaume|richard dick rick ricardo|james jim jimmy jaime jacques|
john jack johnny juan jean johann hans joao giovanni ivan|edward ed eddie ted ned eduard eduardo|theodore ted|henry hank harry heinrich henri enrique|
charles chuck charlie karl carl carlos carlo|thomas tom tommy tomas|michael mike mick mikhail miguel michel|joseph joe josef jose giuseppe iosif|
anthony tony antonio anton|francis frank franz francois francisco francesco|lawrence larry laurence|daniel dan danny|david dave|samuel sam|
alexander alex al sandy sasha aleksandr alexandros alejandro|ronald ron ronnie|donald don|gerald jerry gerry|andrew andy drew andrei andreas andres|
walter walt|peter pete petros pyotr pierre pedro pietro|stephen steve steven stefan stefano etienne esteban|matthew matt|elizabeth liz betty elisabeth|
margaret maggie peggy|katherine kathy kate catherine ekaterina|benjamin ben|albert al bert alberto|alfred fred al|
frederick fred fritz friedrich federico|kenneth ken|philip phil felipe philippe|raymond ray|zbigniew zbig|nicholas nick nikolai nikolas nicolas|
george georgios georgi jorge georg georges|paul pavel pablo paolo|louis ludwig luis luigi lewis|demetrius dimitrios dmitri|leo leon lev|
arthur art arturo|leonard len|constantine konstantin costas kostas|eugene gene yevgeny|clement clem|gregory greg grigory|victor vic viktor|
vincent vince vicente|patrick pat|martin marty|russell russ|melvin mel`
	for i, group := range strings.Split(groups, "|") {
		for name := range strings.FieldsSeq(group) {
			out[name] = append(out[name], i)
		}
	}
	return out
}()

// OtherRomans are the spellings of a Russian name in English where it is written as
// German or French texts have it: Solschenizyn, Khrouchtchev.
func OtherRomans(name string) []string {
	key := cable.NameKey(name)
	var out []string
	for _, r := range romans {
		if s := strings.TrimSuffix(r.Replace(key+"$"), "$"); s != key && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// romans read German, with either sound of sch, and French.
var romans = []*strings.Replacer{
	strings.NewReplacer("schtsch", "shch", "tsch", "ch", "sch", "sh", "ch", "kh", "w", "v", "z", "ts", "j", "y"),
	strings.NewReplacer("schtsch", "shch", "tsch", "ch", "sch", "zh", "ch", "kh", "w", "v", "z", "ts", "j", "y"),
	strings.NewReplacer("tch", "ch", "ch", "sh", "ou", "u", "dj", "j", "j", "zh", "ine$", "in", "yne$", "yn", "$", ""),
}

// hissing are letters of Turkish, Czech and Serbian that English has two for.
var hissing = strings.NewReplacer("ş", "sh", "š", "sh", "ç", "ch", "č", "ch", "ć", "ch", "ž", "zh")

// Hissing is the spelling in English of a name that is written with letters of Turkish
// or of a Slavonic language: Denktaş, Denktash; "" for others.
func Hissing(name string) string {
	lower := strings.ToLower(name)
	if s := hissing.Replace(lower); s != lower {
		return cable.NameKey(s)
	}
	return ""
}
