package reference

import (
	"errors"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/xrash/smetrics"
	"golang.org/x/text/unicode/norm"
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
	Era      string  // cablegate, cfpf (1973-79 alone), 2000s, all
	CFPF     string  // short form in the document numbers of 1973-79: RIODE
}

// Closeness says how sure the match of a post is.
type Closeness int

const (
	Exact   Closeness = iota // its code, but for the word embassy, spaces and signs
	Aliased                  // another name or short form that is known
	Close                    // a misspelling: the match is inferred
)

func (c Closeness) String() string {
	switch c {
	case Exact:
		return "exact"
	case Aliased:
		return "aliased"
	case Close:
		return "close"
	}
	return "Closeness(" + strconv.Itoa(int(c)) + ")"
}

// A spelling is one known way of writing a post.
type spelling struct {
	post int
	how  Closeness
}

// A candidate is a spelling that misspelt names are compared with.
type candidate struct {
	key  string
	post int
	has  uint32 // one bit for each letter in it
}

// firstModern is the first year in which an alias replaces a post's own code
// (the embassy TAIPEI closed in 1979, AITTAIPEI followed).
const firstModern = 1980

func loadPosts(t *Tables) error {
	err := readTable("posts.csv", 11, func(r []string) error {
		p := Post{Code: r[0], CFPF: r[1], Name: r[2], Kind: r[3], Country: r[4], ISO2: r[5], Era: r[9]}
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
	err = readTable("post_aliases.csv", 3, func(r []string) error {
		i, ok := t.byCode[r[1]]
		if !ok {
			return errors.New("alias of the unknown post " + r[1])
		}
		t.spelling[r[0]] = spelling{i, Aliased}
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
}

// Post finds a post by its own code, without regard to aliases.
func (t *Tables) Post(code string) (Post, bool) {
	i, ok := t.byCode[code]
	if !ok {
		return Post{}, false
	}
	return t.posts[i], true
}

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

// MatchPost finds the post of a name in any way of writing: AMEMBASSY LA PAZ,
// Consulate Sao Paulo, SECSTATE WASHDC, N'DJAMENA, 0TTAWA. A name that nearly
// is one post's, and one post's alone, is taken as Close.
func (t *Tables) MatchPost(name string) (Post, Closeness, bool) {
	return t.matchPost(name, firstModern)
}

func (t *Tables) matchPost(name string, year int) (Post, Closeness, bool) {
	var k postKey
	if !k.read(name) {
		return Post{}, Exact, false
	}
	s, first, last, ok := t.find(&k, year)
	if ok {
		return t.posts[s.post], s.how, true
	}
	if first >= last {
		return Post{}, Exact, false
	}
	if i, ok := t.nearest(k.letters(first, last)); ok {
		return t.posts[i], Close, true
	}
	return Post{}, Exact, false
}

// find looks the words up, without the words for embassy in front of them and
// without precedence, numbers and the place of a department behind them. First
// and last tell which words may name the post where none is found.
func (t *Tables) find(k *postKey, year int) (s spelling, first, last int, ok bool) {
	for last = k.words; last > 0; last-- {
		for first = 0; first < last; first++ {
			if s, ok = t.spelt(k.letters(first, last), year); ok {
				return s, first, last, true
			}
			if !officeWord(k.letters(first, first+1)) {
				break
			}
		}
		if last < 2 || !trailingWord(k.letters(last-1, last)) {
			break
		}
	}
	if first >= last {
		return s, first, last, false
	}
	// The word for embassy may be glued to the name.
	rest := k.letters(first, last)
	for _, front := range gluedFronts {
		if len(rest) > len(front) && string(rest[:len(front)]) == front {
			if s, ok = t.spelt(rest[len(front):], year); ok {
				return s, first, last, true
			}
		}
	}
	return s, first, last, false
}

func (t *Tables) spelt(key []byte, year int) (spelling, bool) {
	s, ok := t.spelling[string(key)]
	if ok && s.how == Aliased && year < firstModern {
		if i, isCode := t.byCode[string(key)]; isCode {
			return spelling{i, Exact}, true
		}
	}
	return s, ok
}

// gluedFronts are the words for embassy that are found glued to a name. EFTO
// (encrypted for transmission only) is no part of an address, but stands in
// front of some published ids.
var gluedFronts = [...]string{"EFTO", "AMEMBASSY", "EMBASSY", "AMCONSULATE", "AMCONSUL", "CONSULATE", "USMISSION", "USINT", "USLO"}

// officeWord reports whether the word tells the kind of an office, not which
// one it is.
func officeWord(w []byte) bool {
	switch string(w) {
	case "EFTO", "AMEMBASSY", "EMBASSY", "AMEMB", "EMB", "AMEMBASSIES", "AMCONSUL", "AMCONSULATE", "AMCONGEN", "CONGEN",
		"CONSUL", "CONSULATE", "GENERAL", "CONSULGENERAL", "CONSULATEGENERAL", "USMISSION", "MISSION", "AMERICAN",
		"US", "USA", "UNITED", "STATES", "USINT", "USINTS", "USLO", "USDEL", "DELEGATION", "USOFFICE", "OFFICE",
		"USBO", "BRANCH", "INTERESTS", "SECTION", "LIAISON", "REO", "REGIONAL", "TO", "THE", "OF", "AT", "IN", "FM", "FROM":
		return true
	}
	// AMMEMBASSY, AMCONUSL. No post's name begins so.
	return len(w) >= 7 && len(w) <= 11 && (w[0] == 'A' || w[0] == 'U') &&
		(distance(w, "AMEMBASSY", 2) <= 2 || distance(w, "AMCONSUL", 1) <= 1 || distance(w, "USMISSION", 2) <= 2)
}

// trailingWord reports whether the word may follow the name of a station:
// precedence, and Washington behind a department.
func trailingWord(w []byte) bool {
	switch string(w) {
	case "WASHDC", "WASHINGTON", "DC", "FLASH", "NIACT", "IMMEDIATE", "IMMED", "PRIORITY", "PRIO", "ROUTINE", "INFO":
		return true
	}
	return false
}

// A postKey is a name as plain capitals, with the starts of its words.
type postKey struct {
	buf    [maxPostName]byte
	starts [maxPostWords]uint8 // of the words
	n      int                 // letters
	words  int
}

const (
	maxPostName  = 96 // letters
	maxPostWords = 12
)

// letters are the letters of the words first to last, last excluded.
func (k *postKey) letters(first, last int) []byte {
	end := k.n
	if last < k.words {
		end = int(k.starts[last])
	}
	return k.buf[k.starts[first]:end]
}

// read takes the letters of the name. A zero within letters is a mistyped O;
// words of digits alone are left out. It fails on texts that cannot name a post.
func (k *postKey) read(name string) bool {
	if len(name) > 4*maxPostName {
		return false
	}
	if !isASCII(name) {
		name = norm.NFD.String(name)
	}
	k.n, k.words = 0, 0
	start, digits := 0, 0 // of the word at hand
	for i := 0; i <= len(name); i++ {
		c := byte(' ')
		if i < len(name) {
			c = name[i]
		}
		switch {
		case 'a' <= c && c <= 'z':
			c -= 0x20
		case 'A' <= c && c <= 'Z':
		case '0' <= c && c <= '9':
			digits++
			if c == '0' {
				c = 'O'
			}
		case c == '\'' || c == '.' || c == '`' || c >= 0x80: // N'DJAMENA, ST., accents on their own
			continue
		default:
			switch {
			case k.n == start:
			case digits == k.n-start:
				k.n = start
			default:
				if k.words == maxPostWords {
					return false
				}
				k.starts[k.words] = uint8(start)
				k.words++
			}
			start, digits = k.n, 0
			continue
		}
		if k.n == maxPostName {
			return false
		}
		k.buf[k.n] = c
		k.n++
	}
	return k.n > 0
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] > unicode.MaxASCII {
			return false
		}
	}
	return true
}

// Limits of closeness, in letters: shorter names are too much alike, and
// longer texts are no names of posts.
const (
	minNear   = 4
	maxNear   = 20
	shortNear = 6   // up to here one mistake is allowed, beyond it two
	likeness  = .92 // Jaro-Winkler, where the first letter is another
)

// nearest finds the one post whose name is the word but for a mistake or two.
// Where two posts are equally near there is none.
func (t *Tables) nearest(word []byte) (post int, ok bool) {
	n := len(word)
	if n < minNear || n > maxNear || NoOrigin(string(word)) {
		return 0, false
	}
	allowed := 2
	if n <= shortNear {
		allowed = 1
	}
	var w string
	has := letterSet(word)
	best := allowed + 1
	for _, c := range t.nearby {
		if d := len(c.key) - n; d > allowed || -d > allowed {
			continue
		}
		// A mistake changes two letters of the set at most.
		if bits.OnesCount32(has^c.has) > 2*allowed {
			continue
		}
		d := distance(word, c.key, allowed)
		if d > allowed || d > best {
			continue
		}
		if word[0] != c.key[0] {
			if w == "" {
				w = string(word)
			}
			if smetrics.JaroWinkler(w, c.key, .7, 4) < likeness {
				continue
			}
		}
		switch {
		case d < best:
			best, post, ok = d, c.post, true
		case post != c.post:
			ok = false
		}
	}
	return post, ok
}

func letterSet(word []byte) (set uint32) {
	for _, c := range word {
		set |= 1 << (c - 'A')
	}
	return set
}

// distance counts the letters that must be put in, left out, changed or
// swapped with their neighbour to make b of a. Beyond limit it stops counting.
func distance(a []byte, b string, limit int) int {
	var rows [3][maxNear + 3]int
	before, above, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
