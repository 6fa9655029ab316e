package reference

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// A Post is an office that sends cables: an embassy, a consulate, a mission, a
// department.
type Post struct {
	Code     string // as in a message reference number: RIODEJANEIRO
	Name     string // Rio de Janeiro
	Kind     string // embassy, consulate, mission, office, department
	Country  string
	ISO2     string
	Lat, Lon float64 // of the city
	HasPlace bool    // Lat and Lon are known
	PlaceBy  string  // whose they are: gsh, geonames
	Era      string  // cablegate, cfpf (1973-79 alone), 2000s, all
	CFPF     string  // short form in the document numbers of 1973-79: RIODE
}

// A spelling is one known way of writing a post.
type spelling struct {
	post int
	how  Closeness
}

func loadPosts(t *Tables) error {
	err := readTable("posts.csv", 11, func(r []string) error {
		p := Post{Code: r[0], CFPF: r[1], Name: r[2], Kind: r[3], Country: r[4], ISO2: r[5], PlaceBy: r[8], Era: r[9]}
		if r[6] != "" {
			var errLat, errLon error
			p.Lat, errLat = strconv.ParseFloat(r[6], 64)
			p.Lon, errLon = strconv.ParseFloat(r[7], 64)
			if err := errors.Join(errLat, errLon); err != nil {
				return err
			}
			p.HasPlace = true
		}
		t.posts = append(t.posts, p)
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(t.posts, func(a, b Post) int { return strings.Compare(a.Code, b.Code) })
	t.byCode = make(map[string]int, len(t.posts))
	t.spelling = make(map[string]spelling, 3*len(t.posts))
	for i, p := range t.posts {
		t.byCode[p.Code] = i
		t.spelling[p.Code] = spelling{i, Exact}
	}
	t.aliases = map[string][]PostAlias{}
	err = readTable("post_aliases.csv", 3, func(r []string) error {
		i, ok := t.byCode[r[1]]
		if !ok {
			return errors.New("alias of the unknown post " + r[1])
		}
		t.spelling[r[0]] = spelling{i, Aliased}
		t.aliases[r[1]] = append(t.aliases[r[1]], PostAlias{r[0], r[2]})
		return nil
	})
	if err != nil {
		return err
	}
	for key, s := range t.spelling {
		if _, isCode := t.byCode[key]; isCode || len(key) >= minNear+1 {
			t.nearby = append(t.nearby, candidate{key, s.post, letterSet([]byte(key))})
		}
	}
	slices.SortFunc(t.nearby, func(a, b candidate) int { return strings.Compare(a.key, b.key) })
	t.addShortForms()
	t.addNames()
	return nil
}

// addShortForms makes the six-character forms of 1973-79 known, where one
// stands for one post.
func (t *Tables) addShortForms() {
	t.byCFPF = make(map[string]int, len(t.posts))
	for i, p := range t.posts {
		if p.CFPF == "" {
			continue
		}
		if s := t.spelling[p.Code]; s.how == Aliased {
			i = s.post
		}
		if j, ok := t.byCFPF[p.CFPF]; ok && j != i {
			i = -1
		}
		t.byCFPF[p.CFPF] = i
	}
	for key, i := range t.byCFPF {
		if _, known := t.spelling[key]; i >= 0 && !known {
			t.spelling[key] = spelling{i, Aliased}
		}
	}
}

// addNames makes the display names known (Mexico City), where one is the name
// of one post.
func (t *Tables) addNames() {
	names := make(map[string]int, len(t.posts))
	for i, p := range t.posts {
		var k postKey
		if !k.read(p.Name) {
			continue
		}
		if _, _, _, known := t.find(&k, firstModern); known {
			continue
		}
		if s := t.spelling[p.Code]; s.how == Aliased {
			i = s.post
		}
		key := string(k.letters(0, k.words))
		if j, ok := names[key]; ok && j != i {
			i = -1
		}
		names[key] = i
	}
	for key, i := range names {
		if i >= 0 {
			t.spelling[key] = spelling{i, Aliased}
		}
	}
	t.addFirstWords()
}

// addFirstWords makes names known that leave out the last word of a post's
// name, where at least two words stay and one post's name begins so: HO CHI MINH.
func (t *Tables) addFirstWords() {
	firsts := map[string]int{}
	for i, p := range t.posts {
		var k postKey
		if strings.Contains(p.Name, ",") || !k.read(p.Name) {
			continue
		}
		if s := t.spelling[p.Code]; s.how == Aliased {
			i = s.post
		}
		for n := 2; n < k.words; n++ {
			key := string(k.letters(0, n))
			if j, ok := firsts[key]; ok && j != i {
				firsts[key] = -1
				continue
			}
			firsts[key] = i
		}
	}
	for key, i := range firsts {
		if _, known := t.spelling[key]; i >= 0 && !known && len(key) > minNear {
			t.spelling[key] = spelling{i, Aliased}
		}
	}
}

// Post finds a post by its own code, without regard to aliases.
func (t *Tables) Post(code string) (Post, bool) {
	i, ok := t.byCode[code]
	if !ok {
		return Post{}, false
	}
	return t.posts[i], true
}

// LongName is the name of the post with its kind: Embassy Mexico.
func (p Post) LongName() string {
	switch {
	case p.Code == "STATE":
		return "Department of State"
	case p.Kind == "embassy":
		return "Embassy " + p.Name
	case p.Kind == "consulate" && !strings.HasPrefix(p.Name, "Consulate"):
		return "Consulate " + p.Name
	}
	return p.Name
}

// A PostAlias is another code under which numbers of a post were sent.
type PostAlias struct {
	Code string
	Why  string // abbreviation in use in cables, name of the office, …
}

// PostAliases are the other codes of a post, by its own, as the table has them.
func (t *Tables) PostAliases(code string) []PostAlias { return slices.Clone(t.aliases[code]) }

// Posts are all posts in the order of their codes.
func (t *Tables) Posts() []Post { return slices.Clone(t.posts) }

// MatchCFPF finds the post of a short form as in the document numbers of
// 1973-79: the first word or words of the name, cut to six characters (CARACA,
// NEWDE).
func (t *Tables) MatchCFPF(six string) (Post, bool) {
	i, ok := t.byCFPF[six]
	if !ok {
		i, ok = t.byCFPF[strings.ToUpper(six)]
	}
	if !ok || i < 0 {
		return Post{}, false
	}
	return t.posts[i], true
}
