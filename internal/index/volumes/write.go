package volumes

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"

	"reftel/internal/archive"
	"reftel/internal/recfile"
)

// Write puts volumes into the folder of a generation, where there are any. They are in
// the order of their ids.
func Write(dir string, vs []archive.Volume) error {
	if len(vs) == 0 {
		return nil
	}
	w, err := recfile.Create(filepath.Join(dir, Path))
	if err != nil {
		return err
	}
	defer w.Abandon()
	heads := make([]archive.VolumeHead, len(vs))
	for i := range vs {
		heads[i] = vs[i].VolumeHead
	}
	b, err := json.Marshal(heads)
	if err != nil {
		return err
	}
	if err := w.Write(b); err != nil {
		return err
	}
	for i := range vs {
		if b, err = json.Marshal(&vs[i]); err != nil {
			return err
		}
		if err := w.Write(b); err != nil {
			return err
		}
	}
	return w.Close()
}

// Verify holds that the file has these volumes, but for the names of their lists.
func (f *File) Verify(want []archive.Volume) error {
	if len(want) != len(f.heads) {
		return fmt.Errorf("volumes: %d for %d that the cables stand in", len(f.heads), len(want))
	}
	for i := range want {
		got, err := f.Find(want[i].ID)
		if err != nil {
			return err
		}
		if got == nil {
			return fmt.Errorf("volumes: %s is not there", want[i].ID)
		}
		got.Persons, got.Terms = nil, nil
		a, err := json.Marshal(got)
		if err != nil {
			return err
		}
		b, err := json.Marshal(&want[i])
		if err != nil {
			return err
		}
		if !bytes.Equal(a, b) {
			return fmt.Errorf("volumes: %s is not as its cables tell", want[i].ID)
		}
	}
	return nil
}
