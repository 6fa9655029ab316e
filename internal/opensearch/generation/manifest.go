package generation

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/rank"
	"reftel/internal/opensearch/client"
)

// Format changes when what stands in the indices does; another program then refuses
// them by name instead of misreading them. In 1 mentions have their texts, where those of 2
// stand in the texts of their paragraphs alone; both are read.
const Format = 2

var (
	// ErrNewer is for a generation of a newer program: it may be whole, and this program
	// cannot tell.
	ErrNewer = errors.New("made by a newer reftel")
	// ErrDamaged is for one whose manifest is not as it was written.
	ErrDamaged = errors.New("its manifest is damaged")
)

// A Manifest tells what a generation consists of and how it came about.
type Manifest struct {
	ID          string         `json:"id"`
	Format      int            `json:"format"`
	Built       time.Time      `json:"built"`
	Tool        string         `json:"tool,omitempty"`
	Shards      int            `json:"shards"` // of the index of cables
	Cables      int            `json:"cables"`
	Values      int            `json:"values"`            // documents of the other index
	Versions    int            `json:"versions"`          // sources, duplicates included
	Volumes     int            `json:"volumes,omitempty"` // printed volumes that the cables stand in
	Collections map[string]int `json:"collections,omitempty"`
	Stats       archive.Stats  `json:"stats"`
	Previous    string         `json:"previous,omitempty"`
	Means       rank.Means     `json:"means,omitzero"`    // which the weights of words stand for; older generations do not tell
	Edition     int            `json:"edition,omitempty"` // mapping.Edition; older generations have none
	Content     string         `json:"content"`           // SHA-256 over the parsed cables in order: equal for equal input

	Hash  string `json:"-"` // SHA-256 of the text of the manifest
	Fault error  `json:"-"` // why it is not to be served: ErrNewer, ErrDamaged
}

// Generation names it.
func (m *Manifest) Generation() archive.Generation {
	return archive.Generation{ID: m.ID, Built: m.Built, ManifestHash: m.Hash, Cables: m.Cables, Volumes: m.Volumes}
}

// meta is the _meta of a mapping: the manifest as a text, so that its bytes stay.
type meta struct {
	Manifest string `json:"reftel_manifest"`
	Hash     string `json:"reftel_sha256"`
}

// Seal writes the manifest of a generation whose indices are written, and has them take
// nothing more.
func (p *Place) Seal(ctx context.Context, m *Manifest) error {
	text, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("seal %s: %w", m.ID, err)
	}
	sum := sha256.Sum256(text)
	m.Hash = hex.EncodeToString(sum[:])
	for _, r := range []client.Request{
		{Method: http.MethodPut, Path: "/" + p.Cables(m.ID) + "," + p.Values(m.ID) + "/_settings", Body: map[string]any{"index.blocks.write": true}},
		{Method: http.MethodPut, Path: "/" + p.Cables(m.ID) + "/_mapping", Body: map[string]any{"_meta": meta{string(text), m.Hash}}},
	} {
		if err := p.Client.Do(ctx, r, nil); err != nil {
			return fmt.Errorf("seal %s: %w", m.ID, err)
		}
	}
	return nil
}

// Manifest is that of a generation. Its Fault is its error too.
func (p *Place) Manifest(ctx context.Context, id string) (Manifest, error) {
	gs, err := p.sealed(ctx)
	if err != nil {
		return Manifest{}, err
	}
	i := slices.IndexFunc(gs, func(m Manifest) bool { return m.ID == id })
	if i < 0 {
		return Manifest{}, fmt.Errorf("there is no generation %s", id)
	}
	return gs[i], gs[i].Fault
}

// List are all generations, the newest first, and the one in force: "" where there is
// none. Those of a newer program or with a damaged manifest have a Fault.
func (p *Place) List(ctx context.Context) (gs []Manifest, current string, err error) {
	if current, err = p.Current(ctx); err != nil && !errors.Is(err, ErrLost) {
		return nil, "", err
	}
	gs, err = p.sealed(ctx)
	return gs, current, err
}

// sealed are the generations that have a manifest.
func (p *Place) sealed(ctx context.Context) ([]Manifest, error) {
	all, err := p.indices(ctx)
	if err != nil {
		return nil, err
	}
	var gs []Manifest
	for index, m := range all {
		if id, ok := p.idOf(index); ok && m.Manifest != "" {
			gs = append(gs, m.read(id))
		}
	}
	slices.SortFunc(gs, func(a, b Manifest) int { return cmp.Compare(b.ID, a.ID) })
	return gs, nil
}

func (m meta) read(id string) (out Manifest) {
	sum := sha256.Sum256([]byte(m.Manifest))
	err := json.Unmarshal([]byte(m.Manifest), &out)
	switch {
	case out.Format > Format:
		out.Fault = fmt.Errorf("%s: %w: its format is %d, this program reads %d; use a newer program", id, ErrNewer, out.Format, Format)
	case err != nil, out.ID != id, hex.EncodeToString(sum[:]) != m.Hash:
		out.Fault = fmt.Errorf("%s: %w", id, ErrDamaged)
	}
	out.ID, out.Hash = id, m.Hash
	return out
}
