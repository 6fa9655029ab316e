package tables

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/values"
	"reftel/internal/authority"
	"reftel/internal/opensearch/client"
)

// partSize is how much of what is read at once stands in one document.
const partSize = 1 << 20

// Write sends all documents to an index that was made of Index, and waits until they are
// written. gone is what is told of when ids went that lead to no cable any more.
func (b *Builder) Write(ctx context.Context, c *client.Client, index string, gone []archive.Entry) error {
	l := c.Load(ctx, index)
	err := b.write(l.Add, gone)
	if failed := l.Close(); err == nil {
		err = failed
	}
	if err != nil {
		return fmt.Errorf("write tables: %w", err)
	}
	return nil
}

func (b *Builder) write(add func(id string, doc any) error, gone []archive.Entry) error {
	b.ranked.Do(b.setRanks)
	for _, step := range []func(func(string, any) error) error{
		b.writeValues, b.writeVolumes, b.writeSeries, b.writeWhole,
		func(add func(string, any) error) error { return b.writeGone(add, gone) },
	} {
		if err := step(add); err != nil {
			return err
		}
	}
	return nil
}

// writeValues sends a document for each value, and for each thing that no cable names.
func (b *Builder) writeValues(add func(id string, doc any) error) error {
	things := make(map[string]*authority.Thing, len(b.report.Names))
	for i := range b.report.Names {
		t := &b.report.Names[i]
		things[t.Kind+" "+t.Name] = t
	}
	for _, f := range facets() {
		t, kindOf := b.facets[f], values.KindOf(f)
		for rank, i := range t.order {
			name := kindOf + " " + t.values[i].text
			thing := things[name]
			if kindOf == "" {
				thing = nil
			}
			delete(things, name)
			v := t.value(i, thing)
			d := document{Kind: valueKind, Facet: f, Value: v.Text, Words: v.Words, Label: v.Label, Count: v.Count, Rank: &v.Rank}
			if f == values.Ref {
				d.Words = ""
			}
			if err := d.tell(thing, b.counted); err != nil {
				return err
			}
			if err := add(string(f)+"-"+strconv.Itoa(rank), d); err != nil {
				return err
			}
		}
	}
	for i, name := range slices.Sorted(maps.Keys(things)) {
		d := document{Kind: valueKind, Facet: facetOf(things[name].Kind), Value: things[name].Name}
		if err := d.tell(things[name], b.counted); err != nil {
			return err
		}
		if err := add("thing-"+strconv.Itoa(i), d); err != nil {
			return err
		}
	}
	return nil
}

// tell adds what is known of a thing, which may be nil.
func (d *document) tell(t *authority.Thing, counted map[string]string) error {
	if t == nil {
		return nil
	}
	js, err := json.Marshal(t)
	d.Keys, d.Data = keys(t, counted), string(js)
	return err
}

func (b *Builder) writeVolumes(add func(id string, doc any) error) error {
	vs := b.Volumes()
	for i := range vs {
		js, err := json.Marshal(&vs[i])
		if err != nil {
			return err
		}
		if err := add("volume-"+strconv.Itoa(i), document{Kind: volumeKind, ID: vs[i].ID, Data: string(js)}); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder) writeSeries(add func(id string, doc any) error) error {
	all := b.series()
	years := slices.SortedFunc(maps.Keys(all), func(x, y yearOf) int {
		return cmp.Or(strings.Compare(x.post, y.post), cmp.Compare(x.year, y.year))
	})
	for i, y := range years {
		if len(all[y].Held)+len(all[y].Cited) == 0 {
			continue
		}
		js, err := json.Marshal(all[y])
		if err != nil {
			return err
		}
		if err := add("series-"+strconv.Itoa(i), document{Kind: seriesKind, ID: y.post, Part: y.year, Data: string(js)}); err != nil {
			return err
		}
	}
	return nil
}

// writeWhole sends what is read at once, in parts.
func (b *Builder) writeWhole(add func(id string, doc any) error) error {
	js, err := json.Marshal(b.whole())
	if err != nil {
		return err
	}
	rest, part := string(js), 0
	for ; len(rest) > 0; part++ {
		n := min(partSize, len(rest))
		for n < len(rest) && rest[n]&0xC0 == 0x80 { // not inside of a letter
			n++
		}
		if err := add("whole-"+strconv.Itoa(part), document{Kind: wholeKind, Part: part, Data: rest[:n]}); err != nil {
			return err
		}
		rest = rest[n:]
	}
	return nil
}

// writeGone sends a document for each id that leads to no cable any more, and for each
// that history tells to be that of none, which may lead to a cable all the same.
func (b *Builder) writeGone(add func(id string, doc any) error, told []archive.Entry) error {
	docs := map[string]document{}
	for _, e := range told {
		docs[e.ID] = document{Kind: goneKind, ID: e.ID, Collection: e.Collection, Added: e.Added.Unix(), Changed: e.Changed.Unix()}
	}
	for _, g := range b.table.AllGone() {
		d := docs[g.ID]
		d.Kind, d.ID, d.Keys, d.Last, d.Reason, d.Date = goneKind, g.ID, []string{ids.Key(g.ID)}, g.Last, g.Reason, g.Date
		docs[g.ID] = d
	}
	for i, id := range slices.Sorted(maps.Keys(docs)) {
		if err := add("gone-"+strconv.Itoa(i), docs[id]); err != nil {
			return err
		}
	}
	return nil
}
