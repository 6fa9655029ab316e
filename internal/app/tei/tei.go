// Package tei writes the archive as TEI P5, a document a cable, with a list of them and a
// descriptor. It reads one generation by the contract, one cable at a time.
//
// What the cable says stands in the text; what is known of it in the header: who sent it
// to whom and when (correspDesc), TAGS, classification and captions (textClass). Names are
// marked where they stand, with how sure they are. Signs that XML has none of, as
// controls, become U+FFFD.
package tei

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"reftel/internal/app/filename"
	"reftel/internal/app/whose"
	"reftel/internal/archive"
	"reftel/internal/site"
)

// Options say what is written where.
type Options struct {
	Dir     string     // must not exist, or be empty
	BaseURL string     // where the addresses of cables begin; "": they have none
	Site    *site.Site // what the operator says; nil: nothing
}

// A Report tells what was written.
type Report struct {
	Generation archive.Generation
	Cables     int
	Bytes      int64
}

// The list of the documents, and the descriptor.
const (
	listFile       = "cables.csv"
	descriptorFile = "datapackage.json"
)

// part is how many ids are held at once.
const part = 1000

// Run writes the generation in force. The folder is there once it is whole.
func Run(ctx context.Context, src archive.Source, o Options) (r Report, err error) {
	entries, err := os.ReadDir(o.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return r, fmt.Errorf("looking at %s: %w", o.Dir, err)
	}
	if len(entries) > 0 {
		return r, fmt.Errorf("%s is not empty: name a folder that does not exist yet", o.Dir)
	}
	a, release, err := src.Acquire(ctx)
	if err != nil {
		return r, fmt.Errorf("exporting as TEI: %w", err)
	}
	defer release()
	temp, err := os.MkdirTemp(filepath.Dir(filepath.Clean(o.Dir)), filepath.Base(o.Dir)+".*.part")
	if err != nil {
		return r, fmt.Errorf("exporting to %s: %w", o.Dir, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("exporting to %s: %w", o.Dir, err), os.RemoveAll(temp))
		}
	}()
	r.Generation = a.Generation()
	if err := r.documents(ctx, a, temp, o); err != nil {
		return r, err
	}
	if err := os.Chmod(temp, 0o755); err != nil {
		return r, err
	}
	if err := os.Remove(o.Dir); err != nil && !errors.Is(err, fs.ErrNotExist) { // which is empty
		return r, err
	}
	return r, os.Rename(temp, o.Dir)
}

// documents writes all cables, their list, and what tells of it.
func (r *Report) documents(ctx context.Context, a archive.Archive, dir string, o Options) error {
	f, err := os.Create(filepath.Join(dir, listFile))
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	list := csv.NewWriter(io.MultiWriter(f, sum))
	list.UseCRLF = true
	if err := list.Write([]string{"id", "file", "bytes", "sha256"}); err != nil {
		return err
	}
	for {
		ids, err := a.IDs(ctx, r.Cables, part)
		if err != nil {
			return fmt.Errorf("listing the cables: %w", err)
		}
		if len(ids) == 0 {
			break
		}
		for _, id := range ids {
			row, err := r.document(ctx, a, dir, o, id)
			if err != nil {
				return err
			}
			if err := list.Write(row); err != nil {
				return err
			}
		}
	}
	list.Flush()
	if err := errors.Join(list.Error(), f.Sync()); err != nil {
		return fmt.Errorf("writing %s: %w", listFile, err)
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	d, err := r.descriptor(o, info.Size(), hex.EncodeToString(sum.Sum(nil)))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, descriptorFile), d, 0o644)
}

// document writes a cable, and returns its line of the list.
func (r *Report) document(ctx context.Context, a archive.Archive, dir string, o Options, id string) ([]string, error) {
	rec, err := a.Record(ctx, id, archive.Parsed)
	if err != nil {
		return nil, fmt.Errorf("reading cable %s: %w", id, err)
	}
	cited := map[string]string{} // files of the cables here that it cites
	var asked []string
	for _, ref := range rec.Cable.References {
		if ref.ID != "" {
			asked = append(asked, ref.ID)
		}
	}
	if len(asked) > 0 {
		found, err := a.Lookup(ctx, asked...)
		if err != nil {
			return nil, fmt.Errorf("looking up what %s cites: %w", id, err)
		}
		for i, f := range found {
			if f.State.Here() {
				cited[asked[i]] = "../" + fileOf(f.ID)
			}
		}
	}
	b := Document(rec.Cable, o, cited)
	name := fileOf(id)
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(file, b, 0o644); err != nil {
		return nil, fmt.Errorf("writing cable %s: %w", id, err)
	}
	r.Cables++
	r.Bytes += int64(len(b))
	return []string{id, name, strconv.Itoa(len(b)), fmt.Sprintf("%x", sha256.Sum256(b))}, nil
}

// fileOf is the file of a cable, in a folder by how its id begins. Ids that differ by
// case alone are one id.
func fileOf(id string) string {
	first := []rune(strings.ToLower(id))
	return filename.Safe(string(first[:min(2, len(first))])) + "/" + filename.Safe(id) + ".xml"
}

// descriptor tells what is in the folder, as a data package.
func (r *Report) descriptor(o Options, size int64, sum string) ([]byte, error) {
	type object = map[string]any
	text := func(name, about string) object {
		return object{"name": name, "type": "string", "description": about}
	}
	d := object{
		"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "reftel-archive",
		"title": whose.Title(o.Site, fmt.Sprintf("An archive of %d cables in TEI P5", r.Cables)), "version": r.Generation.ID,
		"resources": []object{{
			"name": "cables", "type": "table", "path": listFile, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
			"description": "The documents in this folder, a TEI P5 file a cable, by date, the undated last.",
			"bytes":       size, "hash": "sha256:" + sum, "rowcount": r.Cables,
			"schema": object{"primaryKey": "id", "fields": []object{
				text("id", "Id of the cable."), text("file", "Its file, from this folder."),
				{"name": "bytes", "type": "integer", "description": "Size of the file."}, text("sha256", "Sum of the file."),
			}},
		}},
	}
	if !r.Generation.Built.IsZero() {
		d["created"] = r.Generation.Built.UTC().Format(time.RFC3339)
	}
	told, err := json.Marshal(whose.Of(o.Site, o.BaseURL))
	if err == nil {
		err = json.Unmarshal(told, &d) // beside what is there
	}
	if err != nil {
		return nil, fmt.Errorf("describing the documents: %w", err)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(d); err != nil {
		return nil, fmt.Errorf("describing the documents: %w", err)
	}
	return b.Bytes(), nil
}
