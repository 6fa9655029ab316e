package load

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive/prepare"
	"reftel/internal/archive/record"
	"reftel/internal/cable"
	"reftel/internal/opensearch/mapping"
)

// quay is long enough to be copied.
const quay = "The governor opened the new quay at noon before a crowd of fishermen and their families. He promised that the cold store would be finished before the rains. Nobody asked who had paid for the cranes."

func job(t *testing.T) *Job {
	t.Helper()
	s, err := prepare.New(filepath.Join(t.TempDir(), "spool"), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for _, c := range []*cable.Cable{
		{ID: "77DAKAR402", Date: cable.Date{Year: 1977, Month: 2, Day: 12}, Subject: "CORRECTED", Paragraphs: []cable.Paragraph{{Text: quay}}},
		{ID: "77DAKAR401", Date: cable.Date{Year: 1977, Month: 2, Day: 10}, Subject: "OPENING", Paragraphs: []cable.Paragraph{{Text: quay}}},
		{ID: "77DAKAR403", Subject: "A CROWD", Aliases: []string{"77DAKAR0403"}, Paragraphs: []cable.Paragraph{{Text: "A crowd."}}},
	} {
		if err := s.Add(c, []byte("raw")); err != nil {
			t.Fatal(err)
		}
	}
	gs, err := s.Sorted()
	if err != nil {
		t.Fatal(err)
	}
	table, err := prepare.TableOf(gs)
	if err != nil {
		t.Fatal(err)
	}
	return &Job{Spool: s, Groups: gs, Table: table, Names: mapping.NewNames(nil), Workers: 2}
}

func TestSurvey(t *testing.T) {
	t.Parallel()
	j := job(t)
	j.Settle = func(c *cable.Cable) bool { c.Subject = strings.ToLower(c.Subject); return true }
	var seen []string
	survey, err := j.Survey(t.Context(), func(ord int, c *cable.Cable, r *record.Record) error {
		again, err := r.Cable()
		if err != nil || again.Subject != c.Subject {
			t.Errorf("the record of %s has the subject %q, %v", c.ID, again.Subject, err)
		}
		seen = append(seen, c.ID+" "+c.Subject)
		return nil
	})
	if err != nil || !slices.Equal(survey.Groups, []uint32{0, 0, 2}) || survey.Means.Subject != 4.0/3 {
		t.Errorf("surveyed %v, %v", survey, err)
	}
	if want := []string{"77DAKAR401 opening", "77DAKAR402 corrected", "77DAKAR403 a crowd"}; !slices.Equal(seen, want) {
		t.Errorf("seen %v, want %v", seen, want)
	}
	full := errors.New("full")
	if _, err := j.Survey(t.Context(), func(int, *cable.Cable, *record.Record) error { return full }); !errors.Is(err, full) {
		t.Errorf("a fault of the taker is told as %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := j.Survey(ctx, func(int, *cable.Cable, *record.Record) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("a survey that was given up ends with %v", err)
	}
}
