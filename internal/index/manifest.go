package index

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"
)

// formatVersion changes when the files of a generation do; an older binary
// then refuses them by name instead of misreading them.
const formatVersion = 3

const manifestFile = "MANIFEST.json"

// A manifest lists what a generation consists of and how it came about.
type manifest struct {
	Format      int            `json:"format"`
	Built       time.Time      `json:"built"`
	Tool        string         `json:"tool,omitempty"`
	Bleve       string         `json:"bleve,omitempty"`
	Zap         string         `json:"zap,omitempty"`
	Cables      int            `json:"cables"`
	Versions    int            `json:"versions"` // sources, duplicates included
	Shards      []int          `json:"shards"`   // documents of each part of the index
	Collections map[string]int `json:"collections,omitempty"`
	Stats       Stats          `json:"stats"`
	Canaries    []canary       `json:"canaries"`
	Previous    string         `json:"previous,omitempty"`
	Content     string         `json:"content"` // SHA-256 over the parsed cables in order: equal for equal input
	Files       []fileSum      `json:"files"`
}

// sourcesFile holds the Report. It is a file of its own, since it has a line for
// each source, and who serves an archive does not need it.
const sourcesFile = "sources.json"

// A canary is a word whose number of cables is known from the texts; an index
// that tells another one is damaged.
type canary struct {
	Word string `json:"word"`
	Hits int    `json:"hits"`
}

func moduleVersion(path string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == path {
			return m.Version
		}
	}
	return ""
}

func (m *manifest) marshal() ([]byte, error) {
	b, err := json.MarshalIndent(m, "", "\t")
	return append(b, '\n'), err
}

// genName is the folder name of a generation.
func genName(built time.Time, hash string) string {
	return built.UTC().Format("20060102T150405.000Z") + "-" + hash[:12]
}

// readManifest reads and checks the manifest of a generation against the hash
// in the name of its folder.
func readManifest(genDir string) (*manifest, string, error) {
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
	var m manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, hash, fmt.Errorf("%s: %w", p, err)
	}
	if m.Format != formatVersion {
		return nil, hash, fmt.Errorf("%s: format %d, this program reads %d: build the archive again", p, m.Format, formatVersion)
	}
	return &m, hash, nil
}

// current is what CURRENT says: the folder name of the generation that is
// served, and the hash of its manifest.
type current struct{ name, hash string }

func readCurrent(dataDir string) (current, error) {
	p := filepath.Join(dataDir, currentFile)
	b, err := os.ReadFile(p)
	if os.IsNotExist(err) {
		return current{}, fmt.Errorf("%s: %w", dataDir, ErrNoGeneration)
	}
	if err != nil {
		return current{}, err
	}
	f := strings.Fields(string(b))
	if len(f) != 2 || len(f[1]) != 64 || f[0] != filepath.Base(f[0]) || strings.HasPrefix(f[0], ".") {
		return current{}, fmt.Errorf("%s does not name a generation", p)
	}
	return current{f[0], f[1]}, nil
}

func writeCurrent(dataDir string, c current) error {
	return replaceFile(filepath.Join(dataDir, currentFile), []byte(c.name+" "+c.hash+"\n"))
}

// generationNames are the folders of complete generations, newest first.
func generationNames(dataDir string) ([]string, error) {
	es, err := os.ReadDir(filepath.Join(dataDir, genFolder))
	if err != nil {
		return nil, err
	}
	var names []string
	for i := len(es) - 1; i >= 0; i-- { // ReadDir sorts by name, names begin with the time
		if e := es[i]; e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}
