package record

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/codec/stored"
)

// A Range says which sources of a cable are wanted: N behind the first From, with no
// more than Most bytes of them, of the first of all whatever it has.
type Range struct{ From, N, Most int }

// Versions reads some of the sources of a frame. What is not wanted is passed over
// and never held, so that a cable may have thousands.
func (d *Decoders) Versions(ctx context.Context, frame []byte, want Range) ([]archive.Version, error) {
	z, err := d.get(bytes.NewReader(frame))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errRecord, err)
	}
	defer d.put(z)
	vs, err := readVersions(ctx, z, want)
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w: %w", errRecord, err)
	}
	return vs, err
}

func readVersions(ctx context.Context, z io.Reader, want Range) ([]archive.Version, error) {
	h, err := readHeader(z)
	if err != nil {
		return nil, err
	}
	if err := skip(z, h.texts); err != nil {
		return nil, err
	}
	js := make([]byte, h.json)
	if _, err := io.ReadFull(z, js); err != nil {
		return nil, err
	}
	to := min(want.From+want.N, len(h.lengths))
	if want.From >= to {
		return nil, nil
	}
	out := make([]archive.Version, 0, to-want.From)
	with := make([]bool, len(h.lengths)) // those whose bytes are had
	for i, size := range h.lengths {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if i < want.From || i >= to {
			if err := skip(z, size); err != nil {
				return nil, err
			}
			continue
		}
		var v archive.Version
		if i > 0 {
			v.Source = h.others[i-1].Source
		} else if v.Source, err = sourceIn(js); err != nil {
			return nil, err
		}
		if want.Most -= size; want.Most >= 0 || i == 0 {
			with[i] = true
			v.Raw = make([]byte, size)
			_, err = io.ReadFull(z, v.Raw)
		} else {
			err = skip(z, size)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	for i, o := range h.others[:to-1] {
		if o.Parsed < 0 || o.Parsed > maxRecord {
			return nil, fmt.Errorf("a version of %d bytes", o.Parsed)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !with[i+1] || o.Parsed == 0 {
			if err := skip(z, o.Parsed); err != nil {
				return nil, err
			}
			continue
		}
		var err error
		if out[i+1-want.From].Cable, err = readParsed(z, o.Parsed); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// sourceIn is the source that the JSON of a cable tells.
func sourceIn(js []byte) (cable.Source, error) {
	var c sourced
	err := sources.Read(js, &c)
	return c.Source, err
}

var sources = stored.Of[sourced]()

type sourced struct {
	Source cable.Source `json:"source"`
}

// readParsed reads what was parsed of a source.
func readParsed(z io.Reader, size int) (*cable.Cable, error) {
	js := make([]byte, size)
	if _, err := io.ReadFull(z, js); err != nil {
		return nil, err
	}
	var c cable.Cable
	return &c, cables.Read(js, &c)
}

// skip passes over bytes of a frame.
func skip(z io.Reader, n int) error {
	_, err := io.CopyN(io.Discard, z, int64(n))
	return err
}
