package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"reftel/internal/app"
	"reftel/internal/opensearch"
	"reftel/internal/opensearch/client"
)

// engineFlags say where the archive is: in a folder, or in a cluster of OpenSearch.
type engineFlags struct {
	Engine       string   `enum:"embedded,opensearch" default:"embedded" env:"REFTEL_ENGINE" help:"What keeps the archive: this program in a folder (embedded), or a cluster (opensearch; docs/opensearch.md)."`
	URL          []string `name:"opensearch-url" env:"REFTEL_OPENSEARCH_URL" placeholder:"URL" help:"Address of a node (https://host:9200); several with commas, or the flag again."`
	Index        string   `name:"opensearch-index" default:"reftel" env:"REFTEL_OPENSEARCH_INDEX" placeholder:"PREFIX" help:"How the names of its indices begin."`
	CA           string   `name:"opensearch-ca" type:"existingfile" env:"REFTEL_OPENSEARCH_CA" help:"File of the certificates (PEM) that sign those of the nodes; default: the system's."`
	User         string   `name:"opensearch-user" env:"REFTEL_OPENSEARCH_USER" help:"Who asks it."`
	PasswordFile string   `name:"opensearch-password-file" type:"existingfile" env:"REFTEL_OPENSEARCH_PASSWORD_FILE" help:"File with the password of that user; or the password itself in the variable REFTEL_OPENSEARCH_PASSWORD."`
}

// buildFlags say how a generation is made in a cluster.
type buildFlags struct {
	Shards   int `name:"opensearch-shards" default:"0" env:"REFTEL_OPENSEARCH_SHARDS" help:"Of how many shards the index is; 0: one for each million cables."`
	Replicas int `name:"opensearch-replicas" default:"-1" env:"REFTEL_OPENSEARCH_REPLICAS" help:"Further copies of each shard; -1: one where there is more than one node."`
}

// passwordVariable has the password where no file has. It is no flag, which others on the
// machine could read.
const passwordVariable = "REFTEL_OPENSEARCH_PASSWORD"

// check says which flags do not go together. A folder is wanted of the embedded engine
// where needed is set.
func (f *engineFlags) check(data string, needed bool) error {
	switch {
	case f.Engine == "opensearch" && len(f.URL) == 0:
		return errors.New("--engine opensearch needs --opensearch-url")
	case f.Engine != "opensearch" && len(f.URL) > 0:
		return errors.New("--opensearch-url needs --engine opensearch")
	case f.Engine != "opensearch" && needed && data == "":
		return errors.New("missing flags: --data=DATA")
	}
	return nil
}

// cluster is where the archive is, nil where it is in a folder.
func (f *engineFlags) cluster() (*app.Cluster, error) {
	if f.Engine != "opensearch" {
		return nil, nil
	}
	cfg := client.Config{URLs: f.URL, User: f.User, Password: os.Getenv(passwordVariable)}
	if f.PasswordFile != "" {
		b, err := os.ReadFile(f.PasswordFile)
		if err != nil {
			return nil, fmt.Errorf("reading the password: %w", err)
		}
		cfg.Password = strings.TrimRight(string(b), "\r\n")
	}
	if f.CA != "" {
		b, err := os.ReadFile(f.CA)
		if err != nil {
			return nil, fmt.Errorf("reading the certificates: %w", err)
		}
		cfg.CA = b
	}
	return &app.Cluster{Config: opensearch.Config{Config: cfg, Prefix: f.Index}, Replicas: -1}, nil
}
