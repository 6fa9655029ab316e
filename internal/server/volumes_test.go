package server

import (
	"context"

	"reftel/internal/archive"
	"reftel/internal/archive/volumes"
	"reftel/internal/cable"
)

// boundCables are documents of an invented volume, with notes wherever one can stand.
func boundCables() []*cable.Cable {
	doc := func(n, head, division, chapter string, c cable.Cable) *cable.Cable {
		c.ID, c.Subject, c.Collection = "light1931-d"+n, head, "Papers on Light, 1931"
		c.Edition = &cable.Edition{
			Volume: "light1931", Number: n, Place: int(n[0] - '0'), Division: division, Chapter: chapter, Kind: c.Edition.Kind,
			Name: "Papers on Light, 1931, Volume IX", Title: "The Lamps of Port Ekman", Editors: []string{"Ida Holm"}, Imprint: "Oslo: Harbor Press, 1950",
			Previous: c.Edition.Previous, Next: c.Edition.Next,
		}
		return &c
	}
	return []*cable.Cable{
		doc("1", "Note by the keepers", "ch1", "Lamps", cable.Cable{
			Date: cable.Date{Year: 1931, Month: 5, Day: 2}, Edition: &cable.Edition{Kind: cable.EditorialNote, Next: "light1931-d2"},
			Paragraphs: []cable.Paragraph{{Anchor: "p1", Text: "The wicks were renewed."}},
		}),
		doc("2", "Telegram From the Harbor Board", "ch2", "Lamps — Oil", cable.Cable{
			Date: cable.Date{Year: 1931, Month: 5, Day: 1, Hour: 15, Minute: 30, HasTime: true}, DateZone: "local", SubjectDisplay: "Oil — Telegram From the Harbor Board",
			Edition: &cable.Edition{Previous: "light1931-d1", Next: "light1931-d3"},
			Paragraphs: []cable.Paragraph{
				{Anchor: "p1", Heading: "The want of oil", Text: "The casks came empty."}, {Anchor: "p2", Text: "[Omitted here is a list of casks.]"},
				{Anchor: "p3", Text: "Holm: Who emptied them?"}, {Anchor: "p4", Text: "Dahl: The gulls."}, {Anchor: "p5", Text: "Holm: Gulls drink no oil."},
			},
			Notes: []cable.Note{
				{Number: "source", Text: "Source: Harbor Board, box 3."}, {Number: "1", Place: "subject", Offset: 8, Anchor: "p1", Text: "Sent by lamp."},
				{Number: "2", Anchor: "p1", Place: "heading", Offset: 15, Text: "Whale oil."}, {Number: "3", Anchor: "p1", Offset: 9, Text: "Twelve of them."},
				{Number: "dateline", Text: "Port Ekman, May 1, 1931, 3:30 p.m."},
			},
		}),
		doc("3", "Letter to the gulls", "ch2", "Lamps — Oil", cable.Cable{Edition: &cable.Edition{Previous: "light1931-d2"}, NotPrinted: true}),
	}
}

// bound are the volumes of the memory's cables.
func (m *memory) bound() []archive.Volume {
	var lines []volumes.Line
	for _, c := range m.cables {
		if l, ok := volumes.LineOf(c); ok {
			lines = append(lines, l)
		}
	}
	return volumes.Of(lines)
}

func (m *memory) Volumes(context.Context) (heads []archive.VolumeHead, err error) {
	for _, v := range m.bound() {
		heads = append(heads, v.VolumeHead)
	}
	return heads, nil
}

func (m *memory) Volume(_ context.Context, id string) (*archive.Volume, error) {
	for _, v := range m.bound() {
		if v.ID == id {
			return &v, nil
		}
	}
	return nil, archive.ErrNotFound
}
