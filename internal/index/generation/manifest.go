package generation

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"reftel/internal/archive"
	"reftel/internal/index/words"
)

// Format changes when the files of a generation do; another program then refuses
// them by name instead of misreading them. Those from Oldest on are read: 4 is 5
// without names, 5 is 6 without words as they were written, in 6 nothing that 7
// compresses is compressed, and in 7 Bleve has ids twice, also in a field of their own.
const (
	Format = 8
	Oldest = 4

	// Written is the first format in which words with accents, and words after an
	// elided article, stand beside the folded ones.
	Written = 6
)

const manifestFile = "MANIFEST.json"

// SourcesFile holds what the ingest said of its inputs, compressed by zstd, before format 7
// plain in PlainSources. It is a file of its own, since it has a line for each source, and
// who serves an archive does not need it.
const (
	SourcesFile  = "sources.json.zst"
	PlainSources = "sources.json"
)

var (
	// ErrNewer is for a generation of a newer program: it may be whole, and this
	// program cannot tell.
	ErrNewer = errors.New("made by a newer reftel")
	// ErrOlder is for one of an older program, which must be built again.
	ErrOlder = errors.New("made by an older reftel")
)

// A Manifest lists what a generation consists of and how it came about.
type Manifest struct {
	Format      int            `json:"format"`
	Built       time.Time      `json:"built"`
	Tool        string         `json:"tool,omitempty"`
	Bleve       string         `json:"bleve,omitempty"`
	Zap         string         `json:"zap,omitempty"`
	Cables      int            `json:"cables"`
	Versions    int            `json:"versions"`          // sources, duplicates included
	Volumes     int            `json:"volumes,omitempty"` // printed volumes that the cables stand in
	Shards      []int          `json:"shards"`            // documents of each part of the index
	Collections map[string]int `json:"collections,omitempty"`
	Stats       archive.Stats  `json:"stats"`
	Canaries    []words.Canary `json:"canaries"`
	Previous    string         `json:"previous,omitempty"`
	Content     string         `json:"content"` // SHA-256 over the parsed cables in order: equal for equal input
	Files       []FileSum      `json:"files"`
}

// Generation names the generation of a manifest.
func (m *Manifest) Generation(c Current) archive.Generation {
	return archive.Generation{ID: c.Name, Built: m.Built, ManifestHash: c.Hash, Cables: m.Cables, Volumes: m.Volumes}
}

// Write writes the manifest into the folder of its generation, and names it: by
// the time, and by the SHA-256 of the manifest.
func (m *Manifest) Write(dir string) (Current, error) {
	b, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return Current{}, err
	}
	b = append(b, '\n')
	hash := hashBytes(b)
	name := m.Built.UTC().Format(nameTime) + "-" + hash[:12]
	return Current{name, hash}, os.WriteFile(filepath.Join(dir, manifestFile), b, 0o644)
}

// nameTime is how the name of a generation begins.
const nameTime = "20060102T150405.000Z"

// BuiltOf is when a generation was built, by its name; zero where that does not tell.
func BuiltOf(name string) time.Time {
	at, _, _ := strings.Cut(name, "-")
	built, err := time.Parse(nameTime, at)
	if err != nil {
		return time.Time{}
	}
	return built
}

// ReadManifest reads and checks the manifest of a generation against the hash in
// the name of its folder. The error is ErrNewer or ErrOlder where another program
// made it; the manifest then tells the files all the same.
func ReadManifest(genDir string) (*Manifest, string, error) {
	p := filepath.Join(genDir, manifestFile)
	b, err := os.ReadFile(p)
	if err != nil {
		return nil, "", err
	}
	hash := hashBytes(b)
	_, short, ok := strings.Cut(filepath.Base(genDir), "-")
	if !ok || short != hash[:12] {
		return nil, hash, fmt.Errorf("%s: its SHA-256 %s does not fit the folder's name", p, hash[:12])
	}
	var m Manifest
	// The field of another format may be of another kind: what is read then is
	// not for use, but for the format and the files.
	err = json.Unmarshal(b, &m)
	switch {
	case m.Format > Format:
		return &m, hash, fmt.Errorf("%s: %w: its format is %d, this program reads %d; use a newer program", p, ErrNewer, m.Format, Format)
	case m.Format > 0 && m.Format < Oldest:
		return &m, hash, fmt.Errorf("%s: %w: its format is %d, this program reads %d and newer; ingest the sources again", p, ErrOlder, m.Format, Oldest)
	case err != nil:
		return nil, hash, fmt.Errorf("%s: %w", p, err)
	}
	return &m, hash, nil
}
