package postings

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"

	"reftel/internal/index/words"
)

// What bleve.Open wants beside the segments: a file that names the kind of index,
// the segments in a folder of this name, and the mapping as a value in them.
const (
	metaFile    = "index_meta.json"
	storeFolder = "store"
	mappingKey  = "_mapping"
)

// writeMeta makes the folder of a shard one that bleve.Open opens, and read-only
// without being told.
func writeMeta(path string) error {
	b, err := json.Marshal(map[string]any{
		"storage":    scorch.Name,
		"index_type": scorch.Name,
		"config":     map[string]any{"read_only": true},
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(path, metaFile), b, 0o644)
}

// textAnalyzer is what Bleve makes of the words of a query: nearly what package
// text makes of them, which Bleve does not know.
const textAnalyzer = "reftel"

// mappingJSON describes the fields to Bleve. Nothing is indexed by it; queries
// that are put to Bleve itself are read by it.
func mappingJSON() ([]byte, error) {
	m := mapping.NewIndexMapping()
	err := m.AddCustomAnalyzer(textAnalyzer, map[string]any{
		"type": custom.Name, "tokenizer": unicode.Name, "token_filters": []string{lowercase.Name},
	})
	if err != nil {
		return nil, err
	}
	m.DefaultAnalyzer, m.DefaultField = textAnalyzer, words.Body.String()
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	for _, f := range []words.Field{words.Subject, words.Body} {
		t := mapping.NewTextFieldMapping()
		t.Store, t.DocValues, t.IncludeTermVectors, t.IncludeInAll = false, false, false, false
		m.DefaultMapping.AddFieldMappingsAt(f.String(), t)
	}
	for _, name := range Keywords() {
		k := mapping.NewTextFieldMapping()
		k.Analyzer = keyword.Name
		k.Store, k.IncludeTermVectors, k.IncludeInAll = false, false, false
		m.DefaultMapping.AddFieldMappingsAt(name, k)
	}
	return json.Marshal(m)
}
