package locate

import (
	"maps"
	"slices"
	"strings"

	"reftel/internal/cable"
)

// Names that were brought into Latin letters have several spellings. Those of
// other alphabets differ by what the lists of persons of Foreign Relations give
// side by side (Qadhafi, Gaddafi; Karamanlis, Caramanlis; Asad, Assad); those of
// Chinese by the system, Wade-Giles or Pinyin, whose tables are one to one but for
// the apostrophes that telegrams leave out.

// Respelled are other spellings of a name, by one or two of the ways in which
// transcriptions differ, most of them in the surname; the nearest first, and few
// enough to be looked up each.
func Respelled(name string) []string {
	name = cable.NameKey(name)
	if len(name) < 4 || len(name) > maxRespelled {
		return nil
	}
	given, surname := "", name
	if i := strings.LastIndexByte(name, ' '); i >= 0 {
		given, surname = name[:i+1], name[i+1:]
	}
	seen := map[string]bool{name: true}
	var out []string
	add := func(givens, surnames []string) {
		for _, g := range givens {
			for _, s := range surnames {
				if other := g + s; !seen[other] && len(out) < mostRespelled {
					seen[other] = true
					out = append(out, other)
				}
			}
		}
	}
	once := respelledOnce(surname)
	givens := respelledOnce(strings.TrimSuffix(given, " "))
	for i := range givens {
		givens[i] += " "
	}
	add([]string{given}, once)
	add(givens, []string{surname})
	for _, s := range once {
		if len(out) >= mostRespelled*3/4 {
			break
		}
		add([]string{given}, respelledOnce(s))
	}
	add(givens, once)
	return out
}

const (
	maxRespelled  = 40
	mostRespelled = 160
)

// sameSounds are letters that stand for one sound in transcriptions.
var sameSounds = [][2]string{
	{"c", "k"}, {"k", "q"}, {"g", "q"}, {"kh", "k"}, {"kh", "h"}, {"gh", "g"}, {"dh", "d"}, {"dd", "dh"}, {"th", "t"}, {"ph", "f"},
	{"w", "v"}, {"y", "i"}, {"j", "y"}, {"dj", "j"}, {"zh", "j"}, {"tch", "ch"}, {"sch", "sh"}, {"sch", "zh"}, {"tz", "z"}, {"ts", "tz"}, {"x", "ks"},
	{"ou", "u"}, {"oo", "u"}, {"ee", "i"}, {"ei", "ai"}, {"e", "i"}, {"o", "u"}, {"o", "e"}, {"a", "e"}, {"ie", "ye"}, {"s", "z"}, {"s", "sh"}, {"c", "ch"},
}

// endings of names that stand for one.
var sameEndings = [][2]string{{"off", "ov"}, {"eff", "ev"}, {"sky", "ski"}, {"skii", "sky"}, {"ow", "ov"}, {"ine", "in"}}

// SoundsLike reports whether two names differ by one of the ways in which
// transcriptions differ.
func SoundsLike(a, b string) bool {
	return slices.Contains(respelledOnce(cable.NameKey(a)), cable.NameKey(b))
}

// respelledOnce are the spellings that differ in one place.
func respelledOnce(s string) []string {
	var out []string
	for i := range len(s) {
		for _, pair := range sameSounds {
			for j, from := range pair {
				if from != "" && strings.HasPrefix(s[i:], from) {
					out = append(out, s[:i]+pair[1-j]+s[i+len(from):])
				}
			}
		}
		switch {
		case i > 0 && s[i] == s[i-1]:
			out = append(out, s[:i]+s[i+1:])
		case i > 0 && i+1 < len(s) && strings.IndexByte("bdfglmnprstz", s[i]) >= 0 && isVowel(s[i-1]):
			out = append(out, s[:i+1]+s[i:])
		}
	}
	for _, pair := range sameEndings {
		for j, from := range pair {
			if head, ok := strings.CutSuffix(s, from); ok {
				out = append(out, head+pair[1-j])
			}
		}
	}
	return out
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// OtherChinese are the spellings of a Chinese name in the other system, Pinyin for
// Wade-Giles and the other way round: Zhou Enlai, Chou En-lai. There are none for
// what is no Chinese name of two words or more.
func OtherChinese(name string) []string {
	words := strings.Fields(cable.NameKey(name))
	if len(words) < 2 || len(words) > 3 {
		return nil
	}
	var out []string
	if s, ok := inWadeGiles(words); ok {
		out = append(out, s)
	}
	key := strings.Join(words, " ")
	if words, ok := parted(words); ok {
		for _, s := range append([]string{strings.Join(words, " ")}, inPinyin(words)...) {
			if len(out) < mostChinese {
				out = append(out, s)
			}
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == key })
}

const mostChinese = 6

// inWadeGiles spells words of Pinyin by syllables: chou en lai.
func inWadeGiles(words []string) (string, bool) {
	var out []string
	for _, w := range words {
		parts, ok := syllables(w, func(s string) bool { return chinese.wade[s] != "" })
		if !ok {
			return "", false
		}
		for _, p := range parts {
			out = append(out, chinese.wade[p])
		}
	}
	return strings.Join(out, " "), len(out) <= 4
}

// inPinyin spells the syllables of Wade-Giles, the first as the surname and the
// others in one word.
func inPinyin(words []string) []string {
	out := []string{""}
	for i, w := range words {
		var next []string
		for _, s := range out {
			for _, p := range chinese.pinyin[w] {
				if i == 1 {
					p = " " + p
				}
				next = append(next, s+p)
			}
		}
		if out = next; len(out) > 4*mostChinese {
			return nil
		}
	}
	return out
}

// parted are the syllables of words of Wade-Giles, which some write together: Mao
// Tsetung.
func parted(words []string) (out []string, ok bool) {
	for _, w := range words {
		parts, ok := syllables(w, func(s string) bool { return len(chinese.pinyin[s]) > 0 })
		if !ok {
			return nil, false
		}
		out = append(out, parts...)
	}
	return out, len(out) <= 4
}

// syllables parts a word, the longest syllables first.
func syllables(w string, known func(string) bool) ([]string, bool) {
	if w == "" {
		return nil, true
	}
	for n := min(len(w), 6); n > 0; n-- {
		if !known(w[:n]) {
			continue
		}
		if rest, ok := syllables(w[n:], known); ok {
			return append([]string{w[:n]}, rest...), true
		}
	}
	return nil, false
}

// chinese are the syllables of Pinyin with their spelling in Wade-Giles, without
// apostrophes and dots, and the other way round. The rules are those of the tables
// of the Library of Congress (Pinyin Conversion Project, 1998).
var chinese = func() (c struct {
	wade   map[string]string
	pinyin map[string][]string
}) {
	c.wade, c.pinyin = map[string]string{}, map[string][]string{}
	add := func(pinyin, wade string) {
		c.wade[pinyin] = wade
		c.pinyin[wade] = append(c.pinyin[wade], pinyin)
	}
	for pair := range strings.FieldsSeq(`yi-i ya-ya yan-yen yang-yang yao-yao ye-yeh yin-yin ying-ying yong-yung you-yu yu-yu yuan-yuan yue-yueh yun-yun
 wa-wa wai-wai wan-wan wang-wang wei-wei wen-wen weng-weng wo-wo wu-wu a-a ai-ai an-an ang-ang ao-ao e-o en-en er-erh ou-ou
 zhi-chih chi-chih shi-shih ri-jih zi-tzu ci-tzu si-ssu ge-ko ke-ko he-ho gui-kuei kui-kuei guo-kuo kuo-kuo huo-huo shuo-shuo`) {
		pinyin, wade, _ := strings.Cut(pair, "-")
		add(pinyin, wade)
	}
	initials := map[string]string{"b": "p", "p": "p", "m": "m", "f": "f", "d": "t", "t": "t", "n": "n", "l": "l", "g": "k", "k": "k", "h": "h",
		"j": "ch", "q": "ch", "x": "hs", "zh": "ch", "ch": "ch", "sh": "sh", "r": "j", "z": "ts", "c": "ts", "s": "s"}
	finals := map[string]string{"a": "a", "ai": "ai", "an": "an", "ang": "ang", "ao": "ao", "e": "e", "ei": "ei", "en": "en", "eng": "eng", "i": "i", "ia": "ia",
		"ian": "ien", "iang": "iang", "iao": "iao", "ie": "ieh", "in": "in", "ing": "ing", "iong": "iung", "iu": "iu", "o": "o", "ong": "ung", "ou": "ou", "u": "u",
		"ua": "ua", "uai": "uai", "uan": "uan", "uang": "uang", "ue": "ueh", "ui": "ui", "un": "un", "uo": "o"}
	for _, i := range slices.Sorted(maps.Keys(initials)) {
		for _, f := range slices.Sorted(maps.Keys(finals)) {
			palatal := i == "j" || i == "q" || i == "x"
			_, known := c.wade[i+f]
			switch {
			case known, palatal && !strings.HasPrefix(f, "i") && !strings.HasPrefix(f, "u"), palatal && (f == "uo" || f == "ua" || f == "ui" || f == "uai" || f == "uang"):
			case strings.HasPrefix(f, "i") && strings.Contains("zh ch sh r z c s g k h f", i):
			case f == "o" && !strings.Contains("b p m f", i):
			default:
				add(i+f, initials[i]+finals[f])
			}
		}
	}
	return c
}()
