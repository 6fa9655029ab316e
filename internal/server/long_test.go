package server

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/server/shape"
	"reftel/internal/sharedtest"
)

// longCable is an invented annex of n paragraphs, of about 5 MB where n is 3,000. Every
// hundredth paragraph has a keeper in it, and each a name, a note on the last.
func longCable(n int) *cable.Cable {
	c := &cable.Cable{
		ID: "88OSLO900", Subject: "ANNEX OF LIGHTS", Date: cable.Date{Year: 1988, Month: 5, Day: 1}, Origin: cable.Post{Code: "OSLO", Name: "Embassy Oslo"},
		Language: "en", Source: cable.Source{Path: "in/annex.txt", Format: "plain", Bytes: 1700 * n},
	}
	for i := range n {
		text := fmt.Sprintf("Captain Holm%d lit the lamp. ", i) + strings.Repeat("The annex goes on with the lamps of the coast. ", 35)
		if i%100 == 99 {
			text += "A keeper signs."
		}
		name := fmt.Sprintf("Holm%d", i)
		c.Paragraphs = append(c.Paragraphs, cable.Paragraph{Number: i + 1, Text: text, Entities: []cable.Entity{{Kind: cable.PER, Text: name, Start: 8, End: 8 + len(name)}}})
		c.Entities = append(c.Entities, cable.EntityCount{Kind: cable.PER, Name: name, Count: 1})
	}
	cable.SetAnchors(c.Paragraphs)
	c.Notes = []cable.Note{{Number: "1", Anchor: fmt.Sprintf("par%d", n), Offset: 5, Text: "The last lamp."}}
	return c
}

// TestLongCable holds that a long cable is shown in parts of a bounded size, each
// paragraph on one of them, and that the links to its paragraphs stay good.
func TestLongCable(t *testing.T) {
	t.Parallel()
	n := sharedtest.Size(700, 700, 3000)
	h := memorySite(t, testConfig(t), &memory{cables: append(testCables(), longCable(n))})
	body := func(target string, code int) string {
		t.Helper()
		res := get(h, target)
		b, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode != code {
			t.Fatalf("%s: code %d, want %d", target, res.StatusCode, code)
		}
		if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") && len(b) > 1<<20 {
			t.Errorf("%s has %d bytes", target, len(b))
		}
		return string(b)
	}
	first := body("/cable/88OSLO900", 200)
	of := regexp.MustCompile(`Part 1 of (\d+): paragraphs 1 to (\d+) of `).FindStringSubmatch(first)
	if of == nil {
		t.Fatal("the page does not tell its part")
	}
	var last int
	fmt.Sscan(of[1], &last)
	seen := 0
	for part := 1; part <= last; part++ {
		address := fmt.Sprintf("/cable/88OSLO900/part/%d", part)
		page := first
		if part > 1 {
			page = body(address, 200)
			if !strings.Contains(page, `rel="canonical" href="https://cables.example`+address+`"`) {
				t.Errorf("%s has no address of its own", address)
			}
		}
		for _, m := range regexp.MustCompile(`class="par[^"]*" id="par(\d+)"`).FindAllStringSubmatch(page, -1) {
			if seen++; m[1] != fmt.Sprint(seen) {
				t.Fatalf("%s: paragraph %s behind %d", address, m[1], seen-1)
			}
			if link := fmt.Sprintf(`<a id="par%d" href="%s#par%d">`, seen, address, seen); part > 1 && !strings.Contains(first, link) {
				t.Errorf("the first part does not lead to paragraph %d", seen)
			}
		}
		if note := strings.Contains(page, "The last lamp."); note != (part == last) {
			t.Errorf("%s: note %v", address, note)
		}
	}
	if seen != n {
		t.Errorf("%d paragraphs of %d are shown", seen, n)
	}

	// A paragraph's page, its place and the way back to its part.
	quoted := body(fmt.Sprintf("/cable/88OSLO900/par%d", n), 200)
	for _, want := range []string{"of " + strings.Replace(fmt.Sprint(n), "3000", "3,000", 1), fmt.Sprintf(`href="/cable/88OSLO900/part/%d#par%d"`, last, n), "The last lamp.", fmt.Sprintf(`href="/cable/88OSLO900/par%d"`, n-1)} {
		if !strings.Contains(quoted, want) {
			t.Errorf("the page of the last paragraph has no %s", want)
		}
	}

	// A search is told in all parts, and leads to a paragraph.
	trail := body("/cable/88OSLO900?q=keeper&n=1", 200)
	if !strings.Contains(trail, fmt.Sprintf(`href="/cable/88OSLO900/part/%d?q=keeper&amp;n=1#text"`, last)) || !strings.Contains(trail, `id="match-1"`) {
		t.Error("the first part does not tell of matches in others")
	}
	if part := body(fmt.Sprintf("/cable/88OSLO900/part/%d?q=keeper&n=1", last), 200); !strings.Contains(part, `id="match-1"`) || !strings.Contains(part, "Matches stand in part") {
		t.Error("the last part does not mark its matches")
	}
	if to := get(h, shape.BestPath("88OSLO900")+"?q=keeper&n=1").Header.Get("Location"); to != "/cable/88OSLO900/par100?q=keeper&n=1" {
		t.Errorf("the best paragraph is %q", to)
	}

	// Other forms have the whole; lines as received are the source.
	for _, form := range []string{".txt", ".json"} {
		if all := body("/cable/88OSLO900"+form, 200); !strings.Contains(all, fmt.Sprintf("Holm%d lit", n-1)) {
			t.Errorf("%s is not whole", form)
		}
	}
	if lines := body("/cable/88OSLO900?view=lines", 200); strings.Contains(lines, "Lines as received") {
		t.Error("the lines of a long cable are on offer")
	}

	for target, to := range map[string]string{"/cable/88OSLO900/part/1": "/cable/88OSLO900", "/cable/88oslo00900/part/2?names=off": "/cable/88OSLO900/part/2?names=off"} {
		if res := get(h, target); res.StatusCode != http.StatusMovedPermanently || res.Header.Get("Location") != to {
			t.Errorf("%s: code %d, %q", target, res.StatusCode, res.Header.Get("Location"))
		}
	}
	for _, target := range []string{fmt.Sprintf("/cable/88OSLO900/part/%d", last+1), "/cable/88OSLO900/part/0", "/cable/88OSLO900/part/02", "/cable/09MEXICO2676/part/2"} {
		body(target, 404)
	}
}
