package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"reftel/internal/sharedtest"
)

// TestLinks asks for every page of the demonstration archive, and holds that each is
// there, or is a stub of a cable that is cited and not held; that what links and labels
// name is in its page, once; and that no page is large. REFTEL_ARCHIVE names a data
// folder that is looked at instead; there, texts may be as long as they are.
func TestLinks(t *testing.T) {
	dir, given := os.LookupEnv("REFTEL_ARCHIVE")
	if !given {
		dir = demonstration
	}
	if !given && sharedtest.Size(0, 0, 1) == 0 {
		t.Skip("set REFTEL_LONG to follow every link")
	}
	c := newCrawl(handler(t, dir), sharedtest.Size(1, 1, 3))
	if given {
		c.long = func(kind string) bool {
			return strings.HasPrefix(kind, "/cable/*") || strings.HasPrefix(kind, "/search/values/")
		}
	}
	c.run("/", "/sitemap.xml", "/opensearch.xml", "/robots.txt")
	for _, address := range heavy() {
		if a := read(c.site, address); a.status != http.StatusOK || len(a.faults) > 0 {
			t.Errorf("%s: status %d, %v", address, a.status, a.faults)
		}
	}
	t.Logf("%d pages", c.pages)
	if c.pages < 1000 {
		t.Errorf("the site leads to %d pages", c.pages)
	}
	for _, line := range c.report() {
		t.Error(line)
	}
	sharedtest.Score(t, "F5", fmt.Sprintf("0 broken links on %d pages", c.pages), "0 on 1000", !t.Failed())
}

// heavy are searches with long addresses: of many words, a long phrase, many filters,
// and all of it.
func heavy() []string {
	words := url.QueryEscape("the OR lighthouse OR keeper OR embassy OR minister OR harbour OR ambassador OR letter OR piano OR bell OR lens OR lamp OR tide OR rope OR coal")
	phrase := url.QueryEscape(`"the keeper of the lighthouse says that nobody has asked for the lens since the winter before last and that he would be glad of a word from the ministry"`)
	filters := strings.Builder{}
	for _, name := range []string{
		"Agnete Brandstrup", "Orville Pynchon", "Winifred Averill", "Ilmari Korpela", "Oda Pellworm", "Daw Khin Lay", "Thet Naung", "Cape Marigold", "Ragna Solvang", "Tomas Ferreira",
		"Quentin Abernathy", "Rosalind Thackeray", "Bartholomew Higginbotham", "Ermintrude Castellanos", "Philippa Montgomery", "Archibald Ravenscroft", "Wilhelmina Oosterhuis", "Cornelius Fitzwilliam", "Seraphina Valderrama", "Maximilian Thorvaldsen",
	} {
		filters.WriteString("&not-per=" + url.QueryEscape(name))
	}
	return []string{"/search?q=" + words, "/search?q=" + phrase, "/search?q=lighthouse" + filters.String(), "/search?q=" + words + filters.String(), "/search?" + filters.String()[1:]}
}
