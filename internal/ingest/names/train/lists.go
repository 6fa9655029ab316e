package train

import (
	"bufio"
	"bytes"
	"embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zstd"

	"reftel/internal/ingest/names/tagger"
	"reftel/internal/reference"
)

//go:embed data
var data embed.FS

// listOf are the lists of gaz.tsv; those of no list are codes of other things.
var listOf = map[string]tagger.List{
	"COUNTRY": tagger.Countries, "DEMO": tagger.Peoples, "CITY": tagger.Places, "FORE": tagger.Forenames, "SUR": tagger.Surnames,
	"ORGCODE": tagger.OrgCodes, "ORGNAME": tagger.OrgNames, "GOVCODE": tagger.Governments, "OTHERCODE": tagger.OtherCodes, "NOTORG": tagger.OtherCodes,
}

var ownLists = map[string]tagger.List{
	"titles": tagger.Titles, "heads": tagger.Heads, "calendar": tagger.Calendar, "codes": tagger.OtherCodes, "foreign": tagger.Foreign, "organisations": tagger.OrgNames, "places": tagger.Countries, "peoples": tagger.Peoples,
}

// Words reads the tables that the tagger knows before it reads a text: how often
// words stand in small letters in the volumes, and lists of names, most out of
// the volumes' own lists of persons and abbreviations.
func Words(tables *reference.Tables) (*tagger.Words, *stock, error) {
	w, s := tagger.NewWords(), &stock{}
	small := map[string]bool{}
	err := lines("data/lex.tsv.zst", func(line string) error {
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return fmt.Errorf("%d columns in %q", len(f), line)
		}
		var n [3]int
		for i := range n {
			var err error
			if n[i], err = strconv.Atoi(f[i+1]); err != nil {
				return err
			}
		}
		w.Count(f[0], n[0], n[1], n[2])
		small[f[0]] = n[0] > n[1]
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	for _, f := range [...]struct {
		name string
		read func(*tagger.Words, string) error
	}{
		{"data/gaz.tsv.zst", func(w *tagger.Words, line string) error { return readGazetteer(w, s, line, small) }},
		{"data/places.txt", readPlaces},
		{"data/own.txt", readOwn},
		{"data/peoples.tsv", readPeoples},
	} {
		if err := lines(f.name, func(line string) error { return f.read(w, line) }); err != nil {
			return nil, nil, err
		}
	}
	for _, p := range tables.Posts() {
		if p.Kind == "embassy" || p.Kind == "consulate" {
			w.Add(tagger.Places, p.Name)
		}
		if p.Country != "" {
			w.Add(tagger.Countries, p.Country)
		}
	}
	return w, s, nil
}

// readPeoples takes a country and the words for its people and what is theirs:
// Norwegian Norwegians.
func readPeoples(w *tagger.Words, line string) error {
	country, words, _ := strings.Cut(line, "\t")
	w.Add(tagger.Countries, country)
	for word := range strings.FieldsSeq(words) {
		w.Add(tagger.Peoples, word)
	}
	return nil
}

// readGazetteer takes a list and a name. First names that are words are left out.
func readGazetteer(w *tagger.Words, s *stock, line string, small map[string]bool) error {
	kind, name, _ := strings.Cut(line, "\t")
	l, ok := listOf[kind]
	if !ok {
		return fmt.Errorf("no list %q", kind)
	}
	s.add(kind, name, small)
	if !(l == tagger.Forenames && small[name]) {
		w.Add(l, name)
	}
	return nil
}

func readPlaces(w *tagger.Words, line string) error {
	for _, p := range strings.Split(line, ";") {
		w.Add(tagger.Places, strings.TrimSpace(p))
	}
	return nil
}

// readOwn takes a list of ours. Abbreviations among the organisations are on a
// list of their own.
func readOwn(w *tagger.Words, line string) error {
	list, all, ok := strings.Cut(line, ":")
	if strings.HasPrefix(line, "#") || !ok {
		return nil
	}
	for _, name := range strings.Split(all, ";") {
		name = strings.TrimSpace(name)
		if list == "organisations" && formOf(name) == caps {
			w.Add(tagger.OrgCodes, name)
		} else {
			w.Add(ownLists[list], name)
		}
	}
	return nil
}

// lines reads a file of the data line by line.
func lines(name string, do func(line string) error) error {
	b, err := data.ReadFile(name)
	if err == nil && strings.HasSuffix(name, ".zst") {
		var z *zstd.Decoder
		if z, err = zstd.NewReader(nil); err == nil {
			b, err = z.DecodeAll(b, nil)
			z.Close()
		}
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	scan := bufio.NewScanner(bytes.NewReader(b))
	scan.Buffer(nil, 1<<20)
	for n := 1; scan.Scan(); n++ {
		if line := strings.TrimSpace(scan.Text()); line != "" {
			if err := do(line); err != nil {
				return fmt.Errorf("%s, line %d: %w", name, n, err)
			}
		}
	}
	return scan.Err()
}
