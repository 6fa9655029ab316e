package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"reftel/internal/archive"
)

// TestTheLogTellsNothingOfReaders asks for all that there is of an archive in which
// everything fails, with errors that name cables, and reads the log at its lowest level:
// no id, no query, no address and no name of a browser stands in it.
func TestTheLogTellsNothingOfReaders(t *testing.T) {
	a := testArchive(t)
	c := testConfig(t)
	var log bytes.Buffer
	c.Logger = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	marks := []string{"192.0.2.77", "2001:db8::77", "marked-agent", "markedword", "markedcookie", "markedreferrer", "/cable/09", "tangerine", "orchard"}
	for _, held := range testCables() {
		marks = append(marks, held.ID)
	}
	lines := 0
	for name, fails := range map[string]error{
		"a disk":   fmt.Errorf("cable 09MEXICO2676: summary of 88OSLO1: %w", archive.ErrUnavailable),
		"a fault":  errors.New("cable 08LIMA77: the record of 88OSLO1 cannot be read"),
		"a search": fmt.Errorf("search for markedword: %w", context.DeadlineExceeded),
		"nothing":  nil,
	} {
		w := &watched{Archive: a, asked: map[string]int{}}
		w.fails = func(context.Context, string, int) error { return fails }
		c.Archive = served{w}
		h, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		log.Reset()
		for _, targets := range addresses {
			for _, target := range targets {
				u, err := url.Parse(target)
				if err != nil {
					t.Fatal(err)
				}
				v := u.Query()
				v.Add("q", "markedword")
				u.RawQuery = v.Encode()
				get(h, u.String(), func(r *http.Request) {
					r.RemoteAddr = "192.0.2.77:5000"
					r.Header = http.Header{
						"User-Agent": {"marked-agent"}, "Cookie": {"a=markedcookie"}, "Referer": {"https://markedreferrer.example/"},
						"X-Forwarded-For": {"2001:db8::77"},
					}
				})
			}
		}
		lines += strings.Count(log.String(), "\n")
		for line := range strings.Lines(log.String()) {
			for _, mark := range marks {
				if strings.Contains(strings.ToLower(line), strings.ToLower(mark)) {
					t.Errorf("%s: the log has %s:\n%s", name, mark, line)
				}
			}
		}
		if fails == nil && log.Len() > 0 {
			t.Errorf("good requests are logged:\n%s", log.String())
		}
	}
	if lines < 10 {
		t.Errorf("only %d lines are looked at", lines)
	}
}
