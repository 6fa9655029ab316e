// Package demo holds the demonstration archive: fictional cables, written for
// this project, in the formats that real ones come in (cables/README.md).
package demo

import (
	"embed"
	"io/fs"
)

//go:embed cables/*.html cables/*.txt cables/*.xml
var files embed.FS

// Cables are the source files of the demonstration archive.
func Cables() fs.FS {
	sub, err := fs.Sub(files, "cables")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}
