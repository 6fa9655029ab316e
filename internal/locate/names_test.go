package locate

import (
	"slices"
	"strings"
	"testing"
)

func TestReadName(t *testing.T) {
	for in, want := range map[string]string{
		"Lars Holm": "lars holm", "Holm, Lars A.": "lars holm", "“Holm”": "holm", "Foreign Minister Holm": "foreign minister | holm",
		"the President": "the president", "Prime Minister Lars Holm": "prime minister | lars holm", "Gen. Holm": "gen | holm", "L. A. Holm": "holm", "": "", "A.": "",
		"Minister of Finance": "minister of finance", "Secretary of State Holm": "secretary of state | holm", "Foreign Minister": "foreign minister",
	} {
		n := ReadName(in)
		got := n.Text()
		if n.Title != "" {
			got = n.Title + " | " + got
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestNameFits(t *testing.T) {
	for _, c := range []struct {
		asked, name string
		want        Fit
	}{
		{"Lars Holm", "Lars A. Holm", ExactFit}, {"Holm, Lars", "Lars Holm", ExactFit}, {"lars holm", "Lars Anders Holm, Jr.", ShortFit},
		{"Anders Holm", "Lars Anders Holm", ShortFit}, {"Hugo Sample", "Hugo Sample Tordal", ShortFit}, {"Holm", "Lars Holm", LastFit},
		{"President Holm", "Lars Holm", LastFit}, {"Sample", "Hugo Sample Tordal", PartFit}, {"Sun", "Sun Ta-wei", LastFit}, {"Makari", "Makari III", ExactFit},
		{"Lars", "Lars Holm", NoFit}, {"Lars Holm", "Holm", BareFit}, {"Anwar as-Sample", "Anwar Sample", ExactFit}, {"Anwar Sample", "Anwar al-Sample", ExactFit},
		{"Holm Lars", "Lars Holm", ShortFit}, {"Lars III", "Lars III", ExactFit}, {"Lars Erik Holm Berg", "Lars Erik Holm", PartFit}, {"Lars Holm Berg", "Lars Berg", PartFit}, {"Lars Holm Berg", "Erik Holm", NoFit},
		{"Lars Holt", "Lars Holm", NoFit}, {"", "Lars Holm", NoFit}, {"Holm", "", NoFit},
	} {
		if got := ReadName(c.asked).Of(c.name); got != c.want {
			t.Errorf("%s, of %s: %d, want %d", c.asked, c.name, got, c.want)
		}
	}
}

func TestRespelled(t *testing.T) {
	for a, b := range map[string]string{
		"Caramelis": "karamelis", "Gadaffo": "gadafo", "Gaddafi": "qadhafi", "Qazafi": "kasafi", "Hafiz Asad": "hafez asad", "Petroff": "petrov",
		"Tordalsky": "tordalski", "Bourgaba": "burgaba", "Mohamed": "mohammed", "Yousef": "yusef",
	} {
		if got := Respelled(a); !slices.Contains(got, b) || len(got) > mostRespelled {
			t.Errorf("%s: %s is not among %d spellings", a, b, len(got))
		}
	}
	for _, s := range []string{"", "Ali", strings.Repeat("a", 50)} {
		if got := Respelled(s); got != nil {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func TestOtherChinese(t *testing.T) {
	for _, c := range [][2]string{
		{"Zhou Enlai", "chou en lai"}, {"Chou En-lai", "zhou enlai"}, {"Mao Zedong", "mao tse tung"}, {"Mao Tse-tung", "mao zedong"}, {"Deng Xiaoping", "teng hsiao ping"},
		{"Teng Hsiao-ping", "deng xiaoping"}, {"Lin Biao", "lin piao"}, {"Qiao Guanhua", "chiao kuan hua"}, {"Hua Guofeng", "hua kuo feng"}, {"Ye Jianying", "yeh chien ying"},
		{"Li Xiannian", "li hsien nien"}, {"Zhu De", "chu te"}, {"Shi Zhe", "shih che"}, {"Mao Tsetung", "mao tse tung"}, {"Chou Enlai", "chou en lai"},
	} {
		if got := OtherChinese(c[0]); !slices.Contains(got, c[1]) {
			t.Errorf("%s: %v, want %s", c[0], got, c[1])
		}
	}
	for _, s := range []string{"", "Zhou", "grain trade", "Lars Holm", "peace treaty", "a b c d"} {
		if got := OtherChinese(s); len(got) > 0 {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func FuzzSpellings(f *testing.F) {
	f.Add("Zhou Enlai")
	f.Add("Foreign Minister Caramelis, Ko.")
	f.Fuzz(func(t *testing.T, s string) {
		n := ReadName(s)
		n.Of(s)
		if len(Respelled(n.Text())) > mostRespelled || len(OtherChinese(s)) > mostChinese {
			t.Error("too many spellings")
		}
	})
}

func BenchmarkSpellings(b *testing.B) {
	b.Run("chinese", func(b *testing.B) {
		for b.Loop() {
			OtherChinese("trade agreement")
		}
	})
	b.Run("respelled", func(b *testing.B) {
		for b.Loop() {
			Respelled("hafiz al asad")
		}
	})
}
